/** What the page of one non-conformity shows: what was found, its deadline, each plan and what became of it, what one may do. */
import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { evidencePieces } from "~/db/schema/evidence.server";
import { can } from "~/domain/access/can";
import { type FollowMoveName, follow, isLate } from "~/domain/audit/non-conformity";
import { dayInParis } from "~/domain/calendar-day";
import { isAtWork, listTeam } from "../access/list-team.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadNonConformity, loadPlans, type PlanRow } from "./load-non-conformity.server";

export async function getNonConformity({ db, actor, now }: UseCase, id: string) {
	const loaded = await loadNonConformity(db, actor, id);
	const { row, resource, cooperative, published, audit } = loaded;
	authorise(actor, "nonConformity.read", resource);
	const today = dayInParis(now);
	const { standard } = published;
	const criterion = standard.criteria.find((one) => one.id === row.criterionId);
	const reads = can(actor, "nonConformity.readPlans", resource);
	const plans = reads ? await loadPlans(db, id) : [];
	const allowed = (name: FollowMoveName) => follow(name, row).ok;
	const may = {
		readPlans: reads,
		propose: can(actor, "nonConformity.plan", resource) && allowed("propose"),
		judge: can(actor, "nonConformity.judge", resource) && allowed("accept"),
		declareDone: can(actor, "nonConformity.plan", resource) && allowed("declareDone"),
		check: can(actor, "nonConformity.check", resource) && allowed("lift"),
	};
	const concealed = can(actor, "nonConformity.plan", resource) || can(actor, "nonConformity.check", resource);
	const pieces = await piecesOf(db, row.cooperativeId, plans, { whole: may.declareDone, concealed });
	const team = may.propose ? (await listTeam(db, row.cooperativeId, now)).filter((one) => isAtWork(one, now)) : [];
	return {
		id,
		cooperative,
		auditId: audit.id,
		version: row.version,
		standard: row.standard,
		domain: row.domain,
		criterionId: row.criterionId,
		title: criterion?.title ?? standard.domains.find(({ code }) => code === row.domain)?.title ?? row.domain,
		text: reads ? loaded.text : "",
		grade: row.grade,
		origin: row.origin,
		minors: row.minors,
		minorsMakingMajor: standard.labelRules.minorsMakingMajor,
		status: row.status,
		openedOn: row.openedOn,
		dueOn: row.dueOn,
		escalatedOn: row.escalatedOn,
		closedAt: row.closedAt,
		late: isLate(row, today),
		today,
		plans: plans.map((plan) => ({
			...plan,
			ownerName: plan.ownerName ?? "compte supprimé",
			evidence: plan.evidence.map((pieceId) => ({ id: pieceId, title: pieces.get(pieceId) ?? null })),
		})),
		people: team.map(({ userId, name }) => ({ userId, name })),
		library: may.declareDone ? [...pieces].map(([pieceId, title]) => ({ id: pieceId, title })) : [],
		may,
	};
}

/** Titles of the pieces shown; the whole library for whoever attaches from it. A confidential one is for its readers only. */
async function piecesOf(
	db: UseCase["db"],
	cooperativeId: string,
	plans: readonly PlanRow[],
	{ whole, concealed }: { readonly whole: boolean; readonly concealed: boolean },
) {
	const named = plans.flatMap(({ evidence }) => evidence);
	if (!whole && named.length === 0) return new Map<string, string>();
	const rows = await db
		.select({ id: evidencePieces.id, title: evidencePieces.title })
		.from(evidencePieces)
		.where(
			and(
				eq(evidencePieces.cooperativeId, cooperativeId),
				concealed ? undefined : eq(evidencePieces.confidential, false),
				or(
					whole ? isNull(evidencePieces.removedAt) : undefined,
					named.length > 0 ? inArray(evidencePieces.id, named) : undefined,
				),
			),
		)
		.orderBy(asc(evidencePieces.title))
		.limit(200);
	return new Map(rows.map(({ id, title }) => [id, title]));
}
