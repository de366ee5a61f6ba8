/** The criterion a person is about to report, and what they said of it already, with the answers. */
import { and, desc, eq } from "drizzle-orm";
import { criterionReports } from "~/db/schema/standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { findVersion } from "./find-version.server";

export async function getReportForm({ db, actor }: UseCase, version: string, criterionId: string) {
	authorise(actor, "report.create", null);
	const found = await findVersion(db, version);
	const criterion = found?.published.standard.criteria.find(({ id }) => id === criterionId);
	if (!criterion) throw new NotFoundError(`criterion ${criterionId} of ${version}`);
	const own = await db
		.select({
			id: criterionReports.id,
			text: criterionReports.text,
			at: criterionReports.at,
			closedAt: criterionReports.closedAt,
			outcome: criterionReports.outcome,
			answer: criterionReports.answer,
		})
		.from(criterionReports)
		.where(and(eq(criterionReports.authorId, actor.userId), eq(criterionReports.criterionId, criterionId)))
		.orderBy(desc(criterionReports.at));
	const { id, title, statement } = criterion;
	return { version, criterion: { id, title, statement }, own };
}
