/**
 * Owns the conflicts of interest between an auditor and a visit: dated facts in, reasons out. What each weighs is in
 * conflict-rules.ts. Rules of docs/regles-metier.md; source: dossier C.4.
 */
import { addYears, type Day, overlap, type Span } from "../calendar-day";
import { type Unavailability, unavailability } from "./auditor-profile";
import type { AccompanimentFacts, AuditorFacts, PersonTies, VisitFacts } from "./conflict-facts";
import { type DeclarationGap, declarationGap } from "./interest-declaration";
import type { InterestKind } from "./interest-kind";
import { consecutiveCycles } from "./visit-cycles";

/** Years an auditor stays away from a cooperative they left. */
export const YEARS_AFTER_LEAVING = 5;
/** Years an accompaniment keeps two cooperatives from auditing each other. */
export const YEARS_AFTER_ACCOMPANIMENT = 3;
/** Years of one cycle of the label: within it nobody audits whoever audited them. */
export const YEARS_OF_CYCLE = 3;
/** Consecutive cycles somebody may follow the same cooperative. */
export const MOST_CYCLES = 2;

export type ConflictOfInterest =
	| { readonly reason: "OWN_COOPERATIVE" }
	/** `until`: first day on which the auditor may visit; null when the day of leaving is not known. */
	| { readonly reason: "LEFT_RECENTLY"; readonly leftOn: Day | null; readonly until: Day | null }
	| { readonly reason: "SAME_REGIONAL_ASSOCIATION"; readonly association: string }
	| { readonly reason: "SAME_REGION"; readonly region: string }
	/** `direction` as seen from the person's cooperative. `endedOn` null: it goes on. */
	| {
			readonly reason: "ACCOMPANIMENT";
			readonly direction: "supported" | "wasSupportedBy";
			readonly homeName: string;
			readonly endedOn: Day | null;
	  }
	/** Somebody of the visited cooperative visits, or visited, the auditor's on that day. */
	| { readonly reason: "CROSS_AUDIT"; readonly homeName: string; readonly on: Day }
	| { readonly reason: "DECLARED_TIE"; readonly kind: Exclude<InterestKind, "other"> }
	| { readonly reason: "DECLARED_OTHER" }
	| { readonly reason: "SAME_GROUP"; readonly group: string }
	| { readonly reason: "DIRECT_COMPETITION"; readonly department: string; readonly sector: string }
	/** This visit would be in that many cycles in a row. */
	| { readonly reason: "TOO_MANY_CYCLES"; readonly cycles: number }
	| { readonly reason: "DECIDES"; readonly role: "committee" | "board" }
	| { readonly reason: "NOT_ACCREDITED"; readonly from: Day; readonly until: Day }
	| ({ readonly reason: "UNAVAILABLE" } & Unavailability)
	| ({ readonly reason: "ALREADY_VISITING"; readonly cooperativeName: string } & Span)
	/** The cooperative challenged this person for this audit, and the national team agreed. */
	| { readonly reason: "CHALLENGED" }
	| DeclarationGap;

/** Why this auditor may not make this visit, or may only by derogation: every reason at once; empty when nothing does. */
export function conflictsOfInterest(auditor: AuditorFacts, visit: VisitFacts): readonly ConflictOfInterest[] {
	return [
		...personalTies(auditor, visit),
		...regionalTies(auditor, visit),
		...competition(auditor, visit),
		...crossAudits(auditor, visit),
		...cycles(auditor, visit),
		...onThoseDays(auditor, visit),
		...challenged(auditor, visit),
		...declaration(auditor, visit),
	];
}

type Visited = Pick<VisitFacts, "cooperative" | "accompaniments"> & Span;

/** The ties that hold for whoever they are, auditor or judge: own, left, accompanied, declared, same group. */
export function personalTies(person: PersonTies, visit: Visited): readonly ConflictOfInterest[] {
	return [
		...own(person, visit),
		...otherHomes(person, visit).flatMap((home) => accompaniments(home, visit)),
		...declared(person, visit),
		...sameGroup(person, visit),
	];
}

const otherHomes = ({ homes }: PersonTies, { cooperative }: Pick<VisitFacts, "cooperative">) =>
	homes.some(({ id }) => id === cooperative.id) ? [] : homes;

function own({ homes, former }: PersonTies, { cooperative, startsOn }: Visited): readonly ConflictOfInterest[] {
	if (homes.some(({ id }) => id === cooperative.id)) return [{ reason: "OWN_COOPERATIVE" }];
	if (former?.id !== cooperative.id) return [];
	const { leftOn } = former;
	// A day that nobody knows proves nothing: the person stays away until it is written down.
	const until = leftOn === null ? null : addYears(leftOn, YEARS_AFTER_LEAVING);
	return until === null || startsOn < until ? [{ reason: "LEFT_RECENTLY", leftOn, until }] : [];
}

