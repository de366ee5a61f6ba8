/** The tests that must notice any change of the access rules: `npm run mutation`. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
	resolve: { alias: { "~": fileURLToPath(new URL("../../app", import.meta.url)) } },
	test: {
		environment: "node",
		include: [
			"app/domain/access/**/*.test.ts",
			"tests/access/policy-matrix.test.ts",
			// The tables that the public page prints are compared word for word with the register.
			"tests/architecture/register.test.ts",
		],
	},
});
