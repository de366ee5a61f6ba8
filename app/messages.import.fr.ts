/** Owns the French words of what leaves an assessment as a file and comes back, typed: a missing label does not compile. */
import type { RowRefusal } from "./domain/assessment/plan-import";
import type { EvidenceRefusal } from "./domain/evidence/evidence-file";

/** Why a row is not taken, and what to do. */
export const rowRefusals: { readonly [R in RowRefusal]: { readonly message: string; readonly fix: string } } = {
	NOT_APPLICABLE_TO_PROFILE: {
		message: "ce critère n’est plus posé à votre CAE, d’après son profil",
		fix: "Ne rien faire, ou corriger le profil puis importer de nouveau",
	},
	OTHER_DOMAIN: {
		message: "ce domaine est confié à d’autres que vous",
		fix: "Confier ce fichier à la personne qui répond à ce domaine",
	},
	UNKNOWN: { message: "ce critère n’est pas dans le référentiel suivi", fix: "Repartir d’un export" },
};

export const importRefusals = {
	NO_FILE: "Choisissez le classeur rempli (.xlsx). Rien n’a été enregistré.",
	TOO_MANY: "Un seul classeur à la fois. Rien n’a été enregistré.",
	ASSESSMENT_LOCKED: "Cette auto-évaluation est envoyée : ses réponses ne changent plus. Rien n’a été enregistré.",
	INVALID: "Le compte rendu renvoyé n’est pas lisible : rien n’a été enregistré. Déposez de nouveau le classeur.",
	NOTHING_TO_APPLY:
		"Il n’y avait rien à appliquer : cochez les réponses à remplacer, ou laissez celles de vos collègues. Rien n’a été enregistré.",
	CHANGED_MEANWHILE:
		"Une réponse ou vos droits ont changé depuis ce compte rendu. Rien n’a été enregistré : voici ce que donnerait l’import maintenant, relisez-le.",
} as const;

const OTHER_TYPE =
	"Ce fichier n’est pas un classeur .xlsx. → L’ouvrir dans un tableur et l’enregistrer sous le format « Classeur Excel 2007-365 (.xlsx) ».";
const TOO_LARGE =
	"Ce classeur est trop grand et n’a pas été ouvert. → Repartir d’un export, sans image ni feuille ajoutée.";

/** Why a file was not even opened. */
export const workbookRefusals: { readonly [R in EvidenceRefusal]: string } = {
	EMPTY: "Ce fichier est vide. → Repartir d’un export, ou d’une sauvegarde.",
	TOO_LARGE,
	TYPE_NOT_ACCEPTED: OTHER_TYPE,
	HEIC: OTHER_TYPE,
	CONTENT_MISMATCH: OTHER_TYPE,
	TOO_MANY_PIXELS: OTHER_TYPE,
	DAMAGED: "Ce classeur est abîmé et n’a pas pu être lu. → L’ouvrir dans un tableur et l’enregistrer de nouveau.",
	MACROS: "Ce classeur contient des macros. → L’enregistrer au format .xlsx, sans macro.",
	EMBEDDED_OBJECT: "Ce classeur contient un autre fichier incorporé. → Le retirer, ou repartir d’un export.",
	EXTERNAL_LINK:
		"Ce classeur est lié à un autre fichier. → Rompre le lien (Données, Modifier les liens), puis enregistrer.",
	ACTIVE_CONTENT: "Ce classeur contient une formule qui agit à l’ouverture. → La retirer, ou repartir d’un export.",
	UNSAFE_ARCHIVE:
		"Ce classeur est abîmé, ou protégé par un mot de passe. → L’ouvrir dans un tableur et l’enregistrer de nouveau en .xlsx, sans protection.",
	INCOMPLETE: "Ce fichier n’est pas arrivé en entier. → Le choisir et l’envoyer de nouveau.",
	INFECTED:
		"L’antivirus a trouvé un virus dans ce fichier, qui n’a pas été ouvert. → Prévenir la personne qui l’a donné.",
	SCAN_UNAVAILABLE: "L’antivirus ne répond pas, et aucun fichier n’est ouvert sans lui. → Recommencer plus tard.",
	SAME_FILE: OTHER_TYPE,
};
