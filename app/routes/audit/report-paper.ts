/** Owns which report of an audit is asked for on paper, and how its file is named. */
import { auditReportDocument } from "~/components/audit/audit-report-document";
import type { PaperDocument } from "~/components/document/document-model";
import { plainFileName } from "~/components/text/file-name";
import { getReportDocument } from "~/services/audit/get-report-document.server";
import type { UseCase } from "~/services/use-case.server";

export async function reportPaper(
	useCase: UseCase,
	auditId: string | undefined,
	url: URL,
): Promise<{ readonly paper: PaperDocument; readonly fileName: string }> {
	// Any other word asks for the report as it stands.
	const wanted = url.searchParams.get("etape") === "provisoire" ? "provisional" : null;
	const facts = await getReportDocument(useCase, auditId ?? "", wanted);
	const { year, cooperative } = facts.header;
	const stage = facts.stage === "final" ? "definitif" : "provisoire";
	return {
		paper: auditReportDocument(facts),
		fileName: `rapport-audit-${stage}-${year}-${plainFileName(cooperative.name)}`,
	};
}
