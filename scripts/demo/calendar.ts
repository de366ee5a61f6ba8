/** Owns the campaigns of the demonstration, and when each cooperative opened and sent its assessments. */
import { addDays, draw, later, workingDay } from "./deterministic";
import { type InventedCooperative, MANAGER_HOME } from "./invented-cooperatives";
import { isLabelled, REFERENCE_YEAR } from "./slots";
import { VISITS, visitsOf } from "./visits";

export const OPEN_YEAR = 2026;
export const CAMPAIGN_YEARS = [2023, 2024, REFERENCE_YEAR, OPEN_YEAR] as const;

/** Sent in 2026, by day; those without a visit wait for one. */
const SENT_2026: Readonly<Record<string, string>> = {
	"DEMO-51": "2026-02-12",
	"DEMO-34": "2026-03-19",
	"DEMO-23": "2026-04-16",
	"DEMO-01": "2026-05-12",
	"DEMO-48": "2026-06-18",
	"DEMO-20": "2026-07-02",
	"DEMO-16": "2026-07-09",
	"DEMO-03": "2026-09-10",
	"DEMO-26": "2026-09-17",
	"DEMO-22": "2026-09-18",
	"DEMO-17": "2026-09-24",
	"DEMO-31": "2026-09-29",
	"DEMO-45": "2026-10-08",
	"DEMO-11": "2026-06-25",
	"DEMO-09": "2026-09-21",
	"DEMO-33": "2026-10-01",
	"DEMO-06": "2026-10-12",
	"DEMO-40": "2026-10-15",
	"DEMO-10": "2026-10-22",
	"DEMO-08": "2026-10-29",
	"DEMO-44": "2026-11-09",
	"DEMO-13": "2026-11-16",
};

/** Drafts of 2026: percent of the applicable criteria answered. The cooperatives in neither list have not opened theirs. */
const DRAFTS_2026: Readonly<Record<string, number>> = {
	[MANAGER_HOME]: 60,
	"DEMO-19": 95,
	"DEMO-42": 90,
	"DEMO-25": 85,
	"DEMO-39": 78,
	"DEMO-04": 72,
	"DEMO-14": 65,
	"DEMO-02": 55,
	"DEMO-47": 50,
	"DEMO-05": 45,
	"DEMO-37": 40,
	"DEMO-21": 35,
	"DEMO-41": 30,
	"DEMO-53": 22,
	"DEMO-30": 20,
	"DEMO-29": 15,
	"DEMO-46": 10,
	"DEMO-15": 5,
};

export interface DemoAssessment {
	readonly year: number;
	readonly openedOn: string;
	/** Null: a draft. */
	readonly submittedOn: string | null;
	/** Of the applicable criteria; 100 once submitted. */
	readonly percent: number;
	readonly asksForAudit: boolean;
	readonly labelled: boolean;
}

/** The assessments of a cooperative: one per campaign since it enrolled, all sent but in the open one. */
export function assessmentsOf(cooperative: InventedCooperative): readonly DemoAssessment[] {
	const { code, slot, enrolledOn } = cooperative;
	const firstLabelYear = VISITS.find((one) => one.code === code)?.year ?? REFERENCE_YEAR;
	return CAMPAIGN_YEARS.flatMap((year) => {
		if (enrolledOn > `${year}-12-31`) return [];
		const sentOn = SENT_2026[code];
		const draft = DRAFTS_2026[code];
		if (year === OPEN_YEAR && !sentOn && draft === undefined) return [];
		const submittedOn = year === OPEN_YEAR ? (sentOn ?? null) : sentDay(cooperative, year);
		return [
			{
				year,
				openedOn: submittedOn ? openedDay(cooperative, year, submittedOn) : draftDay(code, draft ?? 0),
				submittedOn,
				percent: submittedOn ? 100 : (draft ?? 0),
				asksForAudit:
					(code !== MANAGER_HOME && visitsOf(code, year).length > 0) || (year === OPEN_YEAR && sentOn !== undefined),
				labelled: isLabelled(slot) && year >= firstLabelYear,
			},
		];
	});
}

/** Drafts were opened from early September to early November, the fullest ones first. */
function draftDay(code: string, percent: number): string {
	return workingDay(addDays(`${OPEN_YEAR}-11-09`, -Math.round(percent / 2) - draw(15, code, "opened")));
}

/** Seven to ten weeks before the visit, or some day from May to mid-December, after enrolment. */
function sentDay({ code, enrolledOn }: InventedCooperative, year: number): string {
	const visited = code === MANAGER_HOME ? undefined : visitsOf(code, year)[0];
	if (visited) {
		const before = addDays(visited.startsOn, -50 - draw(21, code, year, "sent"));
		return workingDay(before.startsWith(String(year)) ? before : `${year}-12-18`);
	}
	const day = addDays(`${year}-05-06`, draw(220, code, year, "sent"));
	const sent = later(day, addDays(enrolledOn, 55));
	return workingDay(sent > `${year}-12-15` ? `${year}-12-15` : sent);
}

/** Some weeks before it is sent, never before enrolment nor before the campaign opens. */
function openedDay({ code, enrolledOn }: InventedCooperative, year: number, sentOn: string): string {
	const day = addDays(sentOn, -20 - draw(90, code, year, "opened"));
	return workingDay(later(later(day, `${year}-01-16`), addDays(enrolledOn, 3)));
}
