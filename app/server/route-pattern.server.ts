/** Owns which line of the URL table an address belongs to: what the log says instead of the address, and what a write there may be. */
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";

type Routes = ServerBuild["routes"];

export interface RouteLine {
	/** `/auto-evaluations/:assessmentId`, or `*` for an address that leads nowhere. */
	readonly path: string;
	/** Its module says `export const handle = { takes: "json" }`; the others take forms only. */
	readonly takesJson: boolean;
}

const NOWHERE: RouteLine = { path: "*", takesJson: false };
const tables = new WeakMap<Routes, RouteLine[]>();

export function routeOf(routes: Routes, pathname: string): RouteLine {
	const table = tables.get(routes) ?? Object.values(routes).flatMap((route) => lineOf(routes, route));
	tables.set(routes, table);
	const line = matchRoutes(table, pathname)?.at(-1)?.route;
	return line && line.path !== "/*" ? line : NOWHERE;
}

function lineOf(routes: Routes, route: Routes[string]): RouteLine[] {
	if (!route?.parentId) return [];
	const parts: string[] = [];
	for (let at: typeof route | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) {
		if (at.path) parts.unshift(at.path);
	}
	const { takes } = (route.module.handle ?? {}) as { takes?: string };
	return [{ path: `/${parts.join("/")}`, takesJson: takes === "json" }];
}
