/**
 * Builds the product with one net taken away, or with a fault planted, for the tests to find. Never shipped: the choice is
 * ACCESS_VARIANT, the place build/access/<variant>.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "remix";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "../../remix.config.js";
import { threadScripts } from "../../scripts/support/thread-scripts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a module becomes, by variant. The text must have changed, or the variant proves nothing. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, (code: string) => string>>>> = {
	"policy-off": {
		"app/domain/access/can.ts": () =>
			"export const ACTIONS = []; export const can = () => true; export const seesNetwork = () => true; export const runsNetwork = () => true; export const seesFile = () => true;",
		"app/domain/access/scope.ts": () =>
			"const all = () => 'all'; export const cooperativeScope = all; export const identityScope = all; export const teamScope = all; export const auditScope = () => ({ cooperatives: 'all', teamMember: null, tiedTo: [] });",
		"app/domain/access/roles.ts": (code) =>
			code
				.replace(/return actor\.grants\.some\(\(grant\) => grant\.role === role\);/, "return true;")
				.replace(/return actor\.grants\.some\(\(grant\) => grant\.cooperativeId[^;]*;/, "return true;")
				.replace(/return actor\.grants\.some\(\s*\(grant\) =>[\s\S]*?\n\t\);/, "return true;"),
	},
	"planted-query": {
		"app/services/audit/list-audits.server.ts": (code) =>
			code.replace("auditScope(actor)", '({ cooperatives: "all", teamMember: null }) as ReturnType<typeof auditScope>'),
	},
	"planted-door": {
		"app/routes/network/key-figures.ts": (code) =>
			code
				.replace(/^import \{ openDoor \}.*\n/m, "")
				.replace(/= openDoor\(\s*"[^"]*",/, "= ((door: unknown) => door as never)("),
	},
};

function changed(changes: (typeof CHANGES)[string]): Plugin {
	return {
		name: "access-variant",
		enforce: "pre",
		transform(code, id) {
			const file = path.relative(root, id.split("?")[0] as string);
			const change = changes[file];
			if (!change) return null;
			const next = change(code);
			if (next === code) throw new Error(`the variant no longer changes ${file}`);
			return next;
		},
	};
}

export default defineConfig(() => {
	const variant = process.env.ACCESS_VARIANT ?? "";
	const changes = CHANGES[variant];
	if (!changes) throw new Error(`unknown variant ${variant}`);
	return {
		root,
		plugins: [changed(changes), threadScripts(), remix({ ...remixConfig, buildDirectory: `build/access/${variant}` })],
		resolve: { alias: { "~": path.join(root, "app") } },
		build: { target: "es2022", assetsInlineLimit: 0, minify: false },
	};
});
