/**
 * Owns the conflicts of interest between an auditor and a visit: dated facts in, reasons out. Every one of them blocks.
 * Rule R-40 of docs/regles-metier.md; source: dossier C.4, « Auditeurs pairs et conflits d’intérêts ».
 */
import { addYears, type Day, overlap, type Span } from "../calendar-day";

/** Years an auditor stays away from a cooperative they left. */
export const YEARS_AFTER_LEAVING = 5;
/** Years an accompaniment keeps two cooperatives from auditing each other. */
export const YEARS_AFTER_ACCOMPANIMENT = 3;

export interface CooperativeFacts {
	readonly id: string;
	readonly name: string;
	/** Null when not known. */
	readonly region: string | null;
	/** Null where there is none. */
	readonly regionalAssociation: string | null;
	/** Null when not known. */
	readonly department: string | null;
	/** Main sector; null when not known. */
	readonly sector: string | null;
	/** Group of cooperatives; null where there is none. */
	readonly group: string | null;
}

export interface AccompanimentFacts {
	readonly supporterId: string;
	readonly beneficiaryId: string;
	readonly startedOn: Day;
	/** Null while it goes on. */
	readonly endedOn: Day | null;
}

export interface AuditorFacts {
	/** Null for an independent third party. */
	readonly home: CooperativeFacts | null;
	/** Cooperative left, with the day; a null day is not known. */
	readonly former: { readonly id: string; readonly leftOn: Day | null } | null;
	readonly accreditedFrom: Day;
	readonly accreditedUntil: Day;
	/** The other open visits of this auditor, without the one being judged. */
	readonly otherVisits: readonly (Span & { readonly cooperativeName: string })[];
}

export interface VisitFacts extends Span {
	readonly cooperative: CooperativeFacts;
	/** Every accompaniment the visited cooperative took part in, on either side. */
	readonly accompaniments: readonly AccompanimentFacts[];
}

export type ConflictOfInterest =
	| { readonly reason: "OWN_COOPERATIVE" }
	/** `until`: first day on which the auditor may visit; null when the day of leaving is not known. */
	| { readonly reason: "LEFT_RECENTLY"; readonly leftOn: Day | null; readonly until: Day | null }
	| { readonly reason: "SAME_REGIONAL_ASSOCIATION"; readonly association: string }
	| { readonly reason: "SAME_REGION"; readonly region: string }
	/** `direction` as seen from the auditor's cooperative. `endedOn` null: it goes on. */
	| {
			readonly reason: "ACCOMPANIMENT";
			readonly direction: "supported" | "wasSupportedBy";
			readonly homeName: string;
			readonly endedOn: Day | null;
	  }
	| { readonly reason: "NOT_ACCREDITED"; readonly from: Day; readonly until: Day }
	| ({ readonly reason: "ALREADY_VISITING"; readonly cooperativeName: string } & Span);

/** Why this auditor may not make this visit, every reason at once; empty when nothing stands in the way. */
export function conflictsOfInterest(auditor: AuditorFacts, visit: VisitFacts): readonly ConflictOfInterest[] {
	return [
		...ties(auditor, visit),
		...regionalTie(auditor.home, visit.cooperative),
		...accompaniments(auditor.home, visit),
		...availability(auditor, visit),
	];
}

function ties({ home, former }: AuditorFacts, { cooperative, startsOn }: VisitFacts): readonly ConflictOfInterest[] {
	if (home?.id === cooperative.id) return [{ reason: "OWN_COOPERATIVE" }];
	if (former?.id !== cooperative.id) return [];
	const { leftOn } = former;
	// A day that nobody knows proves nothing: the auditor stays away until it is written down.
	const until = leftOn === null ? null : addYears(leftOn, YEARS_AFTER_LEAVING);
	return until === null || startsOn < until ? [{ reason: "LEFT_RECENTLY", leftOn, until }] : [];
}

/** Same association; where one of the two has none, same region. Unknown is never equal to unknown. */
function regionalTie(home: CooperativeFacts | null, visited: CooperativeFacts): readonly ConflictOfInterest[] {
	if (!home || home.id === visited.id) return [];
	if (home.regionalAssociation !== null && visited.regionalAssociation !== null) {
		return home.regionalAssociation === visited.regionalAssociation
			? [{ reason: "SAME_REGIONAL_ASSOCIATION", association: home.regionalAssociation }]
			: [];
	}
	return home.region !== null && home.region === visited.region ? [{ reason: "SAME_REGION", region: home.region }] : [];
}

function accompaniments(home: CooperativeFacts | null, visit: VisitFacts): readonly ConflictOfInterest[] {
	if (!home || home.id === visit.cooperative.id) return [];
	return visit.accompaniments.flatMap(({ supporterId, beneficiaryId, startedOn, endedOn }) => {
		const supported = supporterId === home.id && beneficiaryId === visit.cooperative.id;
		const wasSupportedBy = beneficiaryId === home.id && supporterId === visit.cooperative.id;
		if (!supported && !wasSupportedBy) return [];
		const begun = startedOn <= visit.endsOn;
		const recent = endedOn === null || visit.startsOn < addYears(endedOn, YEARS_AFTER_ACCOMPANIMENT);
		if (!begun || !recent) return [];
		return [
			{
				reason: "ACCOMPANIMENT" as const,
				direction: supported ? ("supported" as const) : ("wasSupportedBy" as const),
				homeName: home.name,
				endedOn,
			},
		];
	});
}

function availability(auditor: AuditorFacts, visit: VisitFacts): readonly ConflictOfInterest[] {
	const { accreditedFrom: from, accreditedUntil: until } = auditor;
	const accredited = from <= visit.startsOn && visit.endsOn <= until;
	return [
		...(accredited ? [] : [{ reason: "NOT_ACCREDITED" as const, from, until }]),
		...auditor.otherVisits
			.filter((other) => overlap(other, visit))
			.map(({ cooperativeName, startsOn, endsOn }) => ({
				reason: "ALREADY_VISITING" as const,
				cooperativeName,
				startsOn,
				endsOn,
			})),
	];
}
