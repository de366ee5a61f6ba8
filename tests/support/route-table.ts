/** Owns the URL table as the tests go over it: every route of app/routes.ts with its full address pattern. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { RouteConfigEntry } from "@remix-run/route-config";
import table from "~/routes";

export interface TestedRoute {
	/** `/auto-evaluations/:assessmentId`; `/*` for any other address. */
	readonly pattern: string;
	readonly file: string;
	readonly hasAction: boolean;
	readonly hasLoader: boolean;
	readonly params: readonly string[];
}

export async function listRoutes(): Promise<readonly TestedRoute[]> {
	return flatten(await (table as RouteConfigEntry[] | Promise<RouteConfigEntry[]>), "");
}

function flatten(entries: readonly RouteConfigEntry[], under: string): TestedRoute[] {
	return entries.flatMap((entry) => {
		const pattern = entry.path ? `${under}/${entry.path}` : under || "/";
		const source = readFileSync(path.resolve("app", entry.file), "utf8");
		const exports = (name: string) => new RegExp(`^export (const|(async )?function) ${name}\\b`, "m").test(source);
		const route = {
			pattern,
			file: entry.file,
			hasAction: exports("action"),
			hasLoader: exports("loader"),
			params: [...pattern.matchAll(/:(\w+)/g)].map(([, name = ""]) => name),
		};
		return [route, ...flatten(entry.children ?? [], entry.path ? pattern : under)];
	});
}
