import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Remix options, read by vite.config.ts (`remix vite:build`, `remix vite:dev`). See docs/decisions/0001.
 * @type {import("remix").VitePluginConfig}
 */
export default {
	appDirectory: "app",
	buildDirectory: "build",
	serverModuleFormat: "esm",
	// A loader or an action without a declared policy fails the build (app/server/doors.server.ts).
	async buildEnd({ remixConfig }) {
		const file = path.join(remixConfig.buildDirectory, "server", remixConfig.serverBuildFile);
		const build = await import(pathToFileURL(file).href);
		build.entry.module.requireDeclaredDoors(build.routes);
	},
	ignoredRouteFiles: ["**/*.test.{ts,tsx}"],
	future: {
		v3_fetcherPersist: true,
		v3_relativeSplatPath: true,
		v3_throwAbortReason: true,
		v3_routeConfig: true,
		// Off on purpose: both open a denial-of-service advisory in the versions Remix 2.17 pins (ADR 0001).
		v3_singleFetch: false,
		v3_lazyRouteDiscovery: false,
		unstable_optimizeDeps: true,
	},
};
