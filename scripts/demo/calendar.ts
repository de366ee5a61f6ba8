/** Owns the dates of the demonstration: campaigns, visits with their decisions, and where each cooperative stands in 2026. */
import type { AuditKind, AuditMode, AuditStatus } from "../../app/domain/audit/audit";
import { addDays, draw, later, workingDay } from "./deterministic";
import { type InventedCooperative, MANAGER_HOME } from "./invented-cooperatives";
import { isLabelled, REFERENCE_YEAR } from "./slots";

export const OPEN_YEAR = 2026;
export const CAMPAIGN_YEARS = [2023, 2024, REFERENCE_YEAR, OPEN_YEAR] as const;

export interface DemoDecision {
	readonly decidedOn: string;
	/** What would defer again now refuses. */
	readonly afterDeferral?: boolean;
}

export interface DemoVisit {
	readonly code: string;
	/** Campaign of the assessment looked at. */
	readonly year: number;
	readonly kind: AuditKind;
	readonly status: AuditStatus;
	readonly startsOn: string;
	readonly endsOn: string;
	readonly mode: AuditMode;
	/** Where the demonstration's auditor stands in the team. */
	readonly demoAuditor?: "lead" | "second";
	readonly decisions: readonly DemoDecision[];
	readonly statusReason?: string;
}

type Extra = Partial<Pick<DemoVisit, "status" | "demoAuditor" | "statusReason">> & { readonly afterDeferral?: string };

/** Two days on site, closed unless said otherwise. */
function visit(
	code: string,
	year: number,
	kind: AuditKind,
	startsOn: string,
	decidedOn?: string,
	extra: Extra = {},
): DemoVisit {
	const { afterDeferral, ...rest } = extra;
	const decisions: DemoDecision[] = decidedOn ? [{ decidedOn }] : [];
	if (afterDeferral) decisions.push({ decidedOn: afterDeferral, afterDeferral: true });
	const remote = kind === "followUp";
	const endsOn = remote ? startsOn : addDays(startsOn, 1);
	return {
		code,
		year,
		kind,
		status: "closed",
		startsOn,
		endsOn,
		mode: remote ? "remote" : "onSite",
		decisions,
		...rest,
	};
}

/** In the order of the visits. The Conseil d'administration decides in session, on Thursdays. */
export const VISITS: readonly DemoVisit[] = [
	// Labelled before the reference year.
	visit("DEMO-01", 2023, "initial", "2023-09-19", "2023-12-14"),
	visit("DEMO-26", 2023, "initial", "2023-10-10", "2023-12-14"),
	visit("DEMO-51", 2023, "initial", "2024-02-06", "2024-05-16"),
	visit("DEMO-23", 2024, "initial", "2024-05-22", "2024-09-19"),
	visit("DEMO-48", 2024, "initial", "2024-09-10", "2024-12-12"),
	visit("DEMO-20", 2024, "initial", "2024-10-01", "2024-12-12"),
	// The ten audits of the reference year: five labels, five deferrals (three of them decided the year after).
	visit("DEMO-45", 2025, "initial", "2025-04-08", "2025-06-19"),
	visit("DEMO-17", 2025, "initial", "2025-05-13", "2025-09-18"),
	visit("DEMO-11", 2025, "initial", "2025-05-20", "2025-09-18"),
	visit("DEMO-42", 2025, "initial", "2025-06-17", "2025-10-16", { demoAuditor: "lead" }),
	visit("DEMO-36", 2025, "initial", "2025-06-24", "2025-10-16", { afterDeferral: "2026-04-16" }),
	visit("DEMO-14", 2025, "initial", "2025-09-09", "2025-12-11"),
	visit("DEMO-39", 2025, "initial", "2025-09-23", "2025-12-11"),
	visit("DEMO-08", 2025, "initial", "2025-10-07", "2026-02-12", { demoAuditor: "second" }),
	visit("DEMO-33", 2025, "initial", "2025-11-04", "2026-02-12"),
	visit("DEMO-05", 2025, "initial", "2025-11-25", "2026-03-19"),
	// The open campaign: follow-ups, renewals, first audits.
	visit("DEMO-51", 2026, "followUp", "2026-03-10"),
	visit("DEMO-23", 2026, "followUp", "2026-06-16"),
	visit("DEMO-48", 2026, "followUp", "2026-09-17"),
	visit("DEMO-01", 2026, "renewal", "2026-09-22"),
	visit("DEMO-20", 2026, "followUp", "2026-10-06"),
	visit("DEMO-16", 2026, "initial", "2026-10-13"),
	visit("DEMO-22", 2026, "initial", "2026-11-17", undefined, {
		status: "cancelled",
		statusReason: "La gérance a changé en octobre. La visite sera replanifiée au premier trimestre.",
	}),
	visit("DEMO-26", 2026, "renewal", "2026-12-01", undefined, { status: "inProgress", demoAuditor: "lead" }),
	visit("DEMO-31", 2026, "initial", "2026-12-15", undefined, { status: "planned" }),
	visit("DEMO-45", 2026, "followUp", "2027-01-12", undefined, { status: "planned" }),
	visit("DEMO-03", 2026, "initial", "2027-01-19", undefined, { status: "planned" }),
	visit("DEMO-17", 2026, "followUp", "2027-02-09", undefined, { status: "planned", demoAuditor: "lead" }),
];

/** Sent in 2026, by day; those without a visit wait for one. */
const SENT_2026: Readonly<Record<string, string>> = {
	"DEMO-51": "2026-02-12",
	"DEMO-23": "2026-04-16",
	"DEMO-01": "2026-06-11",
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
	"DEMO-34": "2026-11-03",
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

export function visitsOf(code: string, year: number): readonly DemoVisit[] {
	return VISITS.filter((one) => one.code === code && one.year === year);
}

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
				openedOn: openedDay(cooperative, year, submittedOn ?? addDays(`${year}-10-01`, draw(45, code, "opened late"))),
				submittedOn,
				percent: submittedOn ? 100 : (draft ?? 0),
				asksForAudit: visitsOf(code, year).length > 0 || (year === OPEN_YEAR && sentOn !== undefined),
				labelled: isLabelled(slot) && year >= firstLabelYear,
			},
		];
	});
}

/** Ten weeks before the visit, or some day from May to mid-December, after enrolment. */
function sentDay({ code, enrolledOn }: InventedCooperative, year: number): string {
	const visited = visitsOf(code, year)[0];
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
