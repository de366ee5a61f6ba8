/** Owns which domains a contributor answers, what becomes of them on leaving, and who answers a domain. Rule R-92. */
import { accept, type Result, refuse } from "../result";

/** Codes of domains; null: all of them, those of a later référentiel included. */
export type EntrustedDomains = readonly string[] | null;

export interface TeamMember {
	readonly userId: string;
	readonly name: string;
	readonly role: "manager" | "contributor";
	readonly domains: EntrustedDomains;
}

/**
 * a contributor answers at least one domain; all those there are is the same as no limit.
 * @param known codes of the référentiel, in its order, which is the order kept
 */
export function entrustDomains(
	chosen: readonly string[],
	known: readonly string[],
): Result<EntrustedDomains, "NO_DOMAIN" | "UNKNOWN_DOMAIN"> {
	if (chosen.length === 0) return refuse("NO_DOMAIN");
	if (chosen.some((code) => !known.includes(code))) return refuse("UNKNOWN_DOMAIN");
	const kept = known.filter((code) => chosen.includes(code));
	return accept(kept.length === known.length ? null : kept);
}

/** What somebody answers once they take over the domains of somebody who leaves: nothing is lost on either side. */
export function takeOver(
	receiver: EntrustedDomains,
	leaving: EntrustedDomains,
	known: readonly string[],
): EntrustedDomains {
	if (receiver === null || leaving === null) return null;
	const all = [...new Set([...receiver, ...leaving])];
	const ordered = [...known.filter((code) => all.includes(code)), ...all.filter((code) => !known.includes(code))];
	return known.length > 0 && known.every((code) => all.includes(code)) ? null : ordered;
}

export function answersDomain(domains: EntrustedDomains, code: string): boolean {
	return domains === null || domains.includes(code);
}

/** Contributors to whom that domain is entrusted; the managers where there is none, for they answer everything. */
export function answerersOf(team: readonly TeamMember[], code: string): readonly TeamMember[] {
	const entrusted = team.filter(({ role, domains }) => role === "contributor" && answersDomain(domains, code));
	return entrusted.length > 0 ? entrusted : team.filter(({ role }) => role === "manager");
}

/** Domains that no contributor answers any more once somebody has left. */
export function leftToManagers(
	leaving: EntrustedDomains,
	staying: readonly TeamMember[],
	known: readonly string[],
): readonly string[] {
	const theirs = leaving ?? known;
	return theirs.filter(
		(code) => !staying.some(({ role, domains }) => role === "contributor" && answersDomain(domains, code)),
	);
}

/** A text that changes when the role or the domains do: what the person saw when they filled in the form. */
export function memberState(role: string, domains: EntrustedDomains): string {
	return `${role}/${domains === null ? "*" : domains.join(",")}`;
}
