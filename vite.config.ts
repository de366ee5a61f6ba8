import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "remix";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig({
	plugins: [remix(remixConfig)],
	resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
	// esbuild 0.28 no longer lowers to the older targets that Remix asks for by default.
	build: { target: "es2022", assetsInlineLimit: 0 },
	optimizeDeps: {
		esbuildOptions: { target: "es2022" },
		exclude: ["postgres", "@electric-sql/pglite", "drizzle-orm"],
	},
	server: { host: "127.0.0.1" },
});
