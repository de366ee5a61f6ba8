/** Owns the notes auditors take in the demonstration. */
import { draw, pick } from "./deterministic";
import type { AuditVerdict } from "./levels";

const LOWERED = [
	"Pratique réelle, confirmée par l’équipe, mais aucune pièce datée ne la prouve.",
	"Deux dossiers sur dix ne sont pas conformes : l’exigence n’est satisfaite qu’en partie.",
	"La pièce présentée date de plus de douze mois.",
	"La procédure est écrite ; son application n’a pas pu être constatée.",
	"Le document ne couvre pas toutes les activités hébergées.",
] as const;

const RAISED = [
	"La CAE s’est sous-évaluée : la pratique est évaluée chaque année et partagée avec d’autres CAE.",
	"Pièces complètes présentées sur place, au-delà de ce qui était déclaré.",
] as const;

const CONFIRMED = [
	"Dix dossiers vérifiés sur place, tous conformes.",
	"Pièce vue et datée de l’année.",
	"Confirmé par l’entretien avec trois entrepreneurs.",
	"Point fort, à proposer au partage dans le réseau.",
	"Registre consulté sur place.",
] as const;

/** A changed level always has its note, a confirmed one sometimes. */
export function noteOn(code: string, criterionId: string, year: number, verdict: AuditVerdict, level: number): string {
	const key = [code, criterionId, year, "note"] as const;
	if (verdict === "lowered") return pick(LOWERED, ...key);
	if (verdict === "raised") return pick(RAISED, ...key);
	if (draw(100, ...key, "taken") >= 14) return "";
	if (level < 2) return "Écart confirmé : la CAE l’avait signalé elle-même.";
	const note = pick(CONFIRMED, ...key);
	return note.startsWith("Point fort") && level < 3 ? CONFIRMED[1] : note;
}
