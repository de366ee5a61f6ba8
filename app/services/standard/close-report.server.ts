/** The national team answers a report and says whether the next version takes it up. Once: the first answer stands. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { criterionReports, standardVersions } from "~/db/schema/standard.server";
import { atomically } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import { REPORT_OUTCOMES, type ReportRefusal, readReportText } from "~/domain/standard/criterion-report";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";

const form = z.strictObject({ id: z.uuid(), outcome: z.string(), answer: z.string() });

export type CloseReportResult = Result<{ readonly id: string }, Exclude<ReportRefusal, "TOO_MANY">>;

export async function closeReport({ db, actor, now }: UseCase, input: unknown): Promise<CloseReportResult> {
	authorise(actor, "report.close", null);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { id } = parsed.data;
	const outcome = REPORT_OUTCOMES.find((known) => known === parsed.data.outcome);
	if (!outcome) return refuse("NO_OUTCOME");
	const answer = readReportText(parsed.data.answer);
	if (!answer.ok) return answer;
	return atomically(db, async (tx) => {
		const [report] = await tx
			.select({ criterionId: criterionReports.criterionId, version: standardVersions.version })
			.from(criterionReports)
			.innerJoin(standardVersions, eq(standardVersions.id, criterionReports.standardVersionId))
			.where(eq(criterionReports.id, id));
		if (!report) throw new NotFoundError(`report ${id}`);
		const closed = await tx
			.update(criterionReports)
			.set({ closedAt: now, closedBy: actor.userId, outcome, answer: answer.value })
			.where(and(eq(criterionReports.id, id), isNull(criterionReports.closedAt)))
			.returning({ id: criterionReports.id });
		if (closed.length === 0) return refuse("ALREADY_CLOSED");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "criterion.reportClosed",
			subject: ["report", id],
			after: { ...report, outcome },
		});
		return accept({ id });
	});
}
