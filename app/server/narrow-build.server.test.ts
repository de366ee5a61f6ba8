import { matchRoutes } from "@remix-run/react";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { describe, expect, it } from "vitest";
import table from "~/routes";
import { narrowBuild } from "./narrow-build.server";

type Build = Parameters<typeof narrowBuild>[0];
interface Line {
	id: string;
	path?: string;
	index?: boolean;
	parentId?: string;
	children?: Line[];
}

const lines: Record<string, Line> = { root: { id: "root", path: "" } };
(function flatten(list: readonly RouteConfigEntry[], parentId: string) {
	for (const { file, path, index, children } of list) {
		lines[file] = { id: file, path, index, parentId };
		flatten(children ?? [], file);
	}
})(await (table as RouteConfigEntry[] | Promise<RouteConfigEntry[]>), "root");
const build = { routes: lines, assets: { routes: lines } } as unknown as Build;

/** The lines matched, as Remix arranges them. */
function found({ routes }: Build, address: string): readonly string[] {
	const under = (parentId: string | undefined): Line[] =>
		Object.values(routes as unknown as Record<string, Line>)
			.filter((line) => line.parentId === parentId)
			.map((line) => (line.index ? line : { ...line, children: under(line.id) }));
	return (matchRoutes(under(undefined) as never, address) ?? []).map(({ route }) => (route as Line).id);
}

const addresses = Object.values(lines).map(({ path }) =>
	`/${path ?? ""}`.replace(/:\w+|\*/g, "0b0c27d8-1b1f-4a0e-9b53-5d8d27c3f9a1"),
);

describe("the lines of the URL table that an address may lead to", () => {
	it("hold the one it leads to, for every address of the table however it is written", () => {
		for (const [index, address] of addresses.entries()) {
			const [, first = "", ...rest] = address.split("/");
			const written = [
				`${address}/`,
				`/${address}`,
				`/${[first.toUpperCase(), ...rest].join("/")}`,
				`/${["%61", ...rest].join("/")}`,
				`${address}/nulle-part`,
				`${address}//`,
			];
			// Matching among all lines is slow: one unusual writing for each address.
			for (const one of [address, written[index % written.length] as string]) {
				expect(found(narrowBuild(build, one), one), one).toEqual(found(build, one));
			}
		}
	});

	it("are few, and the same build each time", () => {
		const [short, whole] = [narrowBuild(build, "/audits/0b0c"), build].map(({ routes }) => Object.keys(routes).length);
		expect(short).toBeLessThan((whole as number) / 5);
		expect(narrowBuild(build, "/audits/0b0c")).toBe(narrowBuild(build, "/audits/27d8"));
	});
});
