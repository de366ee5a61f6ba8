/** Owns the French words of the public référentiel, typed: a missing label does not compile. */
import type { ApplicabilityVerdict } from "./domain/standard/applicability";
import type { HistoryEntry, Whereabouts } from "./domain/standard/criterion-history";
import {
	REPORT_LIMIT,
	type ReportFilter,
	type ReportOutcome,
	type ReportRefusal,
} from "./domain/standard/criterion-report";
import type { CriterionClass, SearchedPlace } from "./domain/standard/criterion-search";
import type { Applicability, KeepAnswer, LabelRules, Profile } from "./domain/standard/standard";
import { comparedKindLabel } from "./messages.comparison.fr";

type Labels<Code extends string> = { readonly [C in Code]: string };

/** What becomes of the answer given to the previous version, on the page of a criterion. */
export const keptAnswerSentences: Labels<KeepAnswer> = {
	carry: "La réponse donnée à la version précédente est conservée.",
	carryIfMet: "La réponse donnée à la version précédente est conservée si son niveau suffit, à confirmer sinon.",
	confirm: "La réponse donnée à la version précédente est proposée, et compte une fois confirmée.",
	reset: "La question est à reprendre : la réponse donnée à la version précédente reste lisible à côté.",
};

export const criterionClassLabels: Labels<CriterionClass> = {
	mandatory: "Obligatoires",
	blocking: "Bloquants",
	recommended: "Recommandés",
};

export const searchedPlaceLabels: Labels<SearchedPlace> = {
	code: "le code",
	title: "le titre",
	statement: "l’énoncé",
	levels: "les niveaux",
	evidence: "les preuves",
	guidance: "les repères",
	source: "la source",
};

export const reportOutcomeLabels: Labels<ReportOutcome> = {
	nextVersion: "À reprendre dans la version suivante",
	explained: "Expliqué, sans changement",
};

export const reportFilterLabels: Labels<ReportFilter> = {
	open: "Sans réponse",
	nextVersion: "À reprendre",
	closed: "Clos",
};

export const reportRefusals: Labels<ReportRefusal> = {
	EMPTY: "Écrivez quelque chose : c’est vide.",
	TOO_LONG: `C’est trop long : ${REPORT_LIMIT} caractères au plus. Votre texte est conservé ci-dessous, raccourcissez-le.`,
	TOO_MANY:
		"Vous avez déjà beaucoup de signalements sans réponse. Votre texte est conservé ci-dessous ; l’équipe nationale doit d’abord vous répondre.",
	NO_OUTCOME: "Choisissez la suite donnée. Votre réponse est conservée ci-dessous.",
	ALREADY_CLOSED:
		"Quelqu’un a répondu entre-temps. Votre réponse n’a pas été enregistrée : elle est conservée ci-dessous.",
	INVALID: "Cet envoi n’est pas complet. Votre texte est conservé ci-dessous : recommencez.",
};

/** « FIN-21 et FIN-22 » */
export function listed(codes: readonly string[]): string {
	return codes.length < 2 ? codes.join("") : `${codes.slice(0, -1).join(", ")} et ${codes.at(-1)}`;
}

/** Where a criterion of one version comes from, in a sentence. */
export function originText({ id, origin }: HistoryEntry): string {
	if (origin === null) return "Première version de ce critère.";
	const from = origin.from.filter((one) => one !== id);
	switch (origin.kind) {
		case "new":
			return "Critère nouveau.";
		case "unchanged":
			return "Inchangé depuis la version précédente.";
		case "split":
			return `Issu de ${listed(origin.from)}, scindé.`;
		case "merged":
			return `Réunit ${listed(origin.from)} de la version précédente.`;
		default: {
			const word = comparedKindLabel(origin.kind);
			return from.length > 0 ? `${word}, d’après ${listed(from)}.` : `${word} depuis la version précédente.`;
		}
	}
}

