/** Owns the list of visits as a table that stacks on a phone. */
import type { ReactNode } from "react";
import type { AuditKind, AuditMode } from "~/domain/audit/audit";
import { type AuditStatus, isOpenVisit } from "~/domain/audit/audit-life";
import { auditKindShortLabels, auditModeLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { DataTable } from "../display/data-table";
import { Link } from "../layout/link";
import { AuditStatusBadge } from "./audit-status-badge";
import { formatVisitDates } from "./visit-dates";

export interface AuditLine {
	readonly id: string;
	readonly kind: AuditKind;
	readonly status: AuditStatus;
	readonly mode: AuditMode;
	readonly startsOn: string;
	readonly endsOn: string;
	readonly cooperativeName: string;
	readonly leadName: string;
	readonly secondName: string | null;
}

export function AuditTable({
	caption,
	rows,
	today,
	empty,
}: {
	caption: string;
	rows: readonly AuditLine[];
	today: string;
	empty: ReactNode;
}) {
	return (
		<DataTable
			caption={caption}
			captionHidden
			stacked
			rows={rows}
			rowKey={(row) => row.id}
			empty={empty}
			columns={[
				{
					key: "cooperative",
					header: "CAE",
					rowHeader: true,
					cell: (row) => <Link href={paths.audits.one(row.id)}>{row.cooperativeName}</Link>,
				},
				{ key: "dates", header: "Dates", cell: (row) => <span className="nowrap">{formatVisitDates(row)}</span> },
				{
					key: "kind",
					header: "Audit",
					cell: (row) => `${auditKindShortLabels[row.kind]}, ${auditModeLabels[row.mode].toLowerCase()}`,
				},
				{
					key: "team",
					header: "Équipe",
					cell: (row) => [row.leadName, row.secondName].filter(Boolean).join(", "),
				},
				{
					key: "status",
					header: "État",
					cell: (row) => <AuditStatusBadge status={row.status} late={isOpenVisit(row.status) && row.endsOn < today} />,
				},
			]}
		/>
	);
}
