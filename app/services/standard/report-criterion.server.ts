/** A person says that a criterion is ambiguous. The journal says who reported which criterion, never their words. */
import { and, count, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { criterionReports } from "~/db/schema/standard.server";
import { atomically } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import { type ReportRefusal, readReportText, WAITING_REPORTS_LIMIT } from "~/domain/standard/criterion-report";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { findVersion } from "./find-version.server";

const form = z.strictObject({ id: z.uuid(), text: z.string() });

export type ReportResult = Result<
	{ readonly id: string },
	Extract<ReportRefusal, "EMPTY" | "TOO_LONG" | "TOO_MANY" | "INVALID">
>;

/** @param input `id`: chosen by the form, so that a report sent twice is written once */
export async function reportCriterion(
	{ db, actor, now }: UseCase,
	version: string,
	criterionId: string,
	input: unknown,
): Promise<ReportResult> {
	authorise(actor, "report.create", null);
	const published = (await findVersion(db, version))?.published;
	if (!published?.standard.criteria.some(({ id }) => id === criterionId)) {
		throw new NotFoundError(`criterion ${criterionId} of ${version}`);
	}
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const text = readReportText(parsed.data.text);
	if (!text.ok) return text;
	const { id } = parsed.data;
	return atomically(db, async (tx) => {
		const [waiting] = await tx
			.select({ total: count() })
			.from(criterionReports)
			.where(and(eq(criterionReports.authorId, actor.userId), isNull(criterionReports.closedAt)));
		if ((waiting?.total ?? 0) >= WAITING_REPORTS_LIMIT) return refuse("TOO_MANY");
		const [written] = await tx
			.insert(criterionReports)
			.values({ id, standardVersionId: published.id, criterionId, authorId: actor.userId, text: text.value, at: now })
			.onConflictDoNothing()
			.returning({ id: criterionReports.id });
		if (!written) return accept({ id });
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "criterion.reported",
			subject: ["report", id],
			after: { criterionId, version },
		});
		return accept({ id });
	});
}
