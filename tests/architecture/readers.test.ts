/** What only one file may read: the environment, the référentiel on disk, the clock. */
import { describe, expect, it } from "vitest";
import { appSources, linesMatching } from "./source-files";

const outside = (...owners: string[]) => appSources.filter((file) => !owners.includes(file));

describe("readers", () => {
	it("reads the environment in one file", () => {
		const owner = "app/config/env.server.ts";
		expect(appSources).toContain(owner);
		expect(linesMatching(outside(owner), /process\.env|from "(node:)?process"|import\.meta\.env/)).toEqual([]);
	});

	it("reads criteria/ in one file", () => {
		const owner = "app/services/standard/read-criteria.server.ts";
		expect(appSources).toContain(owner);
		expect(
			linesMatching(
				outside(owner),
				/\b(join|resolve|glob|URL|read\w+|open)\([^)]*\bcriteria["'`/]|["'`](\.\.?\/|~\/\.\.\/)+criteria\//,
			),
		).toEqual([]);
	});

	it("touches files only from the database, the server, that reader, the list of common passwords and the evidence", () => {
		const allowed =
			/^app\/(db|server|config)\/|^app\/services\/(standard\/read-criteria|access\/common-passwords|evidence\/(disk-storage|receive-files|read-received|sweep-orphans|inspect-\w+|zip-directory|clamd|partial-upload|s3-storage))\.server\.ts$/;
		expect(
			linesMatching(
				appSources.filter((file) => !allowed.test(file)),
				/from "(node:)?fs(\/promises)?"/,
			),
		).toEqual([]);
	});

	it("keeps the clock and chance out of the domain", () => {
		const domain = appSources.filter((file) => file.startsWith("app/domain/"));
		expect(domain.length).toBeGreaterThan(20);
		expect(linesMatching(domain, /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/)).toEqual([]);
	});
});
