/** Owns the sentences of a proposal: why these two, and why no place was found. */
import type { ChoiceReasons, Impossibility, Remaining } from "~/domain/programme/explain-plan";
import { liftLabels } from "~/messages.programme.fr";
import { formatVisitDates } from "../audit/visit-dates";
import { formatCount, formatMonth, formatNumber } from "../text/format";
import { frenchTypography } from "../text/french";

export interface Words {
	readonly people: Readonly<Record<string, string>>;
	/** Label of the sector of the cooperative; null for a generalist one. */
	readonly sector: string | null;
}

const nameOf = ({ people }: Words, id: string) => people[id] ?? "une personne qui n’est plus là";

/** One sentence a person: what they bring, how far they come, how many visits it makes. */
export function memberSentences({ members }: ChoiceReasons, words: Words, remote: boolean): readonly string[] {
	return members.map(({ auditorId, domains, knowsSector, kilometres, load }) =>
		frenchTypography(
			`${nameOf(words, auditorId)} : ${[
				domains.length > 0 && domains.join(", "),
				knowsSector && words.sector && `connaît la filière ${words.sector}`,
				remote ? "à distance" : kilometres > 0 ? `${formatNumber(kilometres)} km` : "dans le même département",
				`${formatCount(load, "visite")} dans l’année`,
			]
				.filter(Boolean)
				.join(" ; ")}.`,
		),
	);
}

/** What the next team would change; null when nobody else could. */
export function otherSentence({ other }: ChoiceReasons, words: Words): string {
	if (!other) return frenchTypography("Personne d’autre ne pourrait y aller sans déplacer une autre visite.");
	const { moreKilometres, moreWeeksAway } = other;
	const differences = [
		moreKilometres > 0 && `${formatNumber(moreKilometres)} km de plus`,
		moreKilometres < 0 && `${formatNumber(-moreKilometres)} km de moins, mais une charge moins égale`,
		moreWeeksAway > 0 && `${formatCount(moreWeeksAway, "semaine")} plus loin du bon moment`,
	].filter(Boolean);
	const names = other.team.map((id) => nameOf(words, id)).join(" et ");
	return frenchTypography(
		`Sinon : ${names}, ${formatVisitDates(other)}${differences.length > 0 ? `, ${differences.join(" et ")}` : ", avec une charge moins égale"}.`,
	);
}

/** The headline of an impossibility: « Aucun auditeur de la filière Bâtiment disponible en mars 2027 ». */
export function impossibilityHeadline(
	{ auditors, ofSector, uncovered }: Impossibility,
	words: Words,
	window: { readonly opensOn: string; readonly closesOn: string } | null,
): string {
	const when = window ? ` ${whenOf(window.opensOn, window.closesOn)}` : "";
	const of = (remaining: Remaining, who: string) => {
		if (remaining.all === 0) return `Personne n’est habilité ${who}`;
		if (remaining.withoutConflict === 0) return `Tout le monde ${who} a un conflit d’intérêts avec cette CAE`;
		if (remaining.accredited === 0) return `Personne d’habilité ${who}${when}`;
		if (remaining.available === 0) return `Personne de disponible ${who}${when}`;
		return `Toutes les personnes ${who} sont déjà prises${when}`;
	};
	if (ofSector && ofSector.free === 0) return frenchTypography(of(ofSector, `de la filière ${words.sector}`));
	if (auditors.free === 0) return frenchTypography(of(auditors, "parmi les auditeurs"));
	if (uncovered.length > 0) return frenchTypography(`Personne de disponible ne connaît ${uncovered.join(", ")}${when}`);
	return frenchTypography(`Aucune équipe complète n’est libre le même jour${when}`);
}

/** « en mars 2027 », « entre mars et mai 2027 ». */
function whenOf(opensOn: string, closesOn: string): string {
	if (opensOn.slice(0, 7) === closesOn.slice(0, 7)) return `en ${formatMonth(opensOn)}`;
	return `entre ${formatMonth(opensOn).replace(/\s\d{4}$/u, "")} et ${formatMonth(closesOn)}`;
}

/** How many are left, rule after rule. */
export function remainingSentence(
	{ all, withoutConflict, accredited, available, free }: Remaining,
	who: string,
): string {
	return frenchTypography(
		`${formatCount(all, "personne")} ${who} ; ${withoutConflict} sans conflit d’intérêts ; ${accredited} habilitée${accredited > 1 ? "s" : ""} ces jours-là ; ${available} disponible${available > 1 ? "s" : ""} ; ${free} encore libre${free > 1 ? "s" : ""}.`,
	);
}

/** What would free a place, one rule at a time. */
export function liftSentences({ lifting }: Impossibility, words: Words): readonly string[] {
	return lifting.map(({ rule, place }) =>
		frenchTypography(
			`${liftLabels[rule]} : ${place.team.map((id) => nameOf(words, id)).join(" et ")}, ${formatVisitDates(place)}.`,
		),
	);
}
