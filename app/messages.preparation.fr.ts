/** Owns the French words of how an audit is prepared. */
import type { SlotKind, SlotRefusal } from "./domain/audit/audit-plan";
import type { DemandState } from "./domain/audit/evidence-demand";
import type { SampleReason } from "./domain/audit/sampling";
import type { PreparationDone } from "./domain/page-address";

/** After « Échantillon : ». */
export const sampleReasonLabels: { readonly [R in SampleReason]: string } = {
	openGap: "écart d’un audit précédent encore ouvert",
	liftedGap: "écart levé depuis le dernier audit",
	blocking: "critère bloquant",
	atBar: "tout juste au niveau attendu, ou dessous",
	evidenceMissing: "aucune pièce jointe",
	evidenceOver: "pièce périmée ou trop ancienne",
	jump: "forte progression depuis l’année précédente",
	divergence: "déclaré au-dessus du dernier audit",
	contradiction: "contredit par une autre réponse",
	draw: "tiré au sort",
	added: "ajouté par l’équipe",
};

/** What the cooperative is told: where the sample comes from. */
export const sampleNatures: { readonly [R in SampleReason]: string } = {
	openGap: "des écarts d’un audit précédent encore ouverts",
	liftedGap: "des écarts levés depuis le dernier audit",
	blocking: "des critères bloquants",
	atBar: "des critères tout juste au niveau attendu, ou dessous",
	evidenceMissing: "des critères sans pièce jointe",
	evidenceOver: "des critères dont une pièce est périmée ou trop ancienne",
	jump: "des critères en forte progression depuis l’année précédente",
	divergence: "des critères déclarés au-dessus du dernier audit",
	contradiction: "des réponses qui se contredisent",
	draw: "dix critères tirés au sort, ou tous s’il en reste moins",
	added: "des critères choisis par l’équipe d’audit",
};

export const slotKindLabels: { readonly [K in SlotKind]: string } = {
	opening: "Réunion d’ouverture",
	interview: "Entretien",
	domain: "Travail sur un domaine",
	premises: "Visite des locaux",
	team: "Point entre auditeurs",
	closing: "Réunion de clôture",
};

export const demandStateLabels: { readonly [S in DemandState]: string } = {
	draft: "Pas encore envoyée",
	asked: "Attendue",
	answered: "Fournie, à regarder",
	received: "Reçue",
	withdrawn: "Retirée",
};

export const preparationDone: { readonly [D in PreparationDone]: string } = {
	journee: "Le déroulé est enregistré.",
	echantillon: "L’échantillon est enregistré.",
	plan: "Le plan est envoyé : la CAE est prévenue par e-mail et doit en accuser réception.",
	accord: "Vous avez accusé réception du plan : l’équipe d’audit est prévenue.",
	changement: "Votre demande est envoyée à l’équipe d’audit.",
	demande: "La demande est notée. La CAE la lira quand vous l’enverrez.",
	envoi: "Les demandes sont envoyées : la CAE est prévenue par e-mail.",
	reponse: "L’équipe d’audit est prévenue, et peut lire les pièces choisies.",
	recue: "La pièce est marquée reçue.",
	redemande: "La CAE est prévenue de ce qui manque.",
	retrait: "La demande est retirée.",
};

const MEANWHILE =
	"Quelqu’un a modifié cette page depuis que vous l’avez ouverte. Elle est à jour, et ce que vous avez saisi est toujours là : vérifiez, puis enregistrez de nouveau.";

const slotRefusals: { readonly [R in SlotRefusal]: string } = {
	INVALID_HOURS: "Indiquez le début et la fin, par exemple 9:30 et 11:00.",
	HOURS_REVERSED: "La fin vient après le début.",
	DAY_OUT_OF_VISIT: "Choisissez l’un des jours de la visite.",
	DOMAIN_REQUIRED: "Dites sur quel domaine l’équipe travaille.",
	UNKNOWN_DOMAIN: "Choisissez parmi les domaines du référentiel.",
	SEAT_REQUIRED: "Dites qui de l’équipe tient ce créneau.",
	SEAT_EMPTY: "Cet audit n’a pas de deuxième personne.",
	SEAT_TAKEN: "Cette personne est déjà prise à cette heure : partagez-vous, ou changez l’heure.",
	SLOT_TOO_LONG: "Ce texte est trop long : 300 caractères au plus.",
	TOO_MANY_SLOTS: "Ce déroulé a déjà soixante créneaux.",
};

export const preparationRefusals = {
	...slotRefusals,
	INVALID: "Ce formulaire n’est pas lisible. Rechargez la page et recommencez.",
	AUDIT_ENDED: "Cette visite ne se prépare plus : elle est finie, reportée ou annulée.",
	CHANGED_MEANWHILE: MEANWHILE,
	MEETINGS_MISSING: "Le déroulé doit commencer par la réunion d’ouverture et finir par la réunion de clôture.",
	SLOT_OUT_OF_VISIT: "Un créneau tombe hors de la visite, ou sur une personne qui n’est plus de l’équipe.",
	SAMPLE_MISSING: "Proposez d’abord l’échantillon.",
	NOTHING_TO_SEND: "La CAE a déjà tout reçu.",
	DEMAND_DAY_PAST:
		"Une pièce est demandée pour un jour passé, ou après le début de la visite : retirez-la ou notez-la de nouveau.",
	REASON_REQUIRED: "Écrivez la raison.",
	TEXT_REQUIRED: "Écrivez ce texte.",
	TEXT_TOO_LONG: "Ce texte est trop long.",
	NOT_APPLICABLE_TO_PROFILE: "Ce critère ne s’applique pas à cette CAE.",
	ASKED_BY_THE_RULE: "Au suivi, les critères que la règle demande restent dans l’échantillon.",
	CRITERION_REQUIRED: "Choisissez un critère.",
	TOO_MANY_DEMANDS: "Cent pièces sont déjà demandées pour cette visite.",
	MOVE_FORBIDDEN: "Cette demande n’en est plus là : la page est à jour.",
	DAY_REQUIRED: "Indiquez le dernier jour.",
	DAY_PAST: "Le dernier jour est à partir de demain.",
	DAY_AFTER_VISIT: "Le dernier jour est avant le début de la visite.",
	EVIDENCE_REQUIRED: "Choisissez une pièce, ou dites pourquoi il n’y en a pas.",
	UNKNOWN_EVIDENCE: "Une pièce choisie n’est plus dans votre bibliothèque.",
} as const;