/** Why a version does not hold a criterion, in a sentence. */
export function whereaboutsText(id: string, whereabouts: Whereabouts): string {
	switch (whereabouts.kind) {
		case "notYet":
			return `${id} n’existe que depuis la version ${whereabouts.since}.`;
		case "retired":
			return `${id} a été retiré dans la ${whereabouts.in} : ${whereabouts.because.reason}`;
		case "takenOver": {
			const { change, to } = whereabouts;
			if (change === "merged") return `${id} a été réuni à d’autres dans la ${whereabouts.in} : lisez ${listed(to)}.`;
			if (change === "split") return `${id} a été scindé dans la ${whereabouts.in} : lisez ${listed(to)}.`;
			return `${id} a changé de code dans la ${whereabouts.in} : lisez ${listed(to)}.`;
		}
	}
}

/** The rule of the label, a sentence a threshold. Source. */
export function labelRuleSentences(rules: LabelRules): readonly string[] {
	const { awardedPercent, reservationsPercent, reservationsDomainPercent, refusedBelowPercent } = rules.conformity;
	const { major, majorExtended, minor } = rules.deadlinesMonths;
	return [
		`Labellisé : ${awardedPercent} % des critères obligatoires applicables sont conformes, et ${rules.recommendedSharePercent} % au moins des critères recommandés applicables.`,
		`Labellisé avec réserves : aucun écart bloquant, ${reservationsPercent} % des obligatoires au moins, en pondérant par leur poids, et ${reservationsDomainPercent} % dans chaque domaine, ${rules.recommendedSharePercent} % des recommandés, et un plan d’actions accepté pour ce qui reste.`,
		"Ajourné : une de ces conditions manque. Un critère bloquant non conforme ne se compense par rien.",
		`Refusé : moins de ${refusedBelowPercent} % des obligatoires, ou une nouvelle décision qui ajournerait encore.`,
		`Un critère bloquant non conforme est un écart majeur ; un autre obligatoire, un écart mineur. ${rules.minorsMakingMajor} écarts mineurs dans un même domaine valent un écart majeur.`,
		`Un écart majeur se lève en ${major} mois (${majorExtended} sur décision), un écart mineur en ${minor} mois.`,
		`Le label vaut ${rules.validityYears} ans. Un audit de suivi a lieu entre ${rules.followUpMonths.from} et ${rules.followUpMonths.to} mois après la décision ; le renouvellement se prépare de ${rules.renewalMonthsBefore.from} à ${rules.renewalMonthsBefore.to} mois avant la fin.`,
		"Le calcul éclaire la décision ; la décision revient au Conseil d’administration du réseau.",
	];
}

interface Judged {
	readonly verdict: ApplicabilityVerdict;
	readonly applicability: Applicability;
}

/** Why a criterion is put to a cooperative with that profile, or not. `terms`: labels of the version's own codes. */
export function verdictText(
	{ verdict, applicability }: Judged,
	profile: Profile,
	terms: Readonly<Record<string, string>>,
): string {
	const named = (codes: readonly string[]) => codes.map((code) => `« ${terms[code] ?? code} »`).join(" ou ");
	if (!verdict.applies) {
		switch (verdict.reason) {
			case "SECTOR_NOT_HOSTED":
				return `Pas d’activité hébergée en ${named(verdict.anyOf)}.`;
			case "ACTIVITY_NOT_CARRIED":
				return `Activité non exercée : ${named(verdict.anyOf)}.`;
			case "HEADCOUNT_TOO_LOW":
				return `À partir de ${verdict.min} personnes ; l’effectif indiqué est de ${verdict.headcount}.`;
			case "CONDITION_NOT_DECLARED":
				return `Situation non cochée : ${named([verdict.key])}.`;
		}
	}
	switch (applicability.scope) {
		case "all":
			return "Toutes les CAE.";
		case "sector":
			return `Filière hébergée : ${named(applicability.anyOf.filter((code) => profile.sectors.includes(code)))}.`;
		case "activity":
			return `Activité exercée : ${named(applicability.anyOf.filter((code) => profile.activities.includes(code)))}.`;
		case "headcount":
			return `Effectif de ${profile.headcount}, à partir de ${applicability.min} personnes.`;
		case "condition":
			return `Situation cochée : ${named([applicability.key])}.`;
	}
}
