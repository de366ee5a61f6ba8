/** Owns the visits of the demonstration, past and to come, with the days of the decisions that followed. */
import type { AuditKind, AuditMode } from "../../app/domain/audit/audit";
import type { AuditStatus } from "../../app/domain/audit/audit-life";
import { addDays } from "./deterministic";

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
	visit("DEMO-26", 2023, "initial", "2023-10-10", "2024-03-21"),
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
	// The open campaign: follow-ups, renewals, first audits, one of them labelled since.
	visit("DEMO-51", 2026, "followUp", "2026-03-10"),
	visit("DEMO-34", 2026, "initial", "2026-05-19", "2026-09-17", { status: "finalReport" }),
	visit("DEMO-23", 2026, "followUp", "2026-06-16"),
	visit("DEMO-01", 2026, "renewal", "2026-06-30", "2026-10-15"),
	visit("DEMO-48", 2026, "followUp", "2026-09-17"),
	visit("DEMO-20", 2026, "followUp", "2026-10-06"),
	visit("DEMO-16", 2026, "initial", "2026-10-13", undefined, { status: "finalReport" }),
	// Visited a year late, on what it sent before the campaign under way.
	visit("DEMO-12", 2025, "initial", "2026-11-04", undefined, { status: "rightOfReply", demoAuditor: "lead" }),
	visit("DEMO-22", 2026, "initial", "2026-11-17", undefined, {
		status: "cancelled",
		statusReason: "La gérance a changé en octobre. La visite sera replanifiée au premier trimestre.",
	}),
	visit("DEMO-10", 2026, "initial", "2026-11-18", undefined, { status: "provisionalReport", demoAuditor: "lead" }),
	visit("DEMO-26", 2026, "renewal", "2026-12-01", undefined, { status: "inProgress", demoAuditor: "lead" }),
	visit("DEMO-31", 2026, "initial", "2026-12-15", undefined, { status: "planned" }),
	visit("DEMO-45", 2026, "followUp", "2027-01-12", undefined, { status: "confirmed" }),
	visit("DEMO-03", 2026, "initial", "2027-01-19", undefined, {
		status: "postponed",
		statusReason: "Le siège déménage en janvier : de nouvelles dates seront proposées.",
	}),
	visit("DEMO-17", 2026, "followUp", "2027-02-09", undefined, { status: "planned", demoAuditor: "lead" }),
];

export function visitsOf(code: string, year: number): readonly DemoVisit[] {
	return VISITS.filter((one) => one.code === code && one.year === year);
}
