/** The report of an audit as a tagged PDF: the final one as it was frozen, the provisional one across which it says so. */
import { guarded } from "~/auth/guarded.server";
import { writePdf } from "~/components/pdf/write-pdf.server";
import { fileResponse } from "./file-response";
import { reportPaper } from "./report-paper";

export const loader = guarded("audit.findings", async ({ params, url, useCase }) => {
	const { paper, fileName } = await reportPaper(useCase, params.auditId, url);
	return fileResponse(await writePdf(paper), "application/pdf", `${fileName}.pdf`);
});
