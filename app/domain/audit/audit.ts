/** Owns the vocabulary of an audit visit: what it is for, and where it is held. */
export const AUDIT_KINDS = ["initial", "followUp", "renewal"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export const AUDIT_MODES = ["onSite", "remote"] as const;
export type AuditMode = (typeof AUDIT_MODES)[number];
