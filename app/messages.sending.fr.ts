/** French words of what is signed, sent, given back and asked for. */
import type { SignatoryFunction } from "~/domain/assessment/signature";
import type { ReturnBarrier, ReturnKind } from "~/domain/assessment/status";

type Labels<Code extends string> = Readonly<Record<Code, string>>;

export const signatoryLabels: Labels<SignatoryFunction> = {
	manager: "gérante ou gérant",
	chair: "présidente ou président",
	director: "directrice générale ou directeur général",
	delegate: "personne ayant reçu délégation écrite",
};

export const returnKindLabels: Labels<ReturnKind> = {
	returned: "Renvoyée pour correction",
	reopened: "Rouverte à la demande de la CAE",
	asked: "Réouverture demandée",
	declined: "Réouverture refusée",
};

/** Why, and what to do. */
export const barrierWords: Labels<ReturnBarrier> = {
	VISIT_PLANNED:
		"Une visite est prévue sur ce qui a été envoyé. Annulez-la d’abord, avec son motif : elle sera programmée de nouveau sur le prochain envoi.",
	VISIT_STARTED:
		"L’audit a commencé sur ce qui a été envoyé : rien n’y change plus. Ce qui est à corriger se dit pendant la visite, et l’audit le retient.",
	AUDITED:
		"L’audit est clos sur ce qui a été envoyé : rien n’y change plus. Ce qui a changé depuis se déclare dans l’auto-évaluation suivante.",
};

const REASON_REQUIRED = "Écrivez le motif : il sera lu par la CAE et reste avec l’envoi.";
const NOT_SENT = "Entre-temps, cette auto-évaluation a déjà été rouverte. Rien n’a changé.";

export const returnRefusals = {
	...barrierWords,
	INVALID:
		"Ce formulaire n’a pas pu être lu : choisissez ce que vous décidez, et un motif de 2 000 caractères au plus.",
	REASON_REQUIRED,
	NOT_SENT,
	CHANGED_MEANWHILE:
		"Entre-temps, la CAE a envoyé une nouvelle version. Relisez-la avant de décider : rien n’a changé.",
	NOTHING_ASKED: "La CAE ne demande plus rien : il n’y a rien à refuser.",
} as const;

export const askRefusals = {
	...barrierWords,
	INVALID: "Ce motif n’a pas pu être lu : 2 000 caractères au plus.",
	REASON_REQUIRED: "Écrivez le motif : l’équipe nationale le lira avant de répondre.",
	NOT_SENT: "Cette auto-évaluation vient d’être rouverte : vous pouvez la corriger.",
	ALREADY_ASKED: "La réouverture est déjà demandée : l’équipe nationale va répondre.",
} as const;

export const submitRefusals = {
	NOT_CONFIRMED: "Cochez la case : ce que vous signez engage la CAE. Rien n’a été envoyé.",
	NO_FUNCTION: "Choisissez votre fonction : elle reste écrite avec la signature. Rien n’a été envoyé.",
	INCOMPLETE: "L’auto-évaluation n’est pas complète : la liste ci-dessous dit ce qui manque. Rien n’a été envoyé.",
	CAMPAIGN_CLOSED: "La campagne est terminée : l’envoi n’est plus possible. Vos réponses sont conservées.",
} as const;
