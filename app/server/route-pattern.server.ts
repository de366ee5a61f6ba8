/** Owns which line of the URL table an address belongs to: what the log says instead of the address. */
import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";

type Routes = ServerBuild["routes"];

interface RouteLine {
	/** `/auto-evaluations/:assessmentId`. */
	readonly path: string;
	/** Its action receives files. */
	readonly receives: boolean;
}

/** An address that leads nowhere. */
const NOWHERE = "*";
const tables = new WeakMap<Routes, RouteLine[]>();

export function routeOf(routes: Routes, pathname: string): string {
	const line = lineAt(routes, pathname);
	return line && line.path !== "/*" ? line.path : NOWHERE;
}

/** Whether a form sent to this address may bring files (auth/guarded.server.ts). */
export function receivesFiles(routes: Routes, pathname: string): boolean {
	return lineAt(routes, pathname)?.receives ?? false;
}

function lineAt(routes: Routes, pathname: string): RouteLine | undefined {
	const table = tables.get(routes) ?? Object.values(routes).flatMap((route) => lineOf(routes, route));
	tables.set(routes, table);
	return matchRoutes(table, pathname)?.at(-1)?.route;
}

function lineOf(routes: Routes, route: Routes[string]): RouteLine[] {
	if (!route?.parentId) return [];
	const parts: string[] = [];
	for (let at: typeof route | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) {
		if (at.path) parts.unshift(at.path);
	}
	const action = route.module?.action as { receives?: boolean } | undefined;
	return [{ path: `/${parts.join("/")}`, receives: action?.receives === true }];
}
