/** Owns the French words of the calibration: which way a gap goes, and what an auditor's figure lets one say. With its pages only. */
import type { CalibrationReading } from "./domain/audit/calibration";

const MINUS = "\u2212";

/** « −0,42 », « +0,1 », « 0 »: levels, to two decimals. */
export function meanGapText(mean: number): string {
	const rounded = Math.round(mean * 100) / 100;
	const said = String(Math.abs(rounded)).replace(".", ",");
	return rounded < 0 ? `${MINUS}${said}` : rounded > 0 ? `+${said}` : "0";
}

export function directionText(mean: number): string {
	const rounded = Math.round(mean * 100);
	if (rounded === 0) return "Juste";
	return rounded < 0 ? "Se surestime" : "Se sous-estime";
}

export const readingLabels: { readonly [R in CalibrationReading]: string } = {
	lower: "Retient moins que les autres",
	higher: "Retient plus que les autres",
	unclear: "Rien de net",
};

export const CALIBRATION_SORTS = {
	surestime: "Le plus surestimé d’abord",
	"sous-estime": "Le plus sous-estimé d’abord",
	critere: "Par critère",
} as const;
export type CalibrationSort = keyof typeof CALIBRATION_SORTS;

export const AUDITOR_CAUTION =
	"Un audit se mène souvent à deux : son écart compte pour les deux, sans dire qui a retenu quoi. Une différence peut aussi venir des CAE auditées, qui ne sont pas les mêmes. C’est une question à se poser ensemble, pas une note.";
