/** Owns the status of an audit as a badge; an open visit whose days are over says so. */
import type { AuditStatus } from "~/domain/audit/audit-life";
import { auditStatusLabels } from "~/messages.fr";
import { Badge, type BadgeKind } from "../display/badge";

const KINDS: { readonly [S in AuditStatus]: BadgeKind } = {
	planned: "info",
	confirmed: "info",
	inProgress: "warning",
	provisionalReport: "warning",
	rightOfReply: "warning",
	finalReport: "info",
	closed: "good",
	postponed: "neutral",
	cancelled: "neutral",
};

export function AuditStatusBadge({ status, late }: { status: AuditStatus; late?: boolean }) {
	if (late) return <Badge kind="warning">À clore</Badge>;
	return <Badge kind={KINDS[status]}>{auditStatusLabels[status]}</Badge>;
}
