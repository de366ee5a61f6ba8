/** Owns what an auditor says of themselves: what they know, how many visits a year, when they are away.. */
import { addDays, type Day, daysCounted, isDay, overlap, type Span } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import { type AuditStatus, holdsDays } from "./audit-life";

/** Languages in which a visit may have to be made; the French of the visit itself goes without saying. */
export const LANGUAGES = ["en", "es", "de", "it", "pt", "ar", "br", "eu", "lsf"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Days of the week on which somebody may visit, Monday is 1. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const USUAL_WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5];

export const ABSENCE_PARTS = ["day", "morning", "afternoon"] as const;
export type AbsencePart = (typeof ABSENCE_PARTS)[number];

/** Visits a year below which an accreditation is at risk (dossier C.4). */
export const VISITS_TO_STAY_ACCREDITED = 2;
export const MOST_VISITS_A_YEAR = 30;
export const LONGEST_ABSENCE_DAYS = 366;
export const MOST_ABSENCES = 200;
export const ABSENCE_NOTE_LIMIT = 200;

export interface AuditorSkills {
	/** Codes of the domains mastered. */
	readonly domains: readonly string[];
	/** Codes of the sectors known. */
	readonly sectors: readonly string[];
	readonly languages: readonly Language[];
	/** Where they leave from; null: as their cooperative. */
	readonly department: string | null;
	/** Most visits in a calendar year; null: no limit of their own. */
	readonly yearlyLimit: number | null;
	readonly weekdays: readonly number[];
}

/** What stands for an auditor who has said nothing yet: no skill, no limit, any day. */
export const UNSAID: AuditorSkills = {
	domains: [],
	sectors: [],
	languages: [],
	department: null,
	yearlyLimit: null,
	weekdays: WEEKDAYS,
};

export interface Absence extends Span {
	/** Half a day only where it begins and ends on one day. */
	readonly part: AbsencePart;
}

export type SkillsRefusal = "UNKNOWN_TERM" | "NO_WEEKDAY" | "INVALID_LIMIT";

export interface ProfileVocabulary {
	readonly domains: readonly string[];
	readonly sectors: readonly string[];
	readonly departments: readonly string[];
}

/** Each list in the order of its vocabulary, each word once; an empty limit is none. */
export function checkSkills(
	input: {
		readonly domains: readonly string[];
		readonly sectors: readonly string[];
		readonly languages: readonly string[];
		readonly department: string;
		readonly yearlyLimit: string;
		readonly weekdays: readonly string[];
	},
	known: ProfileVocabulary,
): Result<AuditorSkills, SkillsRefusal> {
	const unknown = (said: readonly string[], words: readonly string[]) => said.some((word) => !words.includes(word));
	if (
		unknown(input.domains, known.domains) ||
		unknown(input.sectors, known.sectors) ||
		unknown(input.languages, LANGUAGES) ||
		unknown(input.weekdays, WEEKDAYS.map(String)) ||
		(input.department !== "" && !known.departments.includes(input.department))
	) {
		return refuse("UNKNOWN_TERM");
	}
	const limit = input.yearlyLimit.trim();
	if (limit !== "" && !(/^\d{1,2}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= MOST_VISITS_A_YEAR)) {
		return refuse("INVALID_LIMIT");
	}
	const weekdays = WEEKDAYS.filter((day) => input.weekdays.includes(String(day)));
	if (weekdays.length === 0) return refuse("NO_WEEKDAY");
	return accept({
		domains: known.domains.filter((code) => input.domains.includes(code)),
		sectors: known.sectors.filter((code) => input.sectors.includes(code)),
		languages: LANGUAGES.filter((code) => input.languages.includes(code)),
		department: input.department === "" ? null : input.department,
		yearlyLimit: limit === "" ? null : Number(limit),
		weekdays,
	});
}

export type AbsenceRefusal = "INVALID_DATES" | "ENDS_BEFORE_START" | "TOO_LONG" | "OVER" | "HALF_DAY_OF_ONE_DAY";

/** a year at most, not wholly behind us; half a day begins and ends on the same day. */
export function checkAbsence({ startsOn, endsOn, part }: Absence, today: Day): Result<Absence, AbsenceRefusal> {
	if (!isDay(startsOn) || !isDay(endsOn)) return refuse("INVALID_DATES");
	if (endsOn < startsOn) return refuse("ENDS_BEFORE_START");
	if (daysCounted(startsOn, endsOn) > LONGEST_ABSENCE_DAYS) return refuse("TOO_LONG");
	if (endsOn < today) return refuse("OVER");
	if (part !== "day" && startsOn !== endsOn) return refuse("HALF_DAY_OF_ONE_DAY");
	return accept({ startsOn, endsOn, part });
}

/** 1 for Monday, 7 for Sunday. */
export function weekdayOf(day: Day): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** What keeps somebody from being there on those days: the first absence in the way, or a day they never visit on. */
export type Unavailability = (Absence & { readonly why: "absence" }) | { readonly why: "weekday"; readonly day: Day };

/** a visit takes its days whole, so half a day away is in the way too. Null when nothing is. */
export function unavailability(
	{ weekdays, absences }: { readonly weekdays: readonly number[]; readonly absences: readonly Absence[] },
	{ startsOn, endsOn }: Span,
): Unavailability | null {
	const away = absences.find((absence) => overlap(absence, { startsOn, endsOn }));
	if (away) return { why: "absence", startsOn: away.startsOn, endsOn: away.endsOn, part: away.part };
	for (const day of daysOf({ startsOn, endsOn })) {
		if (!weekdays.includes(weekdayOf(day))) return { why: "weekday", day };
	}
	return null;
}

/** Each day of a visit; never more than a week of them is asked. */
function daysOf({ startsOn, endsOn }: Span): readonly Day[] {
	const count = Math.min(7, Math.max(0, daysCounted(startsOn, endsOn)));
	return Array.from({ length: count }, (_, index) => addDays(startsOn, index));
}

/** Visits begun in that calendar year that were not given up: what the yearly limit and the accreditation count. R-167. */
export function visitsOfYear(
	visits: readonly { readonly startsOn: Day; readonly status: AuditStatus }[],
	year: number,
): number {
	return visits.filter(({ startsOn, status }) => holdsDays(status) && startsOn.startsWith(`${year}-`)).length;
}

export type AccreditationStanding = "notYet" | "ended" | "endingSoon" | "tooFewVisits" | "sound";
const SOON_DAYS = 180;

/**
 * how an accreditation stands on that day. `tooFewVisits`: under two visits in the year, counting those planned, for
 * an accreditation that covers the whole year; below that it has no year to be judged on.
 */
export function accreditationStanding(
	{ accreditedFrom, accreditedUntil }: { readonly accreditedFrom: Day; readonly accreditedUntil: Day },
	visitsThisYear: number,
	today: Day,
): AccreditationStanding {
	if (today < accreditedFrom) return "notYet";
	if (accreditedUntil < today) return "ended";
	if (daysCounted(today, accreditedUntil) <= SOON_DAYS) return "endingSoon";
	const year = today.slice(0, 4);
	const wholeYear = accreditedFrom <= `${year}-01-01`;
	return wholeYear && visitsThisYear < VISITS_TO_STAY_ACCREDITED ? "tooFewVisits" : "sound";
}
