/** Owns the process environment: the only reader of `process.env`, checked once at boot. */
import path from "node:path";
import { z } from "zod";

const flag = z
	.enum(["0", "1", "true", "false", ""])
	.default("0")
	.transform((value) => value === "1" || value === "true");

const schema = z.object({
	NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
	HOST: z.string().min(1).default("127.0.0.1"),
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	/** Origin people type in their browser, without a final slash. */
	PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
	/** Folder of the embedded database; unused when DATABASE_URL is set. */
	DATA_DIR: z.string().min(1).default("./data"),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, "doit commencer par postgres:// ou postgresql://")
		.optional(),
	/** Folder that holds `criteria/` and `drizzle/`: the root of the project. */
	APP_ROOT: z.string().min(1).default("."),
	/** Shows the demo accounts on the sign-in page. Never seeds anything. */
	APP_DEMO: flag,
	/** Express "trust proxy" value: number of proxies in front of the server. */
	TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
});

export interface Config {
	readonly production: boolean;
	readonly host: string;
	readonly port: number;
	readonly publicOrigin: string | undefined;
	readonly dataDir: string;
	readonly databaseUrl: string | undefined;
	readonly root: string;
	readonly demo: boolean;
	readonly trustedProxies: number;
}

export class ConfigError extends Error {}

/** Reads and checks the environment. Throws {@link ConfigError} with one French line per problem. */
export function readConfig(source: Record<string, string | undefined> = process.env): Config {
	const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
	const parsed = schema.safeParse(present);
	if (!parsed.success) {
		const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} : ${issue.message}`);
		throw new ConfigError(`La configuration (variables d’environnement) est à corriger :\n${lines.join("\n")}`);
	}
	const env = parsed.data;
	const root = path.resolve(env.APP_ROOT);
	return {
		production: env.NODE_ENV !== "development",
		host: env.HOST,
		port: env.PORT,
		publicOrigin: env.PUBLIC_ORIGIN?.replace(/\/$/, ""),
		dataDir: path.resolve(env.DATA_DIR),
		databaseUrl: env.DATABASE_URL,
		root,
		demo: env.APP_DEMO,
		trustedProxies: env.TRUSTED_PROXIES,
	};
}
