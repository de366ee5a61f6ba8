/** Owns the French words of a visit's meetings: their names, and why a record is refused. */
import type { MeetingKind } from "~/domain/audit/meeting";
import { missionRefusals } from "~/messages.audit.fr";

export const meetingLabels: Readonly<Record<MeetingKind, string>> = {
	opening: "Réunion d’ouverture",
	closing: "Réunion de clôture",
};

export const meetingRefusals = {
	...missionRefusals,
	INVALID: "Ce compte rendu n’a pas pu être lu : vérifiez-le, puis recommencez.",
	HOURS: "L’heure de fin vient avant celle du début : corrigez-la.",
	NO_REPRESENTATIVE: "« Lu et reçu » est dit par quelqu’un : écrivez son nom.",
	INCOMPLETE: "Avant de signer, dites le jour, l’heure du début et qui était là.",
	NOT_LEAD: "La personne responsable de l’audit signe : ce compte rendu est enregistré sans signature.",
	SIGNED: "Ce compte rendu est signé : il ne change plus.",
	AUDIT_ENDED: "Cette visite est terminée ou annulée : elle ne change plus.",
	NOT_SIGNED: "Ce compte rendu n’est pas encore signé : il n’y a rien à confirmer.",
	CONFLICT:
		"L’autre personne de l’équipe a changé ce compte rendu : rechargez la page pour voir le sien. Le vôtre reste affiché ici.",
} as const;
