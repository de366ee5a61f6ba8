/** Owns the French words of an audit's report: kinds of findings, and what its forms refuse. With its pages only. */
import type { FindingKind } from "./domain/audit/audit-finding";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const findingLabels: Labels<FindingKind> = {
	major: "Non-conformité majeure",
	minor: "Non-conformité mineure",
	opportunity: "Piste de progrès",
	strength: "Point fort",
	conformity: "Conforme",
};

export const findingHeadings: Labels<FindingKind> = {
	major: "Non-conformités majeures",
	minor: "Non-conformités mineures",
	opportunity: "Pistes de progrès",
	strength: "Points forts",
	conformity: "Critères conformes",
};

export const reportRefusals = {
	INVALID:
		"Ce formulaire est incomplet ou n’a pas pu être lu. Votre texte est toujours là : vérifiez-le, puis recommencez.",
	NOT_CONFIRMED: "Cochez la case : ce geste est définitif.",
	REPORT_ELSEWHERE: "Le rapport n’en est plus là : rechargez la page pour voir où il en est.",
	REPLY_AWAITED: "La CAE a encore le temps de répondre : le rapport définitif attend sa réponse, ou la fin du délai.",
	REPLIES_UNANSWERED: "Il reste des remarques de la CAE auxquelles répondre avant d’émettre le rapport définitif.",
	CHANGED_MEANWHILE:
		"Une autre personne a écrit ici pendant ce temps. Votre texte est conservé ci-dessous : comparez, puis enregistrez.",
	KIND_FORBIDDEN:
		"Le niveau retenu ne permet pas ce constat : un obligatoire sous le niveau attendu reste une non-conformité.",
	REASON_REQUIRED: "Écrivez pourquoi : la CAE et le comité le liront.",
	TEXT_REQUIRED: "Écrivez le texte : un constat se lit sans le niveau.",
	TEXT_TOO_LONG: "Ce texte est trop long : 4 000 signes au plus, 1 000 pour un motif. Il est conservé ci-dessous.",
	NOTHING_CHANGED: "Rien n’est différent de ce qui était écrit : il n’y a rien à enregistrer.",
	REPLY_CLOSED: "La réponse est déjà envoyée, ou son délai est passé : ce qui était enregistré est gardé et sera lu.",
	ANSWERED_ALREADY: "Cette remarque a déjà sa réponse.",
} as const;
