/** Owns the list of a cooperative's pieces. */
import type { ReactNode } from "react";
import type { EvidenceKind } from "~/domain/evidence/evidence-kind";
import type { Freshness } from "~/domain/evidence/freshness";
import { evidenceKindLabels } from "~/messages.evidence.fr";
import { paths } from "~/paths";
import { Badge } from "../display/badge";
import { DataTable } from "../display/data-table";
import { Link } from "../layout/link";
import { formatDate } from "../text/format";
import { FreshnessBadge } from "./freshness-badge";

export interface EvidenceRow {
	readonly id: string;
	readonly title: string;
	readonly kind: EvidenceKind;
	readonly issuedOn: string | null;
	readonly expiresOn: string | null;
	readonly confidential: boolean;
	readonly removed: boolean;
	readonly versions: number;
	readonly criteria: readonly string[];
	readonly freshness: Freshness;
}

export function EvidenceTable({
	cooperativeId,
	rows,
	empty,
}: {
	cooperativeId: string;
	rows: readonly EvidenceRow[];
	empty: ReactNode;
}) {
	return (
		<DataTable
			caption="Pièces de la CAE"
			captionHidden
			stacked
			empty={empty}
			columns={[
				{
					key: "title",
					header: "Pièce",
					rowHeader: true,
					cell: (row) => (
						<span>
							<Link href={paths.evidence.one(cooperativeId, row.id)}>{row.title}</Link>{" "}
							{row.confidential && <Badge>Confidentielle</Badge>} {row.removed && <Badge>Retirée</Badge>}
							{row.versions > 1 && <span className="small soft"> version {row.versions}</span>}
						</span>
					),
				},
				{ key: "kind", header: "Nature", cell: (row) => evidenceKindLabels[row.kind] },
				{ key: "issued", header: "Émise le", cell: (row) => (row.issuedOn ? formatDate(row.issuedOn) : "–") },
				{
					key: "expires",
					header: "Valable jusqu’au",
					cell: (row) => (row.expiresOn ? formatDate(row.expiresOn) : "–"),
				},
				{ key: "state", header: "État", cell: (row) => <FreshnessBadge state={row.freshness} /> },
				{
					key: "criteria",
					header: "Critères",
					cell: (row) => (row.criteria.length > 0 ? row.criteria.join(", ") : <span className="soft">aucun</span>),
				},
			]}
			rows={rows}
			rowKey={(row) => row.id}
		/>
	);
}
