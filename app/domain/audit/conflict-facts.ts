/** Owns the dated facts that the conflict rules read: about an auditor, about a visit, about who decides. */
import type { Day, Span } from "../calendar-day";
import type { AuditKind } from "./audit";
import type { Absence } from "./auditor-profile";
import type { AskedDeclaration } from "./interest-declaration";
import type { InterestKind } from "./interest-kind";

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

export interface DeclaredInterest {
	readonly cooperativeId: string;
	readonly kind: InterestKind;
}

/** What ties a person to cooperatives, whatever they do in the network. */
export interface PersonTies {
	/** The cooperative they come from, and those in which they hold a role. Empty for an independent third party. */
	readonly homes: readonly CooperativeFacts[];
	/** Cooperative left, with the day; a null day is not known. */
	readonly former: { readonly id: string; readonly leftOn: Day | null } | null;
	readonly interests: readonly DeclaredInterest[];
}

export interface AuditorFacts extends PersonTies {
	readonly userId: string;
	readonly accreditedFrom: Day;
	readonly accreditedUntil: Day;
	/** The other open visits of this auditor, without the one being judged. */
	readonly otherVisits: readonly (Span & { readonly cooperativeName: string })[];
	readonly weekdays: readonly number[];
	readonly absences: readonly Absence[];
	/** Mandates in the committee or the board: whoever decides does not audit. Null: no end. */
	readonly decides: readonly { readonly role: "committee" | "board"; readonly endsOn: Day | null }[];
	/** Their declaration for this audit, as a member of its team. Absent: nobody asks for it yet. */
	readonly declaration?: AskedDeclaration;
}

/** A visit made to a cooperative, past or to come, that was not given up. */
export interface MadeVisit {
	readonly cooperativeId: string;
	readonly startsOn: Day;
	readonly kind: AuditKind;
	readonly team: readonly { readonly userId: string; readonly homeId: string | null }[];
}

export interface VisitFacts extends Span {
	readonly cooperative: CooperativeFacts;
	readonly kind: AuditKind;
	/** Every accompaniment the visited cooperative took part in, on either side. */
	readonly accompaniments: readonly AccompanimentFacts[];
	/** Visits of the network, without the one being judged: who audited whom, and when. */
	readonly visits: readonly MadeVisit[];
	/** Whom its cooperative had taken off the team. Absent: nobody. */
	readonly challenged?: readonly string[];
}
