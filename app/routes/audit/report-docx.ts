/** The report of an audit as a file for a word processor: the same document as its PDF. */
import { guarded } from "~/auth/guarded.server";
import { fileResponse } from "./file-response";
import { reportPaper } from "./report-paper";

const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export const loader = guarded("audit.findings", async ({ params, url, useCase }) => {
	const { paper, fileName } = await reportPaper(useCase, params.auditId, url);
	// Loaded when somebody asks: the server starts without it.
	const { writeDocx } = await import("~/components/docx/write-docx.server");
	return fileResponse(await writeDocx(paper), TYPE, `${fileName}.docx`);
});
