/** Owns the words of what an audit would notice at once: on the page of the sending and in the report. */
import type { XRaySign } from "~/domain/assessment/x-ray";

export const X_RAY_WORDS: readonly (readonly [XRaySign, title: string, why: string])[] = [
	[
		"exemplaryWithoutEvidence",
		"Niveau 3 sans aucune pièce",
		"Sans pièce, l’audit ne peut pas retenir plus que le niveau 1 : joignez-en une, ou préparez-la pour la visite.",
	],
	["evidenceOver", "Pièce échue ou trop ancienne", "L’audit la refuserait : joignez-en une plus récente."],
];
