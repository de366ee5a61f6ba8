/** Owns the French sentence of each conflict of interest: it names the fact, and until when it holds. */
import type { ConflictOfInterest } from "~/domain/audit/conflict-of-interest";
import { formatDate, formatDay } from "../text/format";
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
		case "CROSS_AUDIT":
			return `Audit croisé : une personne de cette CAE visite ${conflict.homeName} dans le même cycle, le ${formatDate(conflict.on)}`;
		case "DECLARED_TIE":
			return `A déclaré un intérêt avec cette CAE : ${interestWords[conflict.kind]}`;
		case "DECLARED_OTHER":
			return "A déclaré un autre lien avec cette CAE";
		case "SAME_GROUP":
			return `Même groupe de CAE : ${conflict.group}`;
		case "DIRECT_COMPETITION":
			return `Concurrence directe : même département (${conflict.department}) et même filière`;
		case "TOO_MANY_CYCLES":
			return `Visiterait cette CAE pour le ${conflict.cycles}e cycle de suite`;
		case "DECIDES":
			return conflict.role === "committee"
				? "Siège au comité de labellisation, qui donnera son avis sur ce dossier"
				: "Siège au Conseil d’administration, qui décidera de ce dossier";
		case "UNAVAILABLE":
			return unavailableSentence(conflict);
		case "NOT_ACCREDITED":
			return `Habilitation valable du ${formatDate(conflict.from)} au ${formatDate(conflict.until)} seulement`;
		case "ALREADY_VISITING":
			return `Déjà en visite ${formatVisitDates(conflict)} : ${conflict.cooperativeName}`;
		case "CHALLENGED":
			return "Récusée par la CAE pour cet audit";
		case "DECLARATION_MISSING":
			return "N’a pas encore signé sa déclaration d’intérêts pour cet audit";
		case "DECLARATION_OUTDATED":
			return conflict.why === "team"
				? `A signé sa déclaration d’intérêts le ${formatDate(conflict.signedOn)}, avant le dernier changement d’équipe`
				: `A signé sa déclaration d’intérêts le ${formatDate(conflict.signedOn)}, plus d’un an avant la visite`;
	}
}

const interestWords = {
	employment: "un emploi",
	mandate: "un mandat",
	capital: "un intérêt financier",
	family: "un lien de famille",
	service: "conseil, formation ou tutorat",
} as const;

function unavailableSentence(conflict: Extract<ConflictOfInterest, { reason: "UNAVAILABLE" }>): string {
	if (conflict.why === "weekday") return `Ne visite jamais ce jour de la semaine (${formatDay(conflict.day)})`;
	const half = { day: "", morning: ", le matin", afternoon: ", l’après-midi" }[conflict.part];
	return `Indisponible ${formatVisitDates(conflict)}${half}`;
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