function accompaniments(home: { id: string; name: string }, visit: Visited): readonly ConflictOfInterest[] {
	return visit.accompaniments.flatMap(({ supporterId, beneficiaryId, startedOn, endedOn }: AccompanimentFacts) => {
		const supported = supporterId === home.id && beneficiaryId === visit.cooperative.id;
		const wasSupportedBy = beneficiaryId === home.id && supporterId === visit.cooperative.id;
		if (!supported && !wasSupportedBy) return [];
		const begun = startedOn <= visit.endsOn;
		const recent = endedOn === null || visit.startsOn < addYears(endedOn, YEARS_AFTER_ACCOMPANIMENT);
		if (!begun || !recent) return [];
		const direction = supported ? ("supported" as const) : ("wasSupportedBy" as const);
		return [{ reason: "ACCOMPANIMENT" as const, direction, homeName: home.name, endedOn }];
	});
}

function declared({ interests }: PersonTies, { cooperative }: Visited): readonly ConflictOfInterest[] {
	return interests
		.filter(({ cooperativeId }) => cooperativeId === cooperative.id)
		.map(({ kind }) => (kind === "other" ? { reason: "DECLARED_OTHER" } : { reason: "DECLARED_TIE", kind }));
}

function sameGroup(person: PersonTies, visit: Visited): readonly ConflictOfInterest[] {
	const { group } = visit.cooperative;
	const shared = group !== null && otherHomes(person, visit).some((home) => home.group === group);
	return shared ? [{ reason: "SAME_GROUP", group }] : [];
}

/** Same association; where one of the two has none, same region. Unknown is never equal to unknown. */
function regionalTies(person: PersonTies, visit: VisitFacts): readonly ConflictOfInterest[] {
	const visited = visit.cooperative;
	return otherHomes(person, visit).flatMap((home): readonly ConflictOfInterest[] => {
		if (home.regionalAssociation !== null && visited.regionalAssociation !== null) {
			return home.regionalAssociation === visited.regionalAssociation
				? [{ reason: "SAME_REGIONAL_ASSOCIATION", association: home.regionalAssociation }]
				: [];
		}
		return home.region !== null && home.region === visited.region
			? [{ reason: "SAME_REGION", region: home.region }]
			: [];
	});
}

function competition(person: PersonTies, visit: VisitFacts): readonly ConflictOfInterest[] {
	const { department, sector } = visit.cooperative;
	if (department === null || sector === null) return [];
	return otherHomes(person, visit).some((home) => home.department === department && home.sector === sector)
		? [{ reason: "DIRECT_COMPETITION", department, sector }]
		: [];
}

/** Less than a cycle apart, on either side of the day: the two visits would answer each other. */
function crossAudits(person: PersonTies, visit: VisitFacts): readonly ConflictOfInterest[] {
	return otherHomes(person, visit).flatMap((home) =>
		visit.visits
			.filter(
				({ cooperativeId, startsOn, team }) =>
					cooperativeId === home.id &&
					team.some(({ homeId }) => homeId === visit.cooperative.id) &&
					visit.startsOn < addYears(startsOn, YEARS_OF_CYCLE) &&
					startsOn < addYears(visit.startsOn, YEARS_OF_CYCLE),
			)
			.map(({ startsOn }) => ({ reason: "CROSS_AUDIT" as const, homeName: home.name, on: startsOn })),
	);
}

function cycles({ userId }: AuditorFacts, visit: VisitFacts): readonly ConflictOfInterest[] {
	const inARow = consecutiveCycles(userId, visit);
	return inARow > MOST_CYCLES ? [{ reason: "TOO_MANY_CYCLES", cycles: inARow }] : [];
}

function challenged({ userId }: AuditorFacts, visit: VisitFacts): readonly ConflictOfInterest[] {
	return visit.challenged?.includes(userId) ? [{ reason: "CHALLENGED" }] : [];
}

function declaration({ declaration: asked }: AuditorFacts, { startsOn }: VisitFacts): readonly ConflictOfInterest[] {
	const gap = asked ? declarationGap(asked, startsOn) : null;
	return gap ? [gap] : [];
}

function onThoseDays(auditor: AuditorFacts, visit: VisitFacts): readonly ConflictOfInterest[] {
	const { accreditedFrom: from, accreditedUntil: until } = auditor;
	const accredited = from <= visit.startsOn && visit.endsOn <= until;
	const away = unavailability(auditor, visit);
	// Whoever is still in office when the visit is made will be there to decide on it.
	const deciding = auditor.decides.filter(({ endsOn }) => endsOn === null || endsOn >= visit.startsOn);
	return [
		...deciding.map(({ role }) => ({ reason: "DECIDES" as const, role })),
		...(accredited ? [] : [{ reason: "NOT_ACCREDITED" as const, from, until }]),
		...(away ? [{ reason: "UNAVAILABLE" as const, ...away }] : []),
		...auditor.otherVisits
			.filter((other) => overlap(other, visit))
			.map(({ cooperativeName, startsOn, endsOn }) => ({
				reason: "ALREADY_VISITING" as const,
				...{ cooperativeName, startsOn, endsOn },
			})),
	];
}
