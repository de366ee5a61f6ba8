/** Owns which line of the URL table an address belongs to: what the log says instead of the address. */
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";

type Routes = ServerBuild["routes"];
const tables = new WeakMap<Routes, { path: string }[]>();

/** `/auto-evaluations/:assessmentId`, or `*` for an address that leads nowhere. */
export function patternOf(routes: Routes, pathname: string): string {
	const table = tables.get(routes) ?? Object.values(routes).flatMap((route) => patternsOf(routes, route));
	tables.set(routes, table);
	const path = matchRoutes(table, pathname)?.at(-1)?.route.path ?? "*";
	return path === "/*" ? "*" : path;
}

function patternsOf(routes: Routes, route: Routes[string]): { path: string }[] {
	if (!route?.parentId) return [];
	const parts: string[] = [];
	for (let at: typeof route | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) {
		if (at.path) parts.unshift(at.path);
	}
	return [{ path: `/${parts.join("/")}` }];
}
