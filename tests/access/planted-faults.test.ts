/** The tests of this folder can tell: a fault planted on purpose is found. */
import { describe, expect, it } from "vitest";
import { goRound, leaks, withoutRowSecurity } from "./rounds";
import { buildVariant, serve } from "./served";

describe("a fault planted on purpose", () => {
	it("is found: a query without its scope shows foreign rows", async () => {
		const build = await buildVariant("planted-query");
		expect(build.ok, build.said).toBe(true);
		const served = await serve(build.folder, withoutRowSecurity);
		try {
			expect(
				leaks(served, await goRound(served, ({ route, method }) => route === "/audits" && method === "GET")),
			).toContain("manager: identity");
		} finally {
			await served.stop();
		}
	});

	it("does not build: a route without a policy", async () => {
		const build = await buildVariant("planted-door");
		expect(build.ok).toBe(false);
		expect(build.said).toContain("routes/network/key-figures loader");
	});
});
