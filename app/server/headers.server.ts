/** Owns the security headers: on every answer, health checks, files and errors included. */
import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";
import type { Config } from "~/config/env.server";

const YEAR_SECONDS = 31_536_000;

/** Features of the browser that no page uses. Passkeys are for our own pages. */
const FEATURES_OFF = [
	"accelerometer",
	"autoplay",
	"bluetooth",
	"browsing-topics",
	"camera",
	"display-capture",
	"encrypted-media",
	"fullscreen",
	"gamepad",
	"geolocation",
	"gyroscope",
	"hid",
	"idle-detection",
	"local-fonts",
	"magnetometer",
	"microphone",
	"midi",
	"payment",
	"picture-in-picture",
	"screen-wake-lock",
	"serial",
	"usb",
	"web-share",
	"xr-spatial-tracking",
];
const PERMISSIONS = [
	...FEATURES_OFF.map((feature) => `${feature}=()`),
	"publickey-credentials-create=(self)",
	"publickey-credentials-get=(self)",
].join(", ");

/** Strict CSP by nonce (`response.locals.nonce`): nothing from elsewhere, no inline style or script without the nonce. */
export function securityHeaders(config: Pick<Config, "production" | "publicOrigin" | "oidc">): RequestHandler[] {
	const development = !config.production;
	// The sign-in form is answered by a redirect to the identity provider, which browsers hold to this directive too.
	const provider = config.oidc ? [new URL(config.oidc.issuer).origin] : [];
	return [
		(_request, response, next) => {
			response.locals.nonce = randomBytes(16).toString("base64");
			response.set("Permissions-Policy", PERMISSIONS);
			next();
		},
		helmet({
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
					// Of our addresses, only the preview of a document lets itself be framed (preview-frame.server.ts).
					frameSrc: ["'self'"],
					objectSrc: ["'none'"],
					formAction: ["'self'", ...provider],
					baseUri: ["'none'"],
					frameAncestors: ["'none'"],
				},
			},
			strictTransportSecurity: config.publicOrigin?.startsWith("https://")
				? { maxAge: YEAR_SECONDS, includeSubDomains: true }
				: false,
			crossOriginEmbedderPolicy: false,
			crossOriginOpenerPolicy: { policy: "same-origin" },
			crossOriginResourcePolicy: { policy: "same-origin" },
			xFrameOptions: { action: "deny" },
			referrerPolicy: { policy: "same-origin" },
		}),
	];
}
