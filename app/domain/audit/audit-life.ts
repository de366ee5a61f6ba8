/**
 * Owns the life of an audit, from the days proposed to the last non-conformity lifted: its statuses, and the one table of the
 * moves between them. Rules of docs/regles-metier.md; the triggers of drizzle/ say the same.
 */
import { accept, type Result, refuse } from "../result";

export const AUDIT_STATUSES = [
	"planned",
	"confirmed",
	"inProgress",
	"provisionalReport",
	"rightOfReply",
	"finalReport",
	"closed",
	"postponed",
	"cancelled",
] as const;
export type AuditStatus = (typeof AUDIT_STATUSES)[number];

/** Who makes a move: the cooperative's manager, either auditor of the team, the one who leads it, the national team. */
export type Mover = "manager" | "team" | "lead" | "network";

/** What a move takes besides the right person. `days`: new days of visit; `proof`: a fresh proof of identity. */
export type MoveNeed = "reason" | "days" | "confirmation" | "proof";

interface AuditMove {
	readonly from: readonly AuditStatus[];
	readonly to: AuditStatus;
	readonly by: readonly Mover[];
	readonly needs: readonly MoveNeed[];
}

/** Every move there is. Days that change take a confirmed audit back to `planned`: the cooperative agrees again. */
export const AUDIT_MOVES = {
	confirm: { from: ["planned"], to: "confirmed", by: ["manager"], needs: [] },
	replan: { from: ["planned", "confirmed", "postponed"], to: "planned", by: ["network"], needs: ["reason", "days"] },
	postpone: { from: ["planned", "confirmed"], to: "postponed", by: ["network"], needs: ["reason"] },
	cancel: {
		from: ["planned", "confirmed", "inProgress", "postponed"],
		to: "cancelled",
		by: ["network"],
		needs: ["reason"],
	},
	start: { from: ["planned", "confirmed"], to: "inProgress", by: ["team"], needs: [] },
	endVisit: {
		from: ["planned", "confirmed", "inProgress"],
		to: "provisionalReport",
		by: ["lead"],
		needs: ["confirmation"],
	},
	sendProvisional: { from: ["provisionalReport"], to: "rightOfReply", by: ["lead"], needs: ["confirmation"] },
	issueFinal: { from: ["rightOfReply"], to: "finalReport", by: ["lead"], needs: ["confirmation", "proof"] },
	/** Made by the product itself, in the same act as the last non-conformity lifted. */
	close: { from: ["finalReport"], to: "closed", by: ["team", "lead", "network"], needs: [] },
} as const satisfies Readonly<Record<string, AuditMove>>;

export type MoveName = keyof typeof AUDIT_MOVES;

/** The status the move leads to from that one. Source: R-150. */
export function move(name: MoveName, from: AuditStatus): Result<AuditStatus, "MOVE_FORBIDDEN"> {
	return startsFrom(name, from) ? accept(AUDIT_MOVES[name].to) : refuse("MOVE_FORBIDDEN");
}

/** Whether the move exists from that status, whoever makes it. Source: R-150. */
export function startsFrom(name: MoveName, from: AuditStatus): boolean {
	const sources: readonly AuditStatus[] = AUDIT_MOVES[name].from;
	return sources.includes(from);
}

/** Those in which levels are written: a visit to come or under way. Source: R-150. */
export const OPEN_VISITS = ["planned", "confirmed", "inProgress"] as const satisfies readonly AuditStatus[];

/** Whether levels may be written. Source: R-150. */
export function isOpenVisit(status: AuditStatus): boolean {
	return (OPEN_VISITS as readonly AuditStatus[]).includes(status);
}

/** Those whose days, place and team may change: before the visit ends. Source: R-150. */
export const MOVABLE = [...OPEN_VISITS, "postponed"] as const satisfies readonly AuditStatus[];

/** Whether days, place and team may change, and the audit be cancelled. Source: R-150. */
export function isMovable(status: AuditStatus): boolean {
	return (MOVABLE as readonly AuditStatus[]).includes(status);
}

/** Those that take no day of anybody: given up, or without a date. */
export const WITHOUT_DAYS = ["postponed", "cancelled"] as const satisfies readonly AuditStatus[];

/** Whether its days are taken, to come or behind us. Source: R-167. */
export function holdsDays(status: AuditStatus): boolean {
	return !(WITHOUT_DAYS as readonly AuditStatus[]).includes(status);
}

/** Those that wait for their team: no one leaves it without handing over. Source: R-150. */
export const RESTS_ON_TEAM = [
	...MOVABLE,
	"provisionalReport",
	"rightOfReply",
] as const satisfies readonly AuditStatus[];

/** Those whose levels are the audit's verdict: they count in the audited figures. Source: R-151. */
export const AUDITED = ["finalReport", "closed"] as const satisfies readonly AuditStatus[];

/** Whether the levels retained count in figures. Source: R-151. */
export function countsAudited(status: AuditStatus): boolean {
	return (AUDITED as readonly AuditStatus[]).includes(status);
}

/** Whether the cooperative reads what was retained: from the provisional report on, to answer it. Source: R-151. */
export function isToldToCooperative(status: AuditStatus): boolean {
	return status === "rightOfReply" || countsAudited(status);
}

/** Those that end there: nothing about them changes any more. Source: R-150. */
export const ENDED = ["closed", "cancelled"] as const satisfies readonly AuditStatus[];
