/**
 * Owns what Remix looks at to find the page of an address: the lines of the URL table that can match it, not all of them.
 * Its router prepares every line it is given anew, four times for a page: a third of the time of a page before this.
 */
import type { ServerBuild } from "@remix-run/node";

type Routes = ServerBuild["routes"];

/** By first word and number of words of an address: `audits/2`. */
const narrowed = new WeakMap<ServerBuild, Map<string, ServerBuild>>();

/** The build with only what this address may lead to. An address written in an unusual way gets the whole build. */
export function narrowBuild(build: ServerBuild, pathname: string): ServerBuild {
	const words = pathname.replace(/\/$/, "").split("/").slice(1);
	const [first] = words;
	if (first === undefined || words.includes("") || !firstWords(build.routes).has(first)) return build;
	const known = narrowed.get(build) ?? new Map<string, ServerBuild>();
	narrowed.set(build, known);
	const key = `${first}/${words.length}`;
	const found = known.get(key) ?? narrowTo(build, first, words.length);
	known.set(key, found);
	return found;
}

function firstWords(routes: Routes): ReadonlySet<string> {
	const known = wordsOf.get(routes) ?? new Set(Object.values(routes).map((route) => wordsTo(routes, route)[0] ?? ""));
	wordsOf.set(routes, known);
	return known;
}
const wordsOf = new WeakMap<Routes, Set<string>>();

function narrowTo(build: ServerBuild, first: string, count: number): ServerBuild {
	const kept = new Set<string>();
	for (const [id, route] of Object.entries(build.routes)) {
		if (!mayLeadTo(wordsTo(build.routes, route), first, count)) continue;
		for (let at: string | undefined = id; at !== undefined; at = build.routes[at]?.parentId) kept.add(at);
	}
	const only = <Line>(lines: Readonly<Record<string, Line>>): Record<string, Line> =>
		Object.fromEntries(Object.entries(lines).filter(([id]) => kept.has(id)));
	return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}

/** Whether a line of the table can match an address of that first word and as many words. */
function mayLeadTo(words: readonly string[], first: string, count: number): boolean {
	const firstFits = words[0] === first || words[0]?.startsWith(":");
	const open = words.some((word) => word === "*" || word.endsWith("?"));
	return open || (firstFits === true && words.length === count);
}

function wordsTo(routes: Routes, route: Routes[string]): string[] {
	const parts: string[] = [];
	for (let at: typeof route | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) {
		if (at.path) parts.unshift(...at.path.split("/"));
	}
	return parts;
}
