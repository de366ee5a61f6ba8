/** Owns in which groups a visit's sheet shows its criteria: chapter by chapter, and the sample of a follow-up before them. */
import { Fragment, type ReactNode } from "react";
import type { AuditKind } from "~/domain/audit/audit";
import { orderSheet } from "~/domain/audit/sample-visit";
import type { Chapter } from "~/domain/standard/standard";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import type { VisitRow } from "./visit-criterion";

export function VisitCriteria({
	auditId,
	kind,
	chapters,
	rows,
	sampled,
	prepares,
	children,
}: {
	auditId: string;
	kind: AuditKind;
	chapters: readonly Chapter[];
	rows: readonly VisitRow[];
	/** How many criteria of the whole audit are of the sample. */
	sampled: number;
	/** Whether this person may choose the sample. */
	prepares: boolean;
	children: (row: VisitRow) => ReactNode;
}) {
	const { first, others } = orderSheet(kind, rows);
	const apart = kind === "followUp" && sampled > 0;
	return (
		<>
			{kind === "followUp" && first.length === 0 && (
				<Notice kind={apart ? "info" : "warning"} live={false}>
					{apart
						? "Aucun critère de ce domaine n’est dans l’échantillon de ce suivi."
						: frenchTypography("L’échantillon de ce suivi n’est pas choisi : rien ne dit par quoi commencer.")}{" "}
					{!apart && prepares && <Link href={paths.audits.preparation(auditId)}>Préparer la visite</Link>}
				</Notice>
			)}
			{first.length > 0 && (
				<>
					<h2 className="chapter-title" id="echantillon">
						Échantillon du suivi <small>{formatCount(first.length, "critère")}</small>
					</h2>
					<p className="chapter-lead soft">
						À examiner d’abord : les écarts encore ouverts, puis les critères à risque et ceux tirés au sort.
					</p>
					{first.map(children)}
				</>
			)}
			{chapters.map(({ code, title }) => {
				const inChapter = others.filter(({ chapter }) => chapter === code);
				if (inChapter.length === 0) return null;
				const count = formatCount(inChapter.length, "critère");
				return (
					<Fragment key={code}>
						<h2 className="chapter-title">
							{title} <small>{apart ? `${count}, hors échantillon` : count}</small>
						</h2>
						{inChapter.map(children)}
					</Fragment>
				);
			})}
		</>
	);
}
