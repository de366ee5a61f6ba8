/** Owns which entries each role finds in the rail. */
import type { Role } from "~/domain/access/roles";
import { paths } from "~/paths";
import type { NavGroup, NavItem } from "./rail";

interface Entry {
	readonly label: string;
	readonly href: string;
	readonly roles: readonly Role[];
	/** Other addresses that belong to the entry. */
	readonly within?: RegExp;
}

const EVERYONE: readonly Role[] = ["manager", "contributor", "auditor", "committee", "board", "network", "admin"];

const ENTRIES: readonly Entry[] = [
	{ label: "Accueil", href: paths.home(), roles: EVERYONE },
	{ label: "Mes tâches", href: paths.tasks(), roles: ["manager", "contributor"] },
	{ label: "Auto-évaluations", href: paths.assessments.list(), roles: ["manager", "contributor", "network"] },
	{
		label: "Équipe",
		href: paths.ownTeams(),
		roles: ["manager", "contributor"],
		within: /^\/cooperatives\/[^/]+\/equipe(\/|$)/,
	},
	{
		label: "Pièces",
		href: paths.ownLibraries(),
		roles: ["manager", "contributor"],
		within: /^\/cooperatives\/[^/]+\/pieces(\/|$)/,
	},
	{ label: "Progrès du réseau", href: paths.network(), roles: ["committee", "board", "network"] },
	{ label: "Coopératives", href: paths.cooperatives.list(), roles: ["committee", "board", "network", "admin"] },
	{ label: "Personnes", href: paths.persons.list(), roles: ["network", "admin"] },
	{
		label: "Audits",
		href: paths.audits.list(),
		roles: ["manager", "contributor", "auditor", "committee", "board", "network"],
	},
	{ label: "Programme", href: paths.programme.current(), roles: ["committee", "board", "network"] },
	{ label: "Référentiel", href: paths.standard.latest(), roles: EVERYONE },
	{ label: "Journal", href: paths.journal.list(), roles: ["network", "admin"] },
];

export function navigation(roles: readonly Role[], pathname: string): readonly NavGroup[] {
	const items: NavItem[] = ENTRIES.filter((entry) => entry.roles.some((role) => roles.includes(role))).map((entry) => ({
		label: entry.label,
		href: entry.href,
		current: isWithin(entry, pathname),
	}));
	return [{ items }];
}

/** The team and the pieces of a cooperative are under its address, and have an entry of their own for those who are in it. */
function isWithin({ href, within }: Entry, pathname: string): boolean {
	return pathname === href || pathname.startsWith(`${href}/`) || (within?.test(pathname) ?? false);
}
