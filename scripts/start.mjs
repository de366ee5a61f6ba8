/** `npm start`: serves the production build. Seeds nothing; the first account comes from `npm run admin:create`. */
import { existsSync } from "node:fs";

process.env.NODE_ENV ??= "production";
const build = new URL("../build/server/index.js", import.meta.url);
if (!existsSync(build)) {
	console.error("Label CAE n’est pas encore construit : lancez « npm run build », puis « npm start ».");
	process.exit(1);
}

try {
	const module = await import(build.href);
	const server = await module.entry.module.startServer(async () => module);
	let stopping = false;
	const stop = async (signal) => {
		if (stopping) return;
		stopping = true;
		console.log(`Arrêt demandé (${signal}) : les demandes en cours se terminent.`);
		await server.stop();
		process.exit(0);
	};
	process.on("SIGTERM", () => stop("SIGTERM"));
	process.on("SIGINT", () => stop("SIGINT"));
	process.send?.({ origin: server.origin });
} catch (error) {
	// What an operator can act on is one message; anything else keeps its stack.
	const known = ["DataFolderHeldError", "NewerSchemaError", "ConfigError", "UndeclaredDoorError"];
	if (error?.code === "EADDRINUSE") {
		console.error(`Le port ${error.port} est déjà pris : choisissez-en un autre avec PORT.`);
	} else {
		console.error(known.includes(error?.constructor?.name) ? error.message : error);
	}
	process.exit(1);
}
