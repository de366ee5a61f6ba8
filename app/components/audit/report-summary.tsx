/** Owns the head of a report: how many findings of each kind, what minors make together, the deadlines, the hashes. */
import type { FindingKind } from "~/domain/audit/audit-finding";
import type { ReportStage } from "~/domain/audit/report-delays";
import { findingHeadings } from "~/messages.report.fr";
import { DefinitionList } from "../display/definition-list";
import { Notice } from "../layout/notice";
import { formatDate, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";

export interface SummarisedReport {
	readonly groups: readonly { readonly kind: FindingKind; readonly findings: readonly unknown[] }[];
	readonly domainMajors: readonly {
		readonly domain: string;
		readonly title: string;
		readonly minors: readonly string[];
	}[];
	readonly minorsMakingMajor: number;
	readonly months: { readonly major: number; readonly minor: number };
	readonly deadlines: { readonly major: string; readonly minor: string } | null;
	readonly reports: readonly { readonly stage: ReportStage; readonly hash: string; readonly at: string }[];
}

const STAGES: { readonly [S in ReportStage]: string } = {
	provisional: "Rapport provisoire",
	final: "Rapport définitif",
};

export function ReportSummary({ report }: { report: SummarisedReport }) {
	const { groups, domainMajors, minorsMakingMajor, months, deadlines, reports } = report;
	const count = (kind: FindingKind) => groups.find((group) => group.kind === kind)?.findings.length ?? 0;
	return (
		<>
			<DefinitionList
				items={[
					...groups.map(({ kind }) => ({ term: findingHeadings[kind], value: String(count(kind)) })),
					{
						term: "Délai des majeures",
						value: deadlines ? formatDate(deadlines.major) : `${months.major} mois après le rapport définitif`,
					},
					{
						term: "Délai des mineures",
						value: deadlines ? formatDate(deadlines.minor) : `${months.minor} mois après le rapport définitif`,
					},
					...reports.map(({ stage, hash, at }) => ({
						term: STAGES[stage],
						value: (
							<>
								{formatDateTime(at)}, empreinte <code className="hash">{hash.slice(0, 16)}</code>
							</>
						),
					})),
				]}
			/>
			{domainMajors.map(({ domain, title, minors }) => (
				<Notice key={domain} kind="warning" live={false} title={`Une majeure de plus en ${title}`}>
					{frenchTypography(
						`Dans un même domaine, ${minorsMakingMajor} mineures font une majeure : ${minors.join(", ")}. Elle tombe quand il en reste moins de ${minorsMakingMajor}.`,
					)}
				</Notice>
			))}
		</>
	);
}
