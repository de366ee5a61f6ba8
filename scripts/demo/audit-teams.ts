/** Owns who visits whom in the demonstration: the product's own conflict rules choose, the least busy auditor first. */
import { type AccompanimentFacts, conflictsOfInterest } from "../../app/domain/audit/conflict-of-interest";
import { teamSize } from "../../app/domain/audit/visit-plan";
import { addYears, draw } from "./deterministic";
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

/** Whether the rules let this auditor make the visit; `others` are the visits they already have. */
function mayVisit(auditor: DemoAuditor, visit: DemoVisit, others: readonly DemoVisit[]): boolean {
	const accompaniments: AccompanimentFacts[] = INVENTED_ACCOMPANIMENTS.map(
		([supporterId, beneficiaryId, startedOn, endedOn]) => ({ supporterId, beneficiaryId, startedOn, endedOn }),
	);
	const conflicts = conflictsOfInterest(
		{
			home: auditor.home === null ? null : facts(auditor.home),
			former: auditor.former ? { id: auditor.former.code, leftOn: auditor.former.leftOn } : null,
			accreditedFrom: auditor.accreditedFrom,
			accreditedUntil: auditor.accreditedUntil,
			otherVisits: others.map(({ code, startsOn, endsOn }) => ({ cooperativeName: code, startsOn, endsOn })),
		},
		{ cooperative: facts(visit.code), startsOn: visit.startsOn, endsOn: visit.endsOn, accompaniments },
	);
	return conflicts.length === 0;
}

/** In the order of VISITS. */
export const TEAMS: readonly DemoTeam[] = chooseTeams();

function chooseTeams(): DemoTeam[] {
	const visits = new Map<DemoAuditor, DemoVisit[]>(AUDITORS.map((auditor) => [auditor, []]));
	const preset = VISITS.filter(({ demoAuditor }) => demoAuditor !== undefined);
	visits.set(DEMO_AUDITOR, [...preset]);
	const seats: { readonly visit: DemoVisit; readonly auditor: DemoAuditor }[] = [];

	/** Dossier C.4, incompatibility 4: no one audits the cooperative of whoever audited theirs in the same cycle. */
	const crossed = (auditor: DemoAuditor, visit: DemoVisit) =>
		seats.some(
			(seat) =>
				seat.auditor.home === visit.code &&
				seat.visit.code === auditor.home &&
				visit.startsOn < addYears(seat.visit.startsOn, 3),
		);

	const choose = (visit: DemoVisit, beside: DemoAuditor | null): DemoAuditor => {
		const free = AUDITORS.filter(
			(auditor) =>
				auditor !== DEMO_AUDITOR &&
				auditor !== beside &&
				(beside === null || auditor.home === null || auditor.home !== beside.home) &&
				mayVisit(auditor, visit, visits.get(auditor) ?? []) &&
				!crossed(auditor, visit),
		);
		const load = (auditor: DemoAuditor) =>
			(visits.get(auditor)?.length ?? 0) * 1000 + draw(1000, visit.code, auditor.email);
		const [chosen] = free.sort((a, b) => load(a) - load(b));
		if (!chosen) throw new Error(`nobody may visit ${visit.code} on ${visit.startsOn}`);
		visits.get(chosen)?.push(visit);
		return chosen;
	};

	return VISITS.map((visit) => {
		if (visit.demoAuditor) {
			const others = preset.filter((other) => other !== visit);
			if (!mayVisit(DEMO_AUDITOR, visit, others)) throw new Error(`the demo auditor may not visit ${visit.code}`);
		}
		const lead = visit.demoAuditor === "lead" ? DEMO_AUDITOR : choose(visit, null);
		const alone = teamSize(visit.kind) === 1;
		const second = alone ? null : visit.demoAuditor === "second" ? DEMO_AUDITOR : choose(visit, lead);
		for (const auditor of second ? [lead, second] : [lead]) seats.push({ visit, auditor });
		return { lead, second };
	});
}
