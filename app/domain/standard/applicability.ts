/** Owns who a criterion is put to: the one rule, used by the sheet, the score and the command line. */
import type { Applicability, Criterion, Profile } from "./standard";

/** Why a criterion is left out, with what the screen needs to say it. Codes are those of the standard's own lists. */
export type NotPutReason =
	| { readonly applies: false; readonly reason: "SECTOR_NOT_HOSTED"; readonly anyOf: readonly string[] }
	| { readonly applies: false; readonly reason: "ACTIVITY_NOT_CARRIED"; readonly anyOf: readonly string[] }
	| {
			readonly applies: false;
			readonly reason: "HEADCOUNT_TOO_LOW";
			readonly min: number;
			readonly headcount: number;
	  }
	| { readonly applies: false; readonly reason: "CONDITION_NOT_DECLARED"; readonly key: string };

export type ApplicabilityVerdict = { readonly applies: true } | NotPutReason;

const APPLIES = { applies: true } as const;

/**
 * Whether a criterion is put to a cooperative. Declaring it "not applicable" is something else: an answer with a reason.
 * Sectors are those of the activities the cooperative hosts; headcount is a whole number of people, compared with `>=`.
 * Source: dossier B, decisions 3.
 */
export function applies(criterion: Pick<Criterion, "applicability">, profile: Profile): ApplicabilityVerdict {
	return verdict(criterion.applicability, profile);
}

/** The criteria put to a cooperative, in the order of the standard. */
export function applicableCriteria<C extends Pick<Criterion, "applicability">>(
	standard: { readonly criteria: readonly C[] },
	profile: Profile,
): readonly C[] {
	return standard.criteria.filter((criterion) => verdict(criterion.applicability, profile).applies);
}

function verdict(rule: Applicability, profile: Profile): ApplicabilityVerdict {
	switch (rule.scope) {
		case "all":
			return APPLIES;
		case "sector":
			return meets(rule.anyOf, profile.sectors)
				? APPLIES
				: { applies: false, reason: "SECTOR_NOT_HOSTED", anyOf: rule.anyOf };
		case "activity":
			return meets(rule.anyOf, profile.activities)
				? APPLIES
				: { applies: false, reason: "ACTIVITY_NOT_CARRIED", anyOf: rule.anyOf };
		case "headcount":
			return profile.headcount >= rule.min
				? APPLIES
				: { applies: false, reason: "HEADCOUNT_TOO_LOW", min: rule.min, headcount: profile.headcount };
		case "condition":
			return profile.conditions.includes(rule.key)
				? APPLIES
				: { applies: false, reason: "CONDITION_NOT_DECLARED", key: rule.key };
	}
}

function meets(anyOf: readonly string[], declared: readonly string[]): boolean {
	for (const code of anyOf) if (declared.includes(code)) return true;
	return false;
}
