/** Owns the French words of how an audit is prepared. */
import type { SampleReason } from "./domain/audit/sampling";

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
