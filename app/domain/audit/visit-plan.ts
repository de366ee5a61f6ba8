/** Owns what makes the plan of a visit acceptable: its days, its place, its team. of docs/regles-metier.md. */

import { type Day, daysCounted, isDay, type Span } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import type { AuditKind, AuditMode } from "./audit";

export const LONGEST_VISIT_DAYS = 5;
export const PLACE_LIMIT = 500;

export type DatesRefusal = "INVALID_DATES" | "ENDS_BEFORE_START" | "TOO_LONG" | "IN_THE_PAST";

/**
 * the last day is not before the first, five days at most, nothing before today.
 * @param today the day in Paris.
 * @param planned the days planned so far: a day that does not change may lie behind us.
 */
export function checkDates({ startsOn, endsOn }: Span, today: Day, planned?: Span): Result<Span, DatesRefusal> {
	if (!isDay(startsOn) || !isDay(endsOn)) return refuse("INVALID_DATES");
	if (endsOn < startsOn) return refuse("ENDS_BEFORE_START");
	if (daysCounted(startsOn, endsOn) > LONGEST_VISIT_DAYS) return refuse("TOO_LONG");
	const past = (day: Day, unchanged: Day | undefined) => day < today && day !== unchanged;
	if (past(startsOn, planned?.startsOn) || past(endsOn, planned?.endsOn)) return refuse("IN_THE_PAST");
	return accept({ startsOn, endsOn });
}

export type PlaceRefusal = "ADDRESS_REQUIRED" | "HOW_TO_JOIN_REQUIRED";

/** on site the address is written down, remotely the way to join is. */
export function checkPlace(mode: AuditMode, place: string): Result<string, PlaceRefusal> {
	const written = place.trim();
	if (written !== "") return accept(written);
	return refuse(mode === "onSite" ? "ADDRESS_REQUIRED" : "HOW_TO_JOIN_REQUIRED");
}

export interface AuditTeam {
	readonly leadAuditorId: string;
	readonly secondAuditorId: string | null;
}

export type TeamRefusal = "LEAD_REQUIRED" | "SECOND_REQUIRED" | "SAME_AUDITOR_TWICE";

/** R-43 (dossier C.4, steps 5, 10 and 11): two auditors for an initial or renewal audit, one is enough for a follow-up. */
export function teamSize(kind: AuditKind): 1 | 2 {
	return kind === "followUp" ? 1 : 2;
}

/** An empty text is nobody. */
export function checkTeam(kind: AuditKind, lead: string, second: string): Result<AuditTeam, TeamRefusal> {
	if (lead === "") return refuse("LEAD_REQUIRED");
	if (second === lead) return refuse("SAME_AUDITOR_TWICE");
	if (second === "" && teamSize(kind) === 2) return refuse("SECOND_REQUIRED");
	return accept({ leadAuditorId: lead, secondAuditorId: second === "" ? null : second });
}
