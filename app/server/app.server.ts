/** Owns the Express application in front of Remix: headers, guards, health, static files. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import { sql } from "drizzle-orm";
import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";
import helmet from "helmet";
import type { Config, OidcConfig, OperatorConfig } from "~/config/env.server";
import type { Database } from "~/db/client.server";
import type { Arrival } from "~/services/access/arrival";
import type { Secrets } from "~/services/access/secrets.server";
import { arrivalOf } from "./arrival-of.server";
import { bodyGuard, originGuard } from "./guards.server";

declare module "@remix-run/server-runtime" {
	interface AppLoadContext {
		readonly db: Database;
		readonly clock: () => Date;
		readonly nonce: string;
		readonly publicOrigin: string;
		readonly demo: boolean;
		/** Identifies one request in the log and on the error page. */
		readonly reference: string;
		/** Where this request comes from. */
		readonly arrival: Arrival;
		readonly secrets: Secrets;
		readonly secondFactor: SecondFactorSettings;
		/** Whether e-mails leave: without a mail server they wait. */
		readonly sendsMail: boolean;
		readonly oidc: OidcConfig | null;
		readonly operator: OperatorConfig;
	}
}

export interface SecondFactorSettings {
	/** False in the demonstration only: offered, never required. */
	readonly enforced: boolean;
	readonly managerGraceDays: number | null;
}

export interface AppOptions {
	readonly config: Config;
	readonly db: Database;
	readonly secrets: Secrets;
	readonly getBuild: () => Promise<ServerBuild>;
	readonly state: { ready: boolean };
	/** Vite's middlewares, in development only. */
	readonly developmentAssets?: RequestHandler;
}

export function createApp({ config, db, secrets, getBuild, state, developmentAssets }: AppOptions) {
	const app = express();
	const originOf = () => app.locals.origin as string;
	app.disable("x-powered-by");
	app.set("trust proxy", config.trustedProxies);

	app.get("/healthz", (_request, response) => {
		response.type("text/plain").send("ok");
	});
	app.get("/readyz", async (_request, response) => {
		response.type("text/plain").set("Cache-Control", "no-store");
		if (!state.ready) return void response.status(503).send("arrêt en cours");
		try {
			await db.execute(sql`select 1`);
			response.send("ok");
		} catch {
			response.status(503).send("base de données injoignable");
		}
	});

	app.use(compression({ level: 9 }));
	app.use(withNonce);
	app.use(securityHeaders(config));
	if (developmentAssets) app.use(developmentAssets);
	const client = path.join(config.root, "build", "client");
	app.use("/assets", express.static(path.join(client, "assets"), { immutable: true, maxAge: "1y", index: false }));
	app.use(express.static(client, { maxAge: "1h", index: false, redirect: false }));
	app.use(originGuard(originOf));
	app.use(bodyGuard);
	app.use(noStore);
	app.use(async (request, response, next) => {
		try {
			const handle = createRequestHandler({
				build: await getBuild(),
				mode: config.production ? "production" : "development",
				getLoadContext: () => {
					const reference = randomBytes(4).toString("hex");
					return {
						db,
						clock: () => new Date(),
						nonce: response.locals.nonce as string,
						publicOrigin: originOf(),
						demo: config.demo,
						reference,
						arrival: arrivalOf(request, reference, new Date()),
						secrets,
						secondFactor: { enforced: !config.demo, managerGraceDays: config.managerGraceDays },
						sendsMail: config.demo || config.mail.smtpUrl !== undefined,
						oidc: config.oidc,
						operator: config.operator,
					};
				},
			});
			await handle(request, response, next);
		} catch (error) {
			next(error);
		}
	});
	app.use(lastResort);
	return app;
}

function withNonce(_request: Request, response: Response, next: NextFunction) {
	response.locals.nonce = randomBytes(16).toString("base64");
	next();
}

/** Strict CSP by nonce: nothing from elsewhere, no inline style or script without the nonce. */
function securityHeaders(config: Config) {
	const development = !config.production;
	return helmet({
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'none'"],
				scriptSrc: [(_request, response) => `'nonce-${(response as Response).locals.nonce}'`, "'strict-dynamic'"],
				styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
				imgSrc: ["'self'", "data:", "blob:"],
				fontSrc: ["'self'"],
				connectSrc: development ? ["'self'", "ws:"] : ["'self'"],
				workerSrc: ["'self'"],
				manifestSrc: ["'self'"],
				formAction: ["'self'"],
				baseUri: ["'none'"],
				frameAncestors: ["'none'"],
			},
		},
		strictTransportSecurity: config.publicOrigin?.startsWith("https://") ? { maxAge: 31_536_000 } : false,
		crossOriginEmbedderPolicy: false,
		referrerPolicy: { policy: "same-origin" },
	});
}

/** Pages are personal: no shared or back-button copy of them. The public API says for itself how long it may be kept. */
function noStore(request: Request, response: Response, next: NextFunction) {
	if (!request.path.startsWith("/api/")) response.set("Cache-Control", "no-store");
	next();
}

function lastResort(error: unknown, _request: Request, response: Response, next: NextFunction) {
	if (response.headersSent) return next(error);
	const reference = randomBytes(4).toString("hex");
	console.error(
		JSON.stringify({ level: "error", reference, message: error instanceof Error ? error.stack : String(error) }),
	);
	response
		.status(500)
		.type("text/plain; charset=utf-8")
		.send(
			`Une erreur est survenue de notre côté. Rien de ce qui était enregistré n’est perdu. Référence : ${reference}`,
		);
}
