/** Owns the process environment: the only reader of `process.env`, checked once at boot. */
import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const MEGABYTE = 1024 * 1024;

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
	/** Certificate authority of the database's server, a PEM file; without it, those of Node. */
	DATABASE_CA_FILE: z.string().min(1).optional(),
	/** Least serious lines that the technical log keeps. */
	LOG_LEVEL: z.enum(["info", "warn", "error"]).default("info"),
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
	/** Evidence: megabytes of one file, files of one form, megabytes of one cooperative. */
	EVIDENCE_FILE_MB: z.coerce.number().int().min(1).max(200).default(20),
	EVIDENCE_FILES: z.coerce.number().int().min(1).max(50).default(10),
	/** An S3-compatible store for the evidence, instead of the disk: the four together, or none. */
	EVIDENCE_S3_URL: z.url({ protocol: /^https?$/ }).optional(),
	EVIDENCE_S3_REGION: z.string().min(1).optional(),
	EVIDENCE_S3_KEY_ID: z.string().min(1).optional(),
	EVIDENCE_S3_SECRET: z.string().min(1).optional(),
	/** Where a clamd daemon listens (`host:port`, or the path of a socket): it looks at each file before it is kept. */
	SCAN_SOCKET: z.string().min(1).optional(),
	EVIDENCE_QUOTA_MB: z.coerce.number().int().min(1).max(1_000_000).default(2_000),
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
	MAIL_FROM: z
		.string()
		.max(200)
		.regex(
			/^(?:[^\p{Cc}"<>]*<[^\s@<>,;]+@[^\s@<>,;]+>|[^\s@<>,;]+@[^\s@<>,;]+)$/u,
			"doit être « Nom <adresse> » ou une adresse",
		)
		.default("Label CAE <ne-pas-repondre@label-cae.example>"),
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
	readonly database: DatabaseConfig;
	readonly logLevel: "info" | "warn" | "error";
	readonly root: string;
	readonly demo: boolean;
	readonly trustedProxies: number;
	readonly secretKey: string | undefined;
	/** Null: a second factor is never required of a manager. */
	readonly managerGraceDays: number | null;
	readonly mail: { readonly smtpUrl: string | undefined; readonly from: string };
	readonly oidc: OidcConfig | null;
	readonly operator: OperatorConfig;
	readonly evidence: EvidenceConfig;
}

export interface S3Config {
	/** The bucket, without a final slash. */
	readonly bucketUrl: string;
	readonly region: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
}

export interface EvidenceConfig {
	/** Where the files are kept. */
	readonly folder: string;
	/** Where they come in: on the same disk, so that keeping one is renaming it. */
	readonly incoming: string;
	readonly limits: { readonly fileBytes: number; readonly files: number };
	/** What one cooperative may keep. */
	readonly quotaBytes: number;
	/** Null: on the disk. */
	readonly s3: S3Config | null;
	/** Null: no antivirus. */
	readonly scanSocket: string | null;
}

/** Who answers for the platform, as the legal pages say it. */
export interface OperatorConfig {
	readonly name: string;
	/** Null: not given. */
	readonly contact: string | null;
	readonly hosting: string | null;
}

/** The embedded database, or PostgreSQL: over verified TLS, or on the same machine (`tls` null). */
export type DatabaseConfig =
	| { readonly engine: "pglite"; readonly dataDir: string }
	| { readonly engine: "postgres"; readonly url: string; readonly tls: { readonly caFile: string | undefined } | null };

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
		throw toCorrect(...parsed.error.issues.map((issue) => `${issue.path.join(".")} : ${issue.message}`));
	}
	const env = parsed.data;
	const root = path.resolve(env.APP_ROOT);
	return {
		production: env.NODE_ENV !== "development",
		host: env.HOST,
		port: env.PORT,
		publicOrigin: readPublicOrigin(env),
		dataDir: path.resolve(env.DATA_DIR),
		database: readDatabase(env),
		logLevel: env.LOG_LEVEL,
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
		evidence: {
			folder: path.resolve(env.DATA_DIR, "evidence"),
			incoming: path.resolve(env.DATA_DIR, "evidence", "incoming"),
			limits: { fileBytes: env.EVIDENCE_FILE_MB * MEGABYTE, files: env.EVIDENCE_FILES },
			quotaBytes: env.EVIDENCE_QUOTA_MB * MEGABYTE,
			s3: readS3(env),
			scanSocket: env.SCAN_SOCKET ?? null,
		},
	};
}

type Env = z.output<typeof schema>;

