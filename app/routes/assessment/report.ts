/** The report of one assessment, as a tagged PDF to keep, to print or to send. */
import { guarded } from "~/auth/guarded.server";
import { drawReport } from "~/components/assessment/draw-report.server";
import { plainFileName } from "~/components/text/file-name";
import { getReport } from "~/services/assessment/get-report.server";

export const loader = guarded("assessment.read", async ({ params, useCase }) => {
	const report = await getReport(useCase, params.assessmentId ?? "");
	const { year, cooperative } = report.header;
	return new Response(Uint8Array.from(await drawReport(report)), {
		headers: {
			"Content-Type": "application/pdf",
			"Content-Disposition": `attachment; filename="rapport-${year}-${plainFileName(cooperative.name)}.pdf"`,
			"Cache-Control": "no-store",
		},
	});
});
