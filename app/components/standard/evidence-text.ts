/** Owns a piece of evidence in words. */
import type { ExpectedEvidence } from "~/domain/standard/standard";

export function evidenceText({ label, required, maxAgeMonths }: ExpectedEvidence): string {
	const age = maxAgeMonths === undefined ? "" : `, de moins de ${maxAgeMonths} mois`;
	return `${label}${age}${required ? "" : " (si elle existe)"}`;
}
