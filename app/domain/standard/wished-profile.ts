/** Owns the profile somebody tries on the public page « Quels critères pour ma CAE ? », and what each criterion answers to it. Pure. */
import { type ApplicabilityVerdict, applies } from "./applicability";
import type { Criterion, Profile, Standard } from "./standard";

export interface AskedProfile {
	readonly sectors: readonly string[];
	readonly activities: readonly string[];
	readonly conditions: readonly string[];
	/** As typed. */
	readonly headcount: string;
}

export interface WishedProfile {
	readonly profile: Profile;
	/** The headcount is not a whole number of people: the profile counts it as nobody. */
	readonly headcountRefused: boolean;
}

/** The profile asked for, with the codes this version does not know left out, in its order. */
export function readWishedProfile(standard: Standard, asked: AskedProfile): WishedProfile {
	const known = (terms: readonly { readonly code: string }[], codes: readonly string[]) =>
		terms.map(({ code }) => code).filter((code) => codes.includes(code));
	const headcount = asked.headcount.replace(/\s/g, "");
	const readable = /^\d{1,5}$/.test(headcount);
	return {
		profile: {
			sectors: known(standard.sectors, asked.sectors),
			activities: known(standard.activities, asked.activities),
			conditions: known(standard.conditions, asked.conditions),
			headcount: readable ? Number(headcount) : 0,
		},
		headcountRefused: headcount !== "" && !readable,
	};
}

export interface JudgedCriterion {
	readonly criterion: Criterion;
	readonly verdict: ApplicabilityVerdict;
}

/** Every criterion of the version, in its order, with why it is put to that profile or not: the rule of the assessment itself. */
export function judgeCriteria(standard: Standard, profile: Profile): readonly JudgedCriterion[] {
	return standard.criteria.map((criterion) => ({ criterion, verdict: applies(criterion, profile) }));
}
