/** The five suites. `npm test` runs them one after the other; `npx vitest run --project unit` runs one alone. */
import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { threadScripts } from "./scripts/support/thread-scripts";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

// No Remix plugin here: Vitest only needs the alias.
function integration(engine: "pglite" | "postgres"): TestProjectConfiguration {
	return {
		extends: true,
		test: {
			name: `integration-${engine}`,
			environment: "node",
			// Files share a process and load the modules once; each has a database of its own.
			isolate: false,
			include: ["tests/integration/**/*.test.ts"],
			env: { TEST_ENGINE: engine },
			globalSetup: [engine === "postgres" ? "tests/support/start-postgres.ts" : "tests/support/prepare-pglite.ts"],
			testTimeout: 30_000,
			hookTimeout: 60_000,
		},
	};
}

export default defineConfig({
	resolve: { alias },
	plugins: [threadScripts()],
	test: {
		allowOnly: false,
		// Vitest would leave one core idle: half of them on a small machine.
		maxWorkers: "100%",
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					environment: "node",
					// Nothing here touches a global: files may share a process, and load the modules once.
					isolate: false,
					testTimeout: 30_000,
					include: [
						"app/**/*.test.{ts,tsx}",
						"tests/architecture/**/*.test.ts",
						"scripts/**/*.test.ts",
						"tests/access/policy-matrix.test.ts",
					],
				},
			},
			integration("pglite"),
			integration("postgres"),
			{
				extends: true,
				test: {
					name: "access",
					environment: "node",
					include: ["tests/access/**/*.test.ts"],
					globalSetup: ["tests/support/start-postgres.ts", "tests/access/build.setup.ts"],
					setupFiles: ["tests/support/show-server-logs.ts"],
					testTimeout: 300_000,
					hookTimeout: 300_000,
				},
			},
			{
				extends: true,
				test: {
					name: "e2e",
					environment: "node",
					include: ["tests/e2e/**/*.spec.ts"],
					globalSetup: ["tests/support/prepare-e2e.ts"],
					setupFiles: ["tests/support/show-server-logs.ts"],
					testTimeout: 120_000,
					hookTimeout: 240_000,
				},
			},
		],
	},
});
