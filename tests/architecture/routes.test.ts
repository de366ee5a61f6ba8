/** The URL table, the doors and the links agree. */
import path from "node:path";
import { matchRoutes } from "@remix-run/react";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { describe, expect, it } from "vitest";
import { paths } from "~/paths";
import table from "~/routes";
import { appSources, files, filesIn, linesMatching, read } from "./source-files";

const entries = flatten(await (table as RouteConfigEntry[] | Promise<RouteConfigEntry[]>));

/** Loaders and actions that ask for nobody, and why. */
const OPEN_DOORS: Record<string, string> = {
	"app/routes/access/accessibility.tsx": "how far everyone can use it",
	"app/routes/access/choose-password.tsx": "how one gets back in",
	"app/routes/access/forgotten-password.tsx": "how one gets back in",
	"app/routes/access/invitation.tsx": "how somebody invited becomes one of us",
	"app/routes/access/landing.tsx": "what the label is, for anyone",
	"app/routes/access/legal-notice.tsx": "who answers for this platform",
	"app/routes/access/not-found.tsx": "an address that leads nowhere",
	"app/routes/access/oidc-back.ts": "how one becomes somebody",
	"app/routes/access/oidc-start.ts": "how one becomes somebody",
	"app/routes/access/passkey-challenge.ts": "how one becomes somebody",
	"app/routes/access/passkey-entry.ts": "how one becomes somebody",
	"app/routes/access/personal-data.tsx": "people's rights, for anyone",
	"app/routes/access/second-factor.tsx": "how a session that owes its second factor gives it",
	"app/routes/access/sign-in.tsx": "how one becomes somebody",
	"app/routes/access/sign-out.tsx": "nothing to protect",
	"app/routes/calendar/feed.ts": "an agenda has no session: the secret address is the key",
	"app/routes/evidence/preview-frame.ts": "an empty frame, the same for everyone",
	"app/routes/network/key-figures.ts": "public figures of the network",
	"app/routes/standard/comparison.tsx": "what the label asks, and what changes in it",
	"app/routes/standard/criterion.tsx": "the rules of a label are public",
	"app/routes/standard/data.ts": "the rules of a label are public",
	"app/routes/standard/latest.ts": "the rules of a label are public",
	"app/routes/standard/pdf.ts": "the rules of a label are public",
	"app/routes/standard/print.tsx": "the rules of a label are public",
	"app/routes/standard/profile-criteria.tsx": "the rules of a label are public",
	"app/routes/standard/version.tsx": "the rules of a label are public",
};

describe("routes", () => {
	it("reaches every file under app/routes from app/routes.ts", () => {
		const reached = reachableFrom(["app/root.tsx", ...entries.map(({ file }) => `app/${file}`)]);
		expect(filesIn("app/routes").filter((file) => !reached.has(file))).toEqual([]);
	});

	it("names existing files, one address each", () => {
		expect(entries.filter(({ file }) => !files.includes(`app/${file}`))).toEqual([]);
		const addresses = entries.map((entry) => entry.path ?? "/");
		expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
	});

	it("guards every loader and action with a declared policy, but for the open doors", () => {
		const door =
			/^export (?:(?:const|let) (?:loader|action)\b|(?:async )?function (?:loader|action)\b|\{[^}]*\b(?:loader|action)\b)/;
		const guarded = /^export const (loader|action) = guarded(<.*>)?\((\[?"[a-zA-Z.]+"|\[?$)/;
		const unguarded = filesIn("app/routes").flatMap((file) =>
			read(file)
				.split("\n")
				.flatMap((line) => (door.test(line) && !guarded.test(line) ? [file] : [])),
		);
		expect([...new Set(unguarded)].sort()).toEqual(Object.keys(OPEN_DOORS).filter((file) => files.includes(file)));
	});
});

describe("links", () => {
	const builders = functionsIn(paths);

	it("finds the builders", () => {
		expect(builders.length).toBeGreaterThan(10);
	});

	it.each(builders)("paths.%s leads to a page", (_, build) => {
		const address = build("un", "deux", "trois").replace(/[?#].*$/, "");
		const found = matchRoutes(
			entries.map((entry) => ({ path: entry.path ?? "/", id: entry.file })),
			address,
		);
		expect(found?.at(-1)?.route.path).not.toBe("*");
		expect(found).not.toBeNull();
	});

	it("builds every address in paths.ts", () => {
		const written = /\b(to|href|action)=(\{\s*)?["'`]\/(?!\/)|\b(redirect|navigate)\(\s*["'`]\//;
		expect(
			linesMatching(
				appSources.filter((file) => file !== "app/paths.ts"),
				written,
			),
		).toEqual([]);
	});
});

function flatten(routes: readonly RouteConfigEntry[]): RouteConfigEntry[] {
	return routes.flatMap((route) => [route, ...flatten(route.children ?? [])]);
}

function functionsIn(tree: object, prefix = ""): [string, (...args: string[]) => string][] {
	return Object.entries(tree).flatMap(([name, value]) =>
		typeof value === "function" ? [[prefix + name, value]] : functionsIn(value, `${prefix}${name}.`),
	);
}

/** Follows the imports that stay in app/. */
function reachableFrom(starts: readonly string[]): Set<string> {
	const known = new Set(files);
	const reached = new Set<string>();
	const waiting = [...starts];
	for (let file = waiting.pop(); file; file = waiting.pop()) {
		if (reached.has(file) || !known.has(file)) continue;
		reached.add(file);
		for (const [, target = ""] of read(file).matchAll(/(?:from|import)\s*\(?\s*"((?:~|\.\.?)\/[^"]+)"/g)) {
			const base = target.startsWith("~/")
				? `app/${target.slice(2)}`
				: path.posix.join(path.posix.dirname(file), target);
			waiting.push(...["", ".ts", ".tsx"].map((extension) => base + extension));
		}
	}
	return reached;
}
