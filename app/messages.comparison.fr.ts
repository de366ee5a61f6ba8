/** Owns the French words of a comparison of two versions, typed: what became of a criterion, of its answer, for whom. */
import type { Audience } from "./domain/standard/compare-audiences";
import {
	COMPARED_KINDS,
	type ComparedKind,
	type LabelRule,
	type TextField,
	type Trait,
	type TraitDifference,
} from "./domain/standard/comparison";
import type { ExpectedEvidence, KeepAnswer } from "./domain/standard/standard";
import { applicabilityText, criterionKindLabels, criterionTypeLabels } from "./messages.fr";

type Labels<Code extends string> = { readonly [C in Code]: string };

const kindWords: { readonly [K in ComparedKind]: readonly [one: string, many: string] } = {
	unchanged: ["inchangé", "inchangés"],
	reworded: ["reformulé", "reformulés"],
	tightened: ["renforcé", "renforcés"],
	relaxed: ["assoupli", "assouplis"],
	new: ["nouveau", "nouveaux"],
	split: ["issu d’une scission", "issus d’une scission"],
	merged: ["issu d’une fusion", "issus d’une fusion"],
	retired: ["retiré", "retirés"],
};

/** « renforcés », « renforcé » : the word that follows a number of criteria. */
export function comparedKindCount(kind: ComparedKind, count: number): string {
	const [one, many] = kindWords[kind];
	return count > 1 ? many : one;
}

/** « Renforcé », « Issu d’une scission » : of one criterion, on its own. */
export function comparedKindLabel(kind: ComparedKind): string {
	const [one] = kindWords[kind];
	return one.charAt(0).toUpperCase() + one.slice(1);
}

/** « 95 critères inchangés, 4 reformulés, …, 1 retiré »: kinds without any criterion are left out. */
export function kindsInWords(counts: Readonly<Record<ComparedKind, number>>): string {
	const found = COMPARED_KINDS.filter((kind) => counts[kind] > 0);
	return found
		.map((kind, index) => {
			const noun = index > 0 ? "" : counts[kind] > 1 ? " critères" : " critère";
			return `${counts[kind]}${noun} ${comparedKindCount(kind, counts[kind])}`;
		})
		.join(", ");
}

/** A few words, in a list; in a sentence: `keptAnswerSentences` of messages.standard.fr.ts. */
export const keptAnswerLabels: Labels<KeepAnswer> = {
	carry: "Réponse conservée",
	carryIfMet: "Réponse conservée si son niveau suffit, à confirmer sinon",
	confirm: "Réponse à confirmer",
	reset: "À répondre de nouveau, l’ancienne réponse reste lisible",
};

export const labelRuleLabels: Labels<LabelRule> = {
	recommendedShare: "Part des critères recommandés à atteindre, en %",
	minorsMakingMajor: "Écarts mineurs d’un domaine qui en font un majeur",
	awarded: "Obligatoires à respecter pour le label sans réserve, en %",
	reservations: "Obligatoires à respecter pour le label avec réserves, en %",
	reservationsDomain: "Obligatoires à respecter dans chaque domaine, avec réserves, en %",
	refusedBelow: "Seuil sous lequel un dossier est refusé, en %",
	majorMonths: "Mois pour lever un écart majeur",
	majorExtendedMonths: "Mois pour lever un écart majeur, sur décision",
	minorMonths: "Mois pour lever un écart mineur",
	validityYears: "Années de validité du label",
	followUpFrom: "Audit de suivi : premier mois après la décision",
	followUpTo: "Audit de suivi : dernier mois après la décision",
	renewalFrom: "Renouvellement : premier mois avant la fin de validité",
	renewalTo: "Renouvellement : dernier mois avant la fin de validité",
};

export const textFieldLabels: Labels<TextField> = {
	title: "Intitulé",
	statement: "Énoncé",
	level0: "Niveau 0",
	level1: "Niveau 1",
	level2: "Niveau 2",
	level3: "Niveau 3",
	source: "Source",
	guidance: "Précisions",
};

export const traitLabels: Labels<Trait> = {
	kind: "Caractère",
	type: "Nature",
	weight: "Poids",
	blocking: "Bloquant",
	metFrom: "Conforme à partir du niveau",
	applicability: "Concerne",
};

/** A trait before and after, in words. `terms` gives the words of the standard's own codes. */
export function traitTexts(
	difference: TraitDifference,
	terms: Readonly<Record<string, string>>,
): { readonly before: string; readonly after: string } {
	switch (difference.trait) {
		case "kind":
			return both(difference, (kind) => criterionKindLabels[kind]);
		case "type":
			return both(difference, (type) => criterionTypeLabels[type]);
		case "blocking":
			return both(difference, (blocking) => (blocking ? "oui" : "non"));
		case "applicability":
			return both(difference, (rule) => {
				const note = rule.scope === "all" || !rule.note ? "" : ` (${rule.note})`;
				return `${applicabilityText(rule, terms)}${note}`;
			});
		default:
			return both(difference, String);
	}
}

function both<Value>({ before, after }: { before: Value; after: Value }, say: (value: Value) => string) {
	return { before: say(before), after: say(after) };
}

export function evidenceText({ label, required, maxAgeMonths }: ExpectedEvidence): string {
	const age = maxAgeMonths === undefined ? "" : `, de moins de ${maxAgeMonths} mois`;
	return `${label} (${required ? "nécessaire" : "utile"}${age})`;
}

export function audienceText(audience: Audience): string {
	switch (audience.scope) {
		case "everyone":
			return "Toute CAE";
		case "sector":
			return `Filière ${audience.label}`;
		case "activity":
			return `Activité : ${audience.label}`;
		case "condition":
			return audience.label;
		case "headcount":
			return `À partir de ${audience.min} salariés`;
	}
}
