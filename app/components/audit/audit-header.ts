/** Owns what every page of one audit repeats at its head. */
import type { AuditKind, AuditMode } from "~/domain/audit/audit";
import type { AuditStatus } from "~/domain/audit/audit-life";
import type { ShownVersion } from "~/domain/standard/shown-version";
import { paths } from "~/paths";
import type { Crumb } from "../layout/page-header";

export interface AuditHeader {
	readonly id: string;
	readonly kind: AuditKind;
	readonly status: AuditStatus;
	readonly mode: AuditMode;
	readonly place: string;
	readonly startsOn: string;
	readonly endsOn: string;
	readonly leadAuditorId: string;
	readonly secondAuditorId: string | null;
	readonly sequence: number;
	/** Number of the sending that was declared when the visit was planned. */
	readonly sending: number;
	readonly year: number;
	/** The version its criteria and figures come from. */
	readonly standard: ShownVersion;
	readonly cooperative: { readonly id: string; readonly name: string; readonly fictional: boolean };
	readonly leadName: string;
	readonly secondName: string | null;
}

export function auditCrumbs(header: AuditHeader): readonly Crumb[] {
	return [
		{ label: "Audits", href: paths.audits.list() },
		{ label: header.cooperative.name, href: paths.audits.one(header.id) },
	];
}
