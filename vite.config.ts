import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "remix";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";
import { threadScripts } from "./scripts/support/thread-scripts";

/** One file for what every page uses: twenty small ones cost more in addresses than they save in bytes. */
function sharedFile(id: string): string | undefined {
	// Only a visit's calendar, a sheet's levels, the network's tables and forms need these: they go with their pages.
	if (
		/\/(month-calendar|month-grid|level-choice|checkbox-group|textarea-field|select-field|error-summary|lone-page|heat-cell|pagination|save-state|csv)\.tsx?/.test(
			id,
		)
	)
		return undefined;
	return /\/app\/(components\/(display|form|layout|text)\/|messages\.fr\.ts|paths\.ts)/.test(id) ? "shared" : undefined;
}

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [threadScripts(), remix(remixConfig)],
	resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
	// esbuild 0.28 no longer lowers to the older targets that Remix asks for by default.
	build: {
		target: "es2022",
		// Three of the hundred kilobytes that a first page weighs, for ten seconds of a build. The server keeps its names: logs cite them.
		minify: isSsrBuild ? false : "terser",
		assetsInlineLimit: 0,
		rollupOptions: isSsrBuild ? {} : { output: { manualChunks: sharedFile } },
	},
	optimizeDeps: {
		esbuildOptions: { target: "es2022" },
		exclude: ["postgres", "@electric-sql/pglite", "drizzle-orm"],
	},
	server: { host: "127.0.0.1" },
}));
