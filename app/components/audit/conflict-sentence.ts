/** Owns the French sentence of each conflict of interest: it names the fact, and until when it holds. */
import type { ConflictOfInterest } from "~/domain/audit/conflict-of-interest";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";
import { formatVisitDates } from "./visit-dates";

export function conflictSentence(conflict: ConflictOfInterest): string {
	return frenchTypography(plainSentence(conflict));
}

function plainSentence(conflict: ConflictOfInterest): string {
	switch (conflict.reason) {
		case "OWN_COOPERATIVE":
			return "C’est sa propre CAE";
		case "LEFT_RECENTLY":
			return conflict.leftOn && conflict.until
				? `A quitté cette CAE le ${formatDate(conflict.leftOn)} : pourra l’auditer à partir du ${formatDate(conflict.until)}`
				: "A quitté cette CAE à une date inconnue : cinq ans d’écart ne peuvent pas être vérifiés";
		case "SAME_REGIONAL_ASSOCIATION":
			return `Même association régionale : ${conflict.association}`;
		case "SAME_REGION":
			return `Même région, sans association régionale : ${conflict.region}`;
		case "ACCOMPANIMENT":
			return accompanimentSentence(conflict);
		case "NOT_ACCREDITED":
			return `Habilitation valable du ${formatDate(conflict.from)} au ${formatDate(conflict.until)} seulement`;
		case "ALREADY_VISITING":
			return `Déjà en visite ${formatVisitDates(conflict)} : ${conflict.cooperativeName}`;
	}
}

function accompanimentSentence({
	direction,
	homeName,
	endedOn,
}: Extract<ConflictOfInterest, { reason: "ACCOMPANIMENT" }>): string {
	if (direction === "supported") {
		return endedOn
			? `${homeName} a accompagné cette CAE jusqu’au ${formatDate(endedOn)}`
			: `${homeName} accompagne cette CAE`;
	}
	return endedOn
		? `Cette CAE a accompagné ${homeName} jusqu’au ${formatDate(endedOn)}`
		: `Cette CAE accompagne ${homeName}`;
}
