/** What a person is tied to, and for a member of the committee or the board the files they stand aside from.. */
import { and, asc, eq, inArray, notInArray, or, sql } from "drizzle-orm";
import { auditorProfiles, audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { holds, ownCooperatives } from "~/domain/access/roles";
import { RESTS_ON_TEAM } from "~/domain/audit/audit-life";
import type { TieKind } from "~/domain/audit/interest-declaration";
import { dayInParis } from "~/domain/calendar-day";
import { recusalsOf } from "~/domain/decision/recusal";
import { plain } from "../cooperative/plain-name.server";
import { authorise, type UseCase } from "../use-case.server";
import { cooperativeFacts } from "./cooperative-facts.server";
import { loadAccompaniments } from "./judge-auditors.server";
import { ownSignature } from "./load-mission.server";
import { missionGap } from "./mission-gap";

export async function getOwnTies({ db, actor, now }: UseCase) {
	authorise(actor, "recusal.declare", null);
	const declared = await loadDeclared(db);
	const missions = await missionsToSign(db, actor);
	// An auditor does not read the list of cooperatives: they write the name of the one they are tied to.
	if (!holds(actor, "committee") && !holds(actor, "board"))
		return { judges: false, recusals: [], declared, missions, choices: [] };
	const all = await db
		.select(cooperativeFacts)
		.from(cooperatives)
		.orderBy(asc(plain(cooperatives.name)), asc(cooperatives.code));
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
	return {
		judges: true,
		recusals: all.flatMap((cooperative) => {
			const reasons = recusalsOf(member, cooperative, accompaniments, dayInParis(now));
			return reasons.length === 0 ? [] : [{ id: cooperative.id, name: cooperative.name, reasons }];
		}),
		declared,
		missions,
		choices: all.map(({ id, name }) => ({ id, name })),
	};
}

/** With names, also of cooperatives whose file the tie closes. */
function loadDeclared(db: UseCase["db"]) {
	return db
		.select({
			id: sql<string>`told.id`,
			cooperativeId: sql<string>`told.cooperative_id`,
			name: sql<string>`told.name`,
			kind: sql<TieKind>`told.kind`,
			declaredAt: sql<Date>`told.declared_at`.mapWith((at) => new Date(at)),
		})
		.from(sql`app_interests() as told`);
}

/** Audits whose team the person is on and for which a signature is missing or no longer holds, the earliest first. */
async function missionsToSign(db: UseCase["db"], actor: UseCase["actor"]) {
	if (!holds(actor, "auditor")) return [];
	const rows = await db
		.select({ audit: audits, cooperativeName: cooperatives.name, signedAt: ownSignature(actor.userId) })
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.where(
			and(
				inArray(audits.status, [...RESTS_ON_TEAM]),
				or(eq(audits.leadAuditorId, actor.userId), eq(audits.secondAuditorId, actor.userId)),
				notInArray(audits.cooperativeId, [...(actor.tiedTo ?? [])]),
			),
		)
		.orderBy(asc(audits.startsOn), asc(audits.id));
	return rows.flatMap(({ audit, cooperativeName, signedAt }) => {
		const { id, kind, startsOn, endsOn } = audit;
		return missionGap(audit, signedAt) ? [{ id, kind, startsOn, endsOn, cooperativeName }] : [];
	});
}
