/** Owns which line of the URL table an address belongs to: what the log says instead of the address. */
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";

type Routes = ServerBuild["routes"];

interface RouteLine {
	/** `/auto-evaluations/:assessmentId`. */
	readonly path: string;
}

/** An address that leads nowhere. */
const NOWHERE = "*";
const tables = new WeakMap<Routes, RouteLine[]>();

export function routeOf(routes: Routes, pathname: string): string {
	const table = tables.get(routes) ?? Object.values(routes).flatMap((route) => lineOf(routes, route));
	tables.set(routes, table);
	const line = matchRoutes(table, pathname)?.at(-1)?.route;
	return line && line.path !== "/*" ? line.path : NOWHERE;
}

function lineOf(routes: Routes, route: Routes[string]): RouteLine[] {
	if (!route?.parentId) return [];
	const parts: string[] = [];
	for (let at: typeof route | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) {
		if (at.path) parts.unshift(at.path);
	}
	return [{ path: `/${parts.join("/")}` }];
}
