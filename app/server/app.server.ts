/** Owns the Express application in front of Remix: headers, guards, health, static files. */
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import { sql } from "drizzle-orm";
import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";
import type { Config, OidcConfig, OperatorConfig } from "~/config/env.server";
import type { Database } from "~/db/client.server";
import type { Arrival } from "~/services/access/arrival";
import type { Secrets } from "~/services/access/secrets.server";
import type { LiveHub } from "~/services/assessment/live-hub.server";
import type { EvidenceShelf } from "~/services/evidence/add-evidence.server";
import type { Received, UploadLimits } from "~/services/evidence/evidence-storage";
import type { PartialUploads } from "~/services/evidence/partial-upload.server";
import { arrivalOf } from "./arrival-of.server";
import { addressGuard, answerInTime, bodyGuard, isEventStream, methodGuard, originGuard } from "./guards.server";
import { securityHeaders } from "./headers.server";
import { logFailure } from "./log.server";
import { failureText, remixHandler } from "./remix-handler.server";
import { logRequests } from "./request-log.server";
import { createReceiver } from "./uploads.server";

declare module "@remix-run/server-runtime" {
	interface AppLoadContext {
		readonly db: Database;
		readonly clock: () => Date;
		readonly nonce: string;
		readonly publicOrigin: string;
		readonly demo: boolean;
		/** Identifies one request in the log and on the error page. */
		readonly reference: string;
		/** Line of the URL table that this request matches. */
		readonly route: string;
		/** Writes in the technical log a failure that is answered with a message. */
		readonly report: (error: unknown) => void;
		/** Where this request comes from. */
		readonly arrival: Arrival;
		readonly secrets: Secrets;
		readonly secondFactor: SecondFactorSettings;
		/** Whether e-mails leave: without a mail server they wait. */
		readonly sendsMail: boolean;
		readonly oidc: OidcConfig | null;
		readonly operator: OperatorConfig;
		/** Folder that holds `criteria/`. */
		readonly root: string;
		readonly evidence: EvidenceSettings;
		/** The pages that follow a draft. */
		readonly live: LiveHub;
		/** Receives the form and its files; null for a form without files. To be awaited outside any transaction. */
		readonly receive: (ownerId: string, parts: boolean) => Promise<Received | null>;
	}
}

/** Where evidence is kept, and how much of it one sends at a time. */
export interface EvidenceSettings extends EvidenceShelf {
	readonly limits: UploadLimits;
	readonly uploads: PartialUploads;
	/** Whether an antivirus looks at each file. */
	readonly scans: boolean;
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
	readonly evidence: EvidenceSettings;
	readonly live: LiveHub;
	readonly state: { ready: boolean };
	/** Vite's middlewares, in development only. */
	readonly developmentAssets?: RequestHandler;
}

export function createApp({ config, db, secrets, getBuild, evidence, live, state, developmentAssets }: AppOptions) {
	const app = express();
	const originOf = () => app.locals.origin as string;
	const receive = createReceiver(config.evidence);
	app.disable("x-powered-by");
	app.set("trust proxy", config.trustedProxies);

	app.use(logRequests);
	app.use(securityHeaders(config));
	app.use(methodGuard);
	app.use(addressGuard);
	app.use(answerInTime);
	app.get("/healthz", (_request, response) => {
		response.type("text/plain").set("Cache-Control", "no-store").send("ok");
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

	app.use(compression({ level: 9, filter: mayCompress }));
	if (developmentAssets) app.use(developmentAssets);
	const client = path.join(config.root, "build", "client");
	app.use("/assets", express.static(path.join(client, "assets"), { ...FILES, immutable: true, maxAge: "1y" }));
	app.use(express.static(client, { ...FILES, maxAge: "1h" }));
	app.use(originGuard(originOf));
	app.use(bodyGuard(evidence.limits));
	app.use(noStore);
	app.use(
		remixHandler({
			getBuild,
			mode: config.production ? "production" : "development",
			publicOrigin: originOf,
			contextOf: (request, response) => {
				const { nonce, reference, route } = response.locals as { nonce: string; reference: string; route: string };
				return {
					db,
					clock: () => new Date(),
					nonce,
					publicOrigin: originOf(),
					demo: config.demo,
					reference,
					route,
					report: (error) => logFailure({ reference, method: request.method, route }, error),
					arrival: arrivalOf(request, reference, new Date()),
					secrets,
					secondFactor: { enforced: !config.demo, managerGraceDays: config.managerGraceDays },
					sendsMail: config.demo || config.mail.smtpUrl !== undefined,
					oidc: config.oidc,
					operator: config.operator,
					root: config.root,
					evidence,
					live,
					receive: (ownerId, parts) => receive(request, response, ownerId, parts),
				};
			},
		}),
	);
	app.use(lastResort);
	return app;
}

const FILES = {
	index: false,
	redirect: false,
	dotfiles: "ignore",
	setHeaders(response: Response, file: string) {
		if (file.endsWith(".svg")) response.set("Content-Type", "image/svg+xml; charset=utf-8");
	},
} as const;

/**
 * The length of a compressed page tells what it has in common with the address that asked for it (BREACH). The pages that
 * show a secret or take a token are sent as they are; the others hold no secret, and carry no token against forgery.
 */
function mayCompress(request: Request, response: Response): boolean {
	if (/^\/(compte|connexion|invitation|mot-de-passe)(\/|$)/.test(request.path)) return false;
	// An event leaves when it happens, not when there are enough of them to compress.
	if (isEventStream(response)) return false;
	return compression.filter(request, response);
}

/** Pages are personal: no shared or back-button copy of them. The public API says for itself how long it may be kept. */
function noStore(request: Request, response: Response, next: NextFunction) {
	if (!request.path.startsWith("/api/")) response.set("Cache-Control", "no-store");
	next();
}

function lastResort(error: unknown, request: Request, response: Response, next: NextFunction) {
	if (response.headersSent) return next(error);
	const reference = response.locals.reference as string;
	const route = (response.locals.route as string | undefined) ?? "-";
	logFailure({ reference, method: request.method, route }, error);
	response
		.status(500)
		.set("Cache-Control", "no-store")
		.type("text/plain; charset=utf-8")
		.send(failureText(500, reference));
}
