/** Owns what the publication pages say: why a version waits, why it was not published, what a trial found. */
import type { AnswerBucket } from "~/domain/assessment/migrate-answers";
import type { TrialStanding } from "~/domain/assessment/publication-trial";
import type { FileDifference } from "~/domain/standard/changed-files";
import type { WaitingRefusal } from "~/domain/standard/waiting-version";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const waitingReasons: Labels<WaitingRefusal> = {
	OLDER: "Une version de numéro plus élevé est déjà publiée : celle-ci ne peut plus l’être.",
	BROKEN: "Ses fichiers comportent des problèmes : corrigez-les, puis rechargez cette page.",
	PREVIOUS_WAITING: "Une autre version la précède, qui n’est pas encore publiée : publiez-la d’abord.",
	NOT_YET: "Elle est datée d’un jour à venir : elle pourra être publiée ce jour-là, ou sa date corrigée.",
};

export const publishRefusals: Labels<WaitingRefusal | "NOT_CONFIRMED" | "ALREADY_PUBLISHED" | "FILES_CHANGED"> = {
	...waitingReasons,
	NOT_CONFIRMED: "Ce n’est pas le numéro affiché : recopiez-le. Rien n’a été publié.",
	ALREADY_PUBLISHED: "Quelqu’un d’autre vient de publier cette version : il n’y avait plus rien à faire.",
	FILES_CHANGED:
		"Les fichiers ont changé depuis que cette page est affichée. Rien n’a été publié : relisez ce qui est affiché maintenant, puis recommencez.",
};

/** « jur.yaml, ligne 12 » : where a file differs from what was published. */
export function differenceText({ file, kind, line }: FileDifference): string {
	if (kind === "added") return `${file} a été ajouté`;
	if (kind === "removed") return `${file} manque`;
	return `${file} diffère à partir de la ligne ${line}`;
}

export const trialStandingLabels: Labels<TrialStanding> = {
	met: "remplissent encore la règle avec les réponses conservées",
	onceConfirmed: "la rempliraient une fois confirmées les réponses proposées",
	onceAnswered: "la rempliraient une fois répondu à ce qui est à reprendre, au niveau demandé",
	lost: "ne la rempliraient plus, même ainsi",
	notMetBefore: "ne la remplissaient pas déjà",
	gained: "la rempliraient grâce à cette version",
};

export const bucketLabels: Labels<AnswerBucket> = {
	carried: "conservées",
	toConfirm: "à confirmer",
	reset: "à reprendre",
	retired: "de critères retirés",
};
