/** Owns the French words of answers that move to a newer version or to a new year, typed: a missing label does not compile. */
import type { LeftAnswer } from "./domain/assessment/describe-carry-over";
import type { AnswerBucket } from "./domain/assessment/migrate-answers";

type Labels<Code extends string> = { readonly [C in Code]: string };

/** What becomes of an answer, as a badge. */
export const answerBucketLabels: Labels<AnswerBucket> = {
	carried: "Reprise",
	toConfirm: "À confirmer",
	reset: "À refaire",
	retired: "Plus demandée",
};

/** The answers of one bucket, as a title, and what it means. */
export const answerBucketSections: { readonly [B in AnswerBucket]: { readonly title: string; readonly lead: string } } =
	{
		reset: {
			title: "Réponses à refaire",
			lead: "La question a trop changé pour reprendre votre réponse. Elle reste lisible sur cette page.",
		},
		toConfirm: {
			title: "Réponses à confirmer",
			lead: "Le niveau d’avant vous est proposé. Il ne compte pas tant que vous ne l’avez pas confirmé.",
		},
		retired: {
			title: "Réponses à des critères retirés",
			lead: "Plus rien n’est demandé là-dessus. Votre réponse reste lisible sur cette page.",
		},
		carried: {
			title: "Réponses reprises, dont le critère a changé",
			lead: "Vos réponses comptent telles quelles. Relisez ce qui a changé.",
		},
	};

export const applyUpgradeRefusals = {
	NOT_CONFIRMED: "Cochez la case pour dire que vous avez lu ce qui change. Rien n’a changé.",
	ASSESSMENT_LOCKED: "L’auto-évaluation vient d’être envoyée : elle garde sa version. Rien n’a changé.",
	UP_TO_DATE: "Cette auto-évaluation suit déjà la dernière version publiée : il n’y avait rien à faire.",
	CHANGED_MEANWHILE:
		"Une réponse, le profil ou la version publiée a changé depuis l’aperçu. Rien n’a changé de version : voici le nouvel aperçu, relisez-le.",
} as const;

export const undoUpgradeRefusals = {
	ASSESSMENT_LOCKED: "L’auto-évaluation est envoyée : elle garde sa version.",
	ALREADY_UNDONE: "Ce passage a déjà été annulé.",
	EDITED_SINCE:
		"Une réponse ou le profil a changé depuis le passage : l’annuler ferait perdre ce travail. Les réponses de l’ancienne version restent lisibles ci-dessous.",
	TOO_LATE: "Le délai de 30 jours est passé. Les réponses de l’ancienne version restent lisibles ci-dessous.",
} as const;

/** Why an answer of a past year proposes nothing to the new one. */
export const leftAnswerReasons: Labels<LeftAnswer["fate"]> = {
	reset: "la question a trop changé, à répondre de nouveau.",
	partly: "critère scindé, proposée pour une partie seulement.",
	retired: "critère retiré.",
	notPut: "ne vous est plus posé, d’après votre profil.",
};
