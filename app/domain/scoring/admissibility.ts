/** Owns what a file must have before an audit is planned: nothing left blank, every blocking criterion met by the CAE. */
import { applicableCriteria } from "../standard/applicability";
import type { Profile, Standard } from "../standard/standard";
import { type Answers, answeredLevel, isSetAside } from "./answer";

export const INADMISSIBLE_REASONS = ["NOTHING_APPLICABLE", "UNANSWERED", "REASON_MISSING", "BLOCKING_NOT_MET"] as const;
export type InadmissibleReason = (typeof INADMISSIBLE_REASONS)[number];

export type Admissibility =
	| { readonly ok: true }
	| {
			readonly ok: false;
			/** In the order of {@link INADMISSIBLE_REASONS}, each one once. */
			readonly reasons: readonly InadmissibleReason[];
			/** Criterion ids in the order of the standard. */
			readonly unanswered: readonly string[];
			/** Declared "not applicable" without a written reason. */
			readonly withoutReason: readonly string[];
			/** Blocking, answered, below the level that meets it. */
			readonly blockingNotMet: readonly string[];
	  };

/**
 * Whether a file may go to an audit: every criterion put to this profile has a level, or is declared "not applicable" with
 * a reason; every blocking one is met according to the CAE itself; and at least one mandatory criterion is left to judge.
 * Source: dossier C.4, step 3.
 */
export function admissibility(standard: Standard, profile: Profile, answers: Answers): Admissibility {
	const unanswered: string[] = [];
	const withoutReason: string[] = [];
	const blockingNotMet: string[] = [];
	let mandatory = 0;
	for (const { id, kind, blocking, metFrom } of applicableCriteria(standard, profile)) {
		const value = answers[id];
		if (isSetAside(value)) continue;
		if (kind === "mandatory") mandatory += 1;
		const level = answeredLevel(value);
		if (level === null) (value ? withoutReason : unanswered).push(id);
		else if (blocking && level < metFrom) blockingNotMet.push(id);
	}
	const holds: Record<InadmissibleReason, boolean> = {
		NOTHING_APPLICABLE: mandatory === 0,
		UNANSWERED: unanswered.length > 0,
		REASON_MISSING: withoutReason.length > 0,
		BLOCKING_NOT_MET: blockingNotMet.length > 0,
	};
	const reasons = INADMISSIBLE_REASONS.filter((reason) => holds[reason]);
	return reasons.length === 0 ? { ok: true } : { ok: false, reasons, unanswered, withoutReason, blockingNotMet };
}
