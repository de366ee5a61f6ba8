/** Owns how the days of the demonstration's visits are agreed on: audits asked for, slots chosen, declined or still to answer. */
import type { BuiltAssessment } from "./assessments";
import { cooperativeId } from "./assessments";
import type { BuiltAudit } from "./audits";
import { addDays, atWork, uuidOf } from "./deterministic";
import { MANAGERS, NATIONAL_TEAM } from "./people";

/** Sent this year, and no visit planned yet. */
const REQUESTS: readonly (readonly [code: string, months: readonly string[], constraints: string, askedOn: string])[] =
	[
		[
			"DEMO-09",
			["2027-02", "2027-03"],
			"Pas pendant la clôture des comptes, du 1er au 12 février. Les entrepreneurs du bâtiment sont au siège le mardi.",
			"2026-10-13",
		],
		["DEMO-40", ["2027-03", "2027-04"], "", "2026-11-03"],
	];

/** Days after the first slot at which the others begin; `declined`: why none suits. */
const SLOTS: Readonly<Record<string, { readonly after: readonly number[]; readonly declined?: string }>> = {
	"DEMO-12": { after: [0, 7, 14] },
	"DEMO-10": { after: [0, 6] },
	"DEMO-45": { after: [0, 2] },
	"DEMO-31": { after: [0, 21, 28] },
	"DEMO-17": {
		after: [0, 2],
		declined: "Notre responsable administrative est en congé jusqu’au 19 février. À partir du 22, tout nous va.",
	},
};

export function buildDates(audits: readonly BuiltAudit[], assessments: readonly BuiltAssessment[]) {
	const requests = REQUESTS.flatMap(([code, months, constraints, askedOn]) => {
		const waiting = assessments.find(({ cooperative, plan }) => cooperative.code === code && plan.year === 2026);
		const manager = MANAGERS.get(code);
		if (!waiting || !manager) return [];
		return {
			...{
				id: uuidOf("request", code),
				cooperativeId: cooperativeId(code),
				assessmentId: waiting.id,
				months,
				constraints,
			},
			...{ askedAt: atWork(askedOn, code, "asked"), askedBy: manager.id },
		};
	});
	return { requests, slots: audits.flatMap(ofAudit) };
}

function ofAudit({ id, visit, status, createdAt }: BuiltAudit) {
	const { code, startsOn, endsOn, year } = visit;
	const told = SLOTS[code];
	// Only the last visit of a cooperative: those of former years were agreed on by e-mail.
	if (!told || startsOn < "2026-10-01") return [];
	const planned = createdAt.toISOString().slice(0, 10);
	const proposedAt = atWork(addDays(planned, 1), code, year, "slots");
	const answeredAt = atWork(addDays(planned, 6), code, year, "slots answered");
	const manager = MANAGERS.get(code)?.id ?? null;
	const waits = told.declined === undefined && status === "planned";
	return told.after.map((days, index) => {
		const answer =
			told.declined !== undefined ? ("declined" as const) : index === 0 ? ("chosen" as const) : ("passed" as const);
		return {
			...{ id: uuidOf("slot", code, year, days), cooperativeId: cooperativeId(code), auditId: id, round: 1 },
			...{ startsOn: addDays(startsOn, days), endsOn: addDays(endsOn, days) },
			...{ proposedAt, proposedBy: NATIONAL_TEAM.id },
			...(!waits && { answer, reason: told.declined ?? "", answeredAt, answeredBy: manager }),
		};
	});
}
