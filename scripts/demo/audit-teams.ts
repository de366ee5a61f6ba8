/** Owns who visits whom in the demonstration: the product's own conflict rules choose, the least busy auditor first. */
import { UNSAID } from "../../app/domain/audit/auditor-profile";
import type { AccompanimentFacts } from "../../app/domain/audit/conflict-facts";
import { conflictsOfInterest } from "../../app/domain/audit/conflict-of-interest";
import { teamSize } from "../../app/domain/audit/visit-plan";
import { DEMO_ABSENCES, DEMO_SKILLS } from "./auditor-profiles";
import { draw } from "./deterministic";
import { inventedCooperative } from "./invented-cooperatives";
import { AUDITORS, DEMO_AUDITOR, type DemoAuditor } from "./people";
import { type DemoVisit, VISITS } from "./visits";

/** Supporter, beneficiary, first day, last day. */
export const INVENTED_ACCOMPANIMENTS: readonly (readonly [string, string, string, string | null])[] = [
	["DEMO-20", "DEMO-09", "2023-09-04", "2025-06-30"],
	["DEMO-01", "DEMO-30", "2025-02-03", null],
	["DEMO-23", "DEMO-22", "2024-10-01", null],
	["DEMO-17", "DEMO-33", "2021-09-01", "2023-06-30"],
	["DEMO-48", "DEMO-44", "2024-11-04", "2026-03-31"],
	["DEMO-26", "DEMO-46", "2025-06-02", null],
	["DEMO-14", "DEMO-28", "2018-01-08", "2021-12-17"],
	["DEMO-51", "DEMO-52", "2025-04-01", "2026-09-30"],
];

export interface DemoTeam {
	readonly lead: DemoAuditor;
	readonly second: DemoAuditor | null;
}

function facts(code: string) {
	const { name, place, sector } = inventedCooperative(code);
	const { region, regionalAssociation, department } = place;
	return { id: code, name, region, regionalAssociation, department, sector, group: null };
}

/** Whether the rules let this auditor make the visit, without any derogation; `seats` are those already given. */
function mayVisit(auditor: DemoAuditor, visit: DemoVisit, seats: readonly Seat[]): boolean {
	const accompaniments: AccompanimentFacts[] = INVENTED_ACCOMPANIMENTS.map(
		([supporterId, beneficiaryId, startedOn, endedOn]) => ({ supporterId, beneficiaryId, startedOn, endedOn }),
	);
	const others = seats.filter((seat) => seat.visit !== visit);
	const own = others.filter((seat) => seat.auditor === auditor);
	const number = AUDITORS.indexOf(auditor);
	const conflicts = conflictsOfInterest(
		{
			userId: auditor.id,
			homes: auditor.home === null ? [] : [facts(auditor.home)],
			former: auditor.former ? { id: auditor.former.code, leftOn: auditor.former.leftOn } : null,
			accreditedFrom: auditor.accreditedFrom,
			accreditedUntil: auditor.accreditedUntil,
			otherVisits: own.map(({ visit: { code, startsOn, endsOn } }) => ({ cooperativeName: code, startsOn, endsOn })),
			weekdays: DEMO_SKILLS.get(auditor)?.weekdays ?? UNSAID.weekdays,
			absences: DEMO_ABSENCES.filter(([index]) => index === number).map(([, absence]) => absence),
			interests: [],
			decides: [],
		},
		{
			cooperative: facts(visit.code),
			kind: visit.kind,
			startsOn: visit.startsOn,
			endsOn: visit.endsOn,
			accompaniments,
			visits: others.map((seat) => ({
				cooperativeId: seat.visit.code,
				startsOn: seat.visit.startsOn,
				kind: seat.visit.kind,
				team: [{ userId: seat.auditor.id, homeId: seat.auditor.home }],
			})),
		},
	);
	return conflicts.length === 0;
}

interface Seat {
	readonly visit: DemoVisit;
	readonly auditor: DemoAuditor;
}

/** In the order of VISITS. */
export const TEAMS: readonly DemoTeam[] = chooseTeams();

function chooseTeams(): DemoTeam[] {
	const preset = VISITS.filter(({ demoAuditor }) => demoAuditor !== undefined);
	const seats: Seat[] = preset.map((visit) => ({ visit, auditor: DEMO_AUDITOR }));
	const visitsOf = (auditor: DemoAuditor) => seats.filter((seat) => seat.auditor === auditor).length;

	const choose = (visit: DemoVisit, beside: DemoAuditor | null): DemoAuditor => {
		const free = AUDITORS.filter(
			(auditor) =>
				auditor !== DEMO_AUDITOR &&
				auditor !== beside &&
				(beside === null || auditor.home === null || auditor.home !== beside.home) &&
				mayVisit(auditor, visit, seats),
		);
		const load = (auditor: DemoAuditor) => visitsOf(auditor) * 1000 + draw(1000, visit.code, auditor.email);
		const [chosen] = free.sort((a, b) => load(a) - load(b));
		if (!chosen) throw new Error(`nobody may visit ${visit.code} on ${visit.startsOn}`);
		seats.push({ visit, auditor: chosen });
		return chosen;
	};

	return VISITS.map((visit) => {
		if (visit.demoAuditor && !mayVisit(DEMO_AUDITOR, visit, seats)) {
			throw new Error(`the demo auditor may not visit ${visit.code}`);
		}
		const lead = visit.demoAuditor === "lead" ? DEMO_AUDITOR : choose(visit, null);
		const alone = teamSize(visit.kind) === 1;
		const second = alone ? null : visit.demoAuditor === "second" ? DEMO_AUDITOR : choose(visit, lead);
		return { lead, second };
	});
}
