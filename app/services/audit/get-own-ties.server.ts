/** What a member of the committee or the board is tied to, and from which files they stand aside, with the reasons. R-170. */
import { and, asc, eq, isNull } from "drizzle-orm";
import { auditorProfiles } from "~/db/schema/audit.server";
import { declaredInterests } from "~/db/schema/auditor.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { ownCooperatives } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { recusalsOf } from "~/domain/decision/recusal";
import { plain } from "../cooperative/plain-name.server";
import { authorise, type UseCase } from "../use-case.server";
import { cooperativeFacts } from "./cooperative-facts.server";
import { loadAccompaniments } from "./judge-auditors.server";

export async function getOwnTies({ db, actor, now }: UseCase) {
	authorise(actor, "recusal.declare", null);
	const all = await db
		.select(cooperativeFacts)
		.from(cooperatives)
		.orderBy(asc(plain(cooperatives.name)), asc(cooperatives.code));
	const declared = await db
		.select({
			id: declaredInterests.id,
			cooperativeId: declaredInterests.cooperativeId,
			kind: declaredInterests.kind,
			declaredAt: declaredInterests.declaredAt,
		})
		.from(declaredInterests)
		.where(and(eq(declaredInterests.userId, actor.userId), isNull(declaredInterests.endedAt)))
		.orderBy(asc(declaredInterests.declaredAt), asc(declaredInterests.id));
	const [profile] = await db.select().from(auditorProfiles).where(eq(auditorProfiles.userId, actor.userId));
	const accompaniments = await loadAccompaniments(db);
	const homes = new Set([
		...ownCooperatives(actor),
		...declared.filter(({ kind }) => kind === "home").map(({ cooperativeId }) => cooperativeId),
		...(profile?.homeCooperativeId ? [profile.homeCooperativeId] : []),
	]);
	const member = {
		homes: all.filter(({ id }) => homes.has(id)),
		former: profile?.formerCooperativeId ? { id: profile.formerCooperativeId, leftOn: profile.leftOn } : null,
		interests: declared.flatMap(({ cooperativeId, kind }) => (kind === "home" ? [] : [{ cooperativeId, kind }])),
		audited: actor.audited ?? [],
	};
	const names = new Map(all.map(({ id, name }) => [id, name]));
	return {
		recusals: all.flatMap((cooperative) => {
			const reasons = recusalsOf(member, cooperative, accompaniments, dayInParis(now));
			return reasons.length === 0 ? [] : [{ id: cooperative.id, name: cooperative.name, reasons }];
		}),
		declared: declared.map((one) => ({ ...one, name: names.get(one.cooperativeId) ?? "" })),
		choices: all.map(({ id, name }) => ({ id, name })),
	};
}
