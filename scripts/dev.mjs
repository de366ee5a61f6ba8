/** `npm run dev`: the same server over Vite, reloading as files change. */
import { createServer } from "vite";

process.env.NODE_ENV = "development";
process.env.DATA_DIR ??= "./data";
const vite = await createServer({ server: { middlewareMode: true }, appType: "custom" });
const build = () => vite.ssrLoadModule("virtual:remix/server-build");
const { entry } = await build();
const server = await entry.module.startServer(build, vite.middlewares);
const stop = async () => {
	await server.stop();
	await vite.close();
	process.exit(0);
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
