/** The non-conformities a person may see: late first, then by deadline; by domain and by cooperative. */
import { and, asc, count, desc, eq, inArray, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { nonConformities } from "~/db/schema/finding.server";
import type { Actor } from "~/domain/access/roles";
import { auditScope } from "~/domain/access/scope";
import { isLate } from "~/domain/audit/non-conformity";
import { dayInParis } from "~/domain/calendar-day";
import { listVersions } from "../standard/get-standard.server";
import { authorise, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";

/** More than this are not listed: the filters narrow it. */
const LIMIT = 300;

export interface NonConformityQuery {
	readonly late: boolean;
	readonly closed: boolean;
	readonly domain: string | null;
	readonly cooperativeId: string | null;
}

/** Of the person's cooperatives and audits, or of the whole network. Four queries. */
export async function listNonConformities({ db, actor, now }: UseCase, query: NonConformityQuery) {
	authorise(actor, "nonConformity.list", null);
	const today = dayInParis(now);
	const cooperativeId = query.cooperativeId && isUuid(query.cooperativeId) ? query.cooperativeId : null;
	const scope = inScope(db, actor);
	const state = query.closed ? eq(nonConformities.status, "closed") : ne(nonConformities.status, "closed");
	const filters: (SQL | undefined)[] = [
		scope,
		state,
		query.late ? lateOn(today) : undefined,
		query.domain ? eq(nonConformities.domain, query.domain) : undefined,
		cooperativeId ? eq(nonConformities.cooperativeId, cooperativeId) : undefined,
	];
	const rows = await db
		.select({ row: nonConformities, cooperativeName: cooperatives.name })
		.from(nonConformities)
		.innerJoin(cooperatives, eq(cooperatives.id, nonConformities.cooperativeId))
		.where(and(...filters))
		.orderBy(
			query.closed ? desc(nonConformities.closedAt) : asc(nonConformities.dueOn),
			asc(cooperatives.name),
			asc(nonConformities.domain),
			asc(nonConformities.criterionId),
		)
		.limit(LIMIT);
	const [totals] = await db
		.select({
			open: count(),
			majors: sql<number>`count(*) filter (where ${nonConformities.grade} = 'major')::integer`,
			late: sql<number>`count(*) filter (where ${lateOn(today)})::integer`,
		})
		.from(nonConformities)
		.where(and(scope, ne(nonConformities.status, "closed")));
	const among = await db
		.selectDistinct({ id: cooperatives.id, name: cooperatives.name })
		.from(nonConformities)
		.innerJoin(cooperatives, eq(cooperatives.id, nonConformities.cooperativeId))
		.where(scope)
		.orderBy(asc(cooperatives.name));
	const versions = await listVersions(db);
	const standards = new Map(versions.map(({ standard }) => [`${standard.code}/${standard.version}`, standard]));
	return {
		today,
		query: { ...query, cooperativeId },
		totals: { open: totals?.open ?? 0, majors: totals?.majors ?? 0, late: totals?.late ?? 0 },
		cooperatives: among,
		domains: [
			...new Map(versions.flatMap(({ standard }) => standard.domains.map(({ code, title }) => [code, title]))),
		].map(([code, title]) => ({ code, title })),
		rows: rows.map(({ row, cooperativeName }) => {
			const { id, domain, criterionId, grade, origin, status, dueOn, escalatedOn, closedAt, minors } = row;
			const standard = standards.get(row.standard);
			return {
				...{ id, domain, criterionId, grade, origin, status, dueOn, escalatedOn, closedAt, cooperativeName },
				minors: minors.length,
				late: isLate(row, today),
				title:
					criterionId === null
						? (standard?.domains.find(({ code }) => code === domain)?.title ?? domain)
						: (standard?.criteria.find((criterion) => criterion.id === criterionId)?.title ?? ""),
			};
		}),
	};
}

/** The twin of `can(actor, "nonConformity.read", …)` as a filter; undefined lets everything through. */
function inScope(db: UseCase["db"], actor: Actor): SQL | undefined {
	const { cooperatives: scope, teamMember, tiedTo } = auditScope(actor);
	if (scope === "all") return undefined;
	const followed =
		teamMember === null
			? undefined
			: inArray(
					nonConformities.cooperativeId,
					db
						.select({ id: audits.cooperativeId })
						.from(audits)
						.where(
							and(
								ne(audits.status, "cancelled"),
								notInArray(audits.cooperativeId, [...tiedTo]),
								or(eq(audits.leadAuditorId, teamMember), eq(audits.secondAuditorId, teamMember)),
							),
						),
				);
	return "allBut" in scope
		? or(notInArray(nonConformities.cooperativeId, [...scope.allBut]), followed)
		: or(inArray(nonConformities.cooperativeId, [...scope]), followed);
}

/** The twin of `isLate` as a filter. */
function lateOn(today: string): SQL {
	return sql`(${nonConformities.status} <> 'closed' and ${nonConformities.dueOn} < ${today}
		and not (${nonConformities.status} = 'done' and ${nonConformities.doneOn} <= ${nonConformities.dueOn}))`;
}
