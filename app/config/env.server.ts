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
	/** The server's key; without it, one is kept in DATA_DIR. */
	SECRET_KEY: z.string().min(32, "doit compter 32 caractères au moins").optional(),
	/** Days a manager has before a second factor is required; `never` for never. */
	MANAGER_GRACE_DAYS: z.union([z.literal("never"), z.coerce.number().int().min(0).max(365)]).default(30),
	/** Where e-mails are handed over; without it they wait. */
	SMTP_URL: z
		.string()
		.regex(/^smtps?:\/\//, "doit commencer par smtp:// ou smtps://")
		.optional(),
	/** Who answers for the platform, on the legal pages. */
	OPERATOR_NAME: z.string().min(1).max(200).default("l’exploitant de cette plateforme"),
	/** Whom to write to: an address, a telephone number. */
	OPERATOR_CONTACT: z.string().min(1).max(300).optional(),
	/** Who hosts it: name and address. */
	OPERATOR_HOSTING: z.string().min(1).max(300).optional(),
	/** Sender of the e-mails. */
	MAIL_FROM: z.string().min(3).max(200).default("Label CAE <ne-pas-repondre@label-cae.example>"),
	/** Sign-in through an OpenID Connect provider: the three together, or none. */
	OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
	OIDC_CLIENT_ID: z.string().min(1).optional(),
	OIDC_CLIENT_SECRET: z.string().min(1).optional(),
	/** What the button of that provider says. */
	OIDC_LABEL: z.string().min(1).max(60).default("Se connecter avec le compte de mon organisation"),
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
	readonly secretKey: string | undefined;
	/** Null: a second factor is never required of a manager. */
	readonly managerGraceDays: number | null;
	readonly mail: { readonly smtpUrl: string | undefined; readonly from: string };
	readonly oidc: OidcConfig | null;
	readonly operator: OperatorConfig;
}

/** Who answers for the platform, as the legal pages say it. */
export interface OperatorConfig {
	readonly name: string;
	/** Null: not given. */
	readonly contact: string | null;
	readonly hosting: string | null;
}

export interface OidcConfig {
	readonly issuer: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly label: string;
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
		secretKey: env.SECRET_KEY,
		managerGraceDays: env.MANAGER_GRACE_DAYS === "never" ? null : env.MANAGER_GRACE_DAYS,
		mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
		oidc: readOidc(env),
		operator: {
			name: env.OPERATOR_NAME,
			contact: env.OPERATOR_CONTACT ?? null,
			hosting: env.OPERATOR_HOSTING ?? null,
		},
	};
}

function readOidc(env: z.output<typeof schema>): OidcConfig | null {
	const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_LABEL: label } = env;
	if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret, label };
	if (!issuer && !clientId && !clientSecret) return null;
	throw new ConfigError(
		"La configuration (variables d’environnement) est à corriger :\n" +
			"  OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET vont ensemble : donnez les trois, ou aucune",
	);
}
