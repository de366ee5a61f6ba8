/** Owns the written reasons of the decisions: each cites the criteria it rests on. */
import type { LabelOutcome } from "../../app/domain/scoring/label-outcome";
import { reaches } from "../../app/domain/scoring/ratio";
import type { AssessmentScore } from "../../app/domain/scoring/score-assessment";
import type { LabelRules } from "../../app/domain/standard/standard";

export function rationale(
	{ outcome }: LabelOutcome,
	score: AssessmentScore,
	rules: LabelRules,
	afterDeferral: boolean,
): string {
	const { major, minor } = rules.deadlinesMonths;
	if (outcome === "awarded") {
		return "Toutes les exigences obligatoires applicables sont satisfaites et la part des bonnes pratiques est atteinte.";
	}
	if (outcome === "awardedWithReservations") {
		return `Aucune non-conformité majeure. Réserves à lever sous ${minor} mois : ${list(score.minors)}. Le plan d’actions est accepté.`;
	}
	const follow = afterDeferral
		? "Les preuves attendues après l’ajournement n’ont pas été apportées."
		: `Preuves attendues sous ${major} mois.`;
	return `Au vu du rapport d’audit : ${missed(score, rules).join(" ; ")}. ${follow}`;
}

function missed(score: AssessmentScore, rules: LabelRules): string[] {
	const { reservationsPercent, reservationsDomainPercent } = rules.conformity;
	const blocking = score.majors.filter((code) => !Object.hasOwn(score.domains, code));
	const crowded = score.majors.filter((code) => Object.hasOwn(score.domains, code));
	const low = Object.entries(score.domains)
		.filter(([, { conformity }]) => conformity.den > 0 && !reaches(conformity, reservationsDomainPercent))
		.map(([code]) => code);
	return [
		...(blocking.length > 0 ? [`critères bloquants non satisfaits (${list(blocking)})`] : []),
		...(crowded.length > 0 ? [`${rules.minorsMakingMajor} non-conformités mineures ou plus en ${list(crowded)}`] : []),
		...(reaches(score.conformity, reservationsPercent) ? [] : [`conformité inférieure à ${reservationsPercent} %`]),
		...(low.length > 0 ? [`conformité inférieure à ${reservationsDomainPercent} % en ${list(low)}`] : []),
		`${score.minors.length} non-conformités mineures en tout`,
	];
}

function list(codes: readonly string[]): string {
	return codes.length < 2 ? codes.join("") : `${codes.slice(0, -1).join(", ")} et ${codes.at(-1)}`;
}
