/** Owns the levels declared and retained of one domain, criterion by criterion, with their gap and what the audit noted. */
import type { ComparedLevel } from "~/domain/audit/level-gaps";
import { comparedLevelText, gapText } from "~/messages.gaps.fr";
import { paths } from "~/paths";
import { DataTable } from "../display/data-table";
import { LevelMark } from "../display/level-mark";
import { Link } from "../layout/link";
import { frenchTypography } from "../text/french";

export interface GapLine {
	readonly id: string;
	readonly title: string;
	readonly declared: ComparedLevel;
	readonly retained: ComparedLevel;
	readonly gap: number | null;
	readonly differs: boolean;
	readonly note: string;
}

export function GapTable({
	auditId,
	domain,
	lines,
}: {
	auditId: string;
	domain: { readonly code: string; readonly title: string };
	lines: readonly GapLine[];
}) {
	return (
		<DataTable
			caption={`Niveaux déclarés et retenus, ${domain.title}`}
			captionHidden
			stacked="words"
			rows={lines}
			rowKey={({ id }) => id}
			columns={[
				{
					key: "criterion",
					header: "Critère",
					rowHeader: true,
					cell: ({ id, title }) => (
						<>
							<span className="nowrap">
								<Link href={paths.audits.visit(auditId, domain.code, id)}>{id}</Link>
							</span>{" "}
							<span className="soft">{frenchTypography(title)}</span>
						</>
					),
				},
				{ key: "declared", header: "Déclaré", cell: ({ declared }) => <ShownLevel level={declared} /> },
				{ key: "retained", header: "Retenu", cell: ({ retained }) => <ShownLevel level={retained} /> },
				{
					key: "gap",
					header: "Écart",
					cell: ({ gap, differs }) => (differs ? <strong>{gapText(gap)}</strong> : gapText(gap)),
				},
				{
					key: "note",
					header: "Note de l’audit",
					cell: ({ note }) => <span className="pre-line">{frenchTypography(note) || "–"}</span>,
				},
			]}
		/>
	);
}

function ShownLevel({ level }: { level: ComparedLevel }) {
	return (
		<span className="nowrap">
			{typeof level === "number" && <LevelMark level={level} />} {comparedLevelText(level)}
		</span>
	);
}
