/** Owns the vocabulary and the life of an audit visit. */
export const AUDIT_KINDS = ["initial", "followUp", "renewal"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export const AUDIT_MODES = ["onSite", "remote"] as const;
export type AuditMode = (typeof AUDIT_MODES)[number];

export const AUDIT_STATUSES = ["planned", "inProgress", "closed", "cancelled"] as const;
export type AuditStatus = (typeof AUDIT_STATUSES)[number];

/** An open audit can still be recorded, moved or cancelled. */
export function isOpenAudit(status: AuditStatus): boolean {
	return status === "planned" || status === "inProgress";
}