function readOidc(env: Env): OidcConfig | null {
	const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_LABEL: label } = env;
	if (!issuer && !clientId && !clientSecret) return null;
	if (!issuer || !clientId || !clientSecret) {
		throw toCorrect("OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET vont ensemble : donnez les trois, ou aucune");
	}
	const { protocol, hostname } = new URL(issuer);
	if (protocol !== "https:" && !isLoopback(hostname)) {
		throw toCorrect("OIDC_ISSUER : doit commencer par https:// (http n’est admis que sur cette machine)");
	}
	return { issuer, clientId, clientSecret, label };
}

function readS3(env: Env): S3Config | null {
	const {
		EVIDENCE_S3_URL: url,
		EVIDENCE_S3_REGION: region,
		EVIDENCE_S3_KEY_ID: keyId,
		EVIDENCE_S3_SECRET: secret,
	} = env;
	if (!url && !region && !keyId && !secret) return null;
	if (!url || !region || !keyId || !secret) {
		throw toCorrect(
			"EVIDENCE_S3_URL, EVIDENCE_S3_REGION, EVIDENCE_S3_KEY_ID et EVIDENCE_S3_SECRET vont ensemble : donnez les quatre, ou aucune",
		);
	}
	const { protocol, hostname } = new URL(url);
	if (protocol !== "https:" && !isLoopback(hostname)) {
		throw toCorrect("EVIDENCE_S3_URL : doit commencer par https:// (http n’est admis que sur cette machine)");
	}
	return { bucketUrl: url.replace(/\/$/, ""), region, accessKeyId: keyId, secretAccessKey: secret };
}

/** An origin and nothing more. Over http, passwords would travel in the clear: admitted on this machine and for a demonstration. */
function readPublicOrigin(env: Env): string | undefined {
	if (env.PUBLIC_ORIGIN === undefined) return undefined;
	const { origin, href, protocol, hostname } = new URL(env.PUBLIC_ORIGIN);
	if (href !== `${origin}/`) {
		throw toCorrect(
			"PUBLIC_ORIGIN : donnez l’origine seule, sans chemin ni identifiant, par exemple https://label.example",
		);
	}
	if (protocol !== "https:" && !isLoopback(hostname) && !env.APP_DEMO && env.NODE_ENV === "production") {
		throw toCorrect("PUBLIC_ORIGIN : doit commencer par https:// (http n’est admis que sur cette machine)");
	}
	return origin;
}

/**
 * The driver does not verify certificates with `sslmode=require`, `prefer` or `allow`: whoever stands between would read
 * everything. Another machine is reached by `verify-full` only.
 */
function readDatabase(env: Env): DatabaseConfig {
	if (env.DATABASE_URL === undefined) return { engine: "pglite", dataDir: path.resolve(env.DATA_DIR) };
	if (!URL.canParse(env.DATABASE_URL)) throw toCorrect("DATABASE_URL : n’est pas une adresse");
	const url = new URL(env.DATABASE_URL);
	for (const name of ["host", "ssl", "sslrootcert", "sslnegotiation"]) {
		if (url.searchParams.has(name))
			throw toCorrect(`DATABASE_URL : « ${name} » n’est pas admis après le point d’interrogation`);
	}
	const mode = url.searchParams.get("sslmode");
	url.searchParams.delete("sslmode");
	// An empty host would be taken from PGHOST.
	if (url.hostname === "") url.hostname = "localhost";
	if (env.DATABASE_CA_FILE !== undefined && !existsSync(env.DATABASE_CA_FILE)) {
		throw toCorrect(`DATABASE_CA_FILE : fichier introuvable (${env.DATABASE_CA_FILE})`);
	}
	if (mode === "verify-full") return { engine: "postgres", url: url.href, tls: { caFile: env.DATABASE_CA_FILE } };
	if (mode !== null && mode !== "disable") {
		throw toCorrect(
			`DATABASE_URL : sslmode=${mode} ne vérifie pas le certificat du serveur, écrivez sslmode=verify-full`,
		);
	}
	const host = decodeURIComponent(url.hostname);
	if (!host.startsWith("/") && !isLoopback(host)) {
		throw toCorrect(
			"DATABASE_URL : la base est sur une autre machine, ajoutez sslmode=verify-full (et DATABASE_CA_FILE pour une autorité privée)",
		);
	}
	return { engine: "postgres", url: url.href, tls: null };
}

function isLoopback(host: string): boolean {
	return host === "localhost" || host === "[::1]" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function toCorrect(...problems: readonly string[]): ConfigError {
	const lines = problems.map((problem) => `  ${problem}`);
	return new ConfigError(`La configuration (variables d’environnement) est à corriger :\n${lines.join("\n")}`);
}
