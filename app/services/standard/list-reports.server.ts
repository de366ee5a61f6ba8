/** What people reported, the oldest without an answer first: the list those who write the next version work from. */
import { asc, count, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { users } from "~/db/schema/access.server";
import { criterionReports, standardVersions } from "~/db/schema/standard.server";
import { REPORT_FILTERS, type ReportFilter } from "~/domain/standard/criterion-report";
import { authorise, type UseCase } from "../use-case.server";
import { listStandards } from "./get-standard.server";

const PER_PAGE = 50;

const WHERE: Readonly<Record<ReportFilter, SQL>> = {
	open: isNull(criterionReports.closedAt),
	nextVersion: eq(criterionReports.outcome, "nextVersion"),
	closed: isNotNull(criterionReports.closedAt),
};

/** Four queries at most. */
export async function listReports(
	{ db, actor }: UseCase,
	{ filter: asked, page: askedPage }: { readonly filter: string | null; readonly page: string | null },
) {
	authorise(actor, "report.list", null);
	const filter = REPORT_FILTERS.find((known) => known === asked) ?? "open";
	const counts = await countReports(db);
	const pages = Math.max(1, Math.ceil(counts[filter] / PER_PAGE));
	const page = Math.min(pages, /^[1-9]\d{0,5}$/.test(askedPage ?? "") ? Number(askedPage) : 1);
	const rows = await db
		.select({
			id: criterionReports.id,
			criterionId: criterionReports.criterionId,
			version: standardVersions.version,
			text: criterionReports.text,
			author: users.name,
			at: criterionReports.at,
			closedAt: criterionReports.closedAt,
			outcome: criterionReports.outcome,
			answer: criterionReports.answer,
		})
		.from(criterionReports)
		.innerJoin(standardVersions, eq(standardVersions.id, criterionReports.standardVersionId))
		.innerJoin(users, eq(users.id, criterionReports.authorId))
		.where(WHERE[filter])
		.orderBy(filter === "open" ? asc(criterionReports.at) : desc(criterionReports.closedAt), criterionReports.id)
		.limit(PER_PAGE)
		.offset((page - 1) * PER_PAGE);
	const standards = (await listStandards(db)).map(({ standard }) => standard);
	const titleOf = (version: string, id: string) =>
		standards.find((one) => one.version === version)?.criteria.find((criterion) => criterion.id === id)?.title ?? "";
	return {
		filter,
		counts,
		page,
		pages,
		first: counts[filter] === 0 ? 0 : (page - 1) * PER_PAGE + 1,
		latest: standards[0]?.version ?? null,
		rows: rows.map((row) => ({ ...row, title: titleOf(row.version, row.criterionId) })),
	};
}

async function countReports(db: UseCase["db"]): Promise<Readonly<Record<ReportFilter, number>>> {
	const [counted] = await db
		.select({
			all: count(),
			open: sql<number>`count(*) filter (where ${WHERE.open})::integer`,
			nextVersion: sql<number>`count(*) filter (where ${WHERE.nextVersion})::integer`,
		})
		.from(criterionReports);
	const { all, open, nextVersion } = counted ?? { all: 0, open: 0, nextVersion: 0 };
	return { open, nextVersion, closed: all - open };
}
