/** Owns the French words of the evidence, typed: a missing label does not compile. */
import type { EvidenceRefusal } from "./domain/evidence/evidence-file";
import type { EvidenceKind } from "./domain/evidence/evidence-kind";
import type { EvidenceFactsRefusal } from "./domain/evidence/evidence-piece";
import type { Freshness } from "./domain/evidence/freshness";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const evidenceKindLabels: Labels<EvidenceKind> = {
	deed: "Statuts et actes",
	minutes: "Procès-verbal, compte rendu",
	accounts: "Comptes et finances",
	contract: "Contrat, convention",
	attestation: "Attestation",
	procedure: "Procédure, document interne",
	record: "Registre, relevé, photo",
	other: "Autre",
};

export const freshnessLabels: Labels<Freshness> = {
	fresh: "À jour",
	endsSoon: "Bientôt dépassée",
	undated: "Date à indiquer",
	tooOld: "Trop ancienne",
	expired: "Périmée",
};

/** Why a file was not kept, after its name. */
export const fileRefusals: Labels<EvidenceRefusal | "QUOTA"> = {
	EMPTY: "le fichier est vide (0 octet). Ouvrez-le pour le vérifier, puis envoyez-le à nouveau.",
	TOO_LARGE: "le fichier est trop lourd. Réduisez-le (moins de pages, images plus légères), puis envoyez-le à nouveau.",
	TYPE_NOT_ACCEPTED:
		"ce type de fichier n’est pas accepté. Enregistrez-le en PDF, ou en image, tableur ou texte, puis envoyez-le à nouveau.",
	HEIC: "les photos HEIC ne sont pas acceptées. Sur iPhone : Réglages, Appareil photo, Formats, « Le plus compatible » ; ou exportez la photo en JPEG.",
	CONTENT_MISMATCH:
		"son contenu ne correspond pas à son nom (par exemple une page web nommée .pdf). Ouvrez-le, enregistrez-le à nouveau dans le bon format, puis renvoyez-le.",
	DAMAGED: "le fichier est abîmé ou incomplet. Ouvrez-le pour le vérifier, enregistrez-le à nouveau, puis renvoyez-le.",
	TOO_MANY_PIXELS: "l’image est trop grande (plus de 50 millions de points). Réduisez-la, puis renvoyez-la.",
	MACROS: "le fichier contient des macros. Enregistrez-le sans macro (.docx, .xlsx) ou en PDF, puis renvoyez-le.",
	EMBEDDED_OBJECT: "le fichier contient un autre fichier incorporé. Enregistrez-le en PDF, puis renvoyez-le.",
	EXTERNAL_LINK:
		"le fichier va chercher un contenu ailleurs quand on l’ouvre (modèle ou image liés). Enregistrez-le en PDF, puis renvoyez-le.",
	ACTIVE_CONTENT:
		"le fichier contient un programme ou une formule qui agit à l’ouverture. Imprimez-le en PDF, puis renvoyez-le.",
	UNSAFE_ARCHIVE:
		"le fichier est protégé par un mot de passe, ou son contenu n’est pas sûr. Enregistrez-le à nouveau sans protection, ou en PDF, puis renvoyez-le.",
	INCOMPLETE:
		"le fichier n’est pas arrivé en entier. Choisissez-le à nouveau : l’envoi reprendra là où il s’est arrêté.",
	INFECTED: "l’antivirus y a trouvé un virus. Il n’a pas été gardé ; prévenez la personne qui vous l’a donné.",
	SCAN_UNAVAILABLE:
		"l’antivirus ne répond pas en ce moment, et aucun fichier n’est gardé sans lui. Recommencez plus tard.",
	SAME_FILE: "c’est exactement la version déjà enregistrée. Rien n’a été ajouté.",
	QUOTA:
		"votre CAE a atteint la place qui lui est réservée. Retirez des pièces qui ne servent plus, ou écrivez à l’équipe nationale.",
};

export const evidenceRefusals: Labels<
	| EvidenceFactsRefusal
	| "NO_FILE"
	| "CHANGED_MEANWHILE"
	| "NOT_CONFIRMED"
	| "ASSESSMENT_LOCKED"
	| "TOO_MANY_FILES"
	| "TOO_MANY_FIELDS"
> = {
	INVALID: "Ce formulaire est incomplet ou une date n’existe pas. Rien n’a été enregistré.",
	TITLE_MISSING: "Donnez un titre à cette pièce.",
	ISSUED_IN_FUTURE: "La date d’émission est dans le futur.",
	EXPIRES_BEFORE_ISSUE: "La fin de validité vient avant la date d’émission.",
	NO_FILE: "Choisissez au moins un fichier.",
	CHANGED_MEANWHILE:
		"Quelqu’un a changé cette pièce pendant que vous l’aviez sous les yeux. Rien n’a été écrasé : relisez, puis recommencez.",
	NOT_CONFIRMED: "Cochez la case pour confirmer le retrait.",
	ASSESSMENT_LOCKED: "Cette auto-évaluation vient d’être envoyée : ses pièces ne changent plus.",
	TOO_MANY_FILES: "Trop de fichiers à la fois : aucun n’a été enregistré. Envoyez-les en plusieurs fois.",
	TOO_MANY_FIELDS: "Ce formulaire est trop long : rien n’a été enregistré.",
};

/** What the filters of the library keep. */
export const evidenceFilterLabels = {
	expired: "Périmées",
	unused: "Jointes à aucun critère",
	removed: "Retirées, encore citées",
} as const;
