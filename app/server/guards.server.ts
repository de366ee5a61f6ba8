/** Owns what is refused before Remix sees it: writes from elsewhere and bodies too large. */
import type { RequestHandler } from "express";

const BODY_LIMIT_BYTES = 1024 * 1024;
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Any other method needs `Sec-Fetch-Site: same-origin`, or without that header an `Origin` equal to the public one.
 * Remix's own check misses resource routes.
 */
export function originGuard(publicOrigin: () => string): RequestHandler {
	return (request, response, next) => {
		if (SAFE_METHODS.has(request.method)) return next();
		const site = request.get("Sec-Fetch-Site");
		const fromHere = site === undefined ? request.get("Origin") === publicOrigin() : site === "same-origin";
		if (fromHere) return next();
		response
			.status(403)
			.type("text/plain; charset=utf-8")
			.send("Cette demande ne vient pas de Label CAE : elle a été refusée et rien n’a été modifié.");
	};
}

export const bodyGuard: RequestHandler = (request, response, next) => {
	if (SAFE_METHODS.has(request.method)) return next();
	const length = Number(request.get("Content-Length") ?? Number.NaN);
	if (request.get("Transfer-Encoding") !== undefined || Number.isNaN(length)) {
		response.status(411).type("text/plain; charset=utf-8").send("La taille de l’envoi n’est pas indiquée.");
		return;
	}
	if (length > BODY_LIMIT_BYTES) {
		response
			.status(413)
			.type("text/plain; charset=utf-8")
			.send("L’envoi dépasse 1 Mo : rien n’a été enregistré. Raccourcissez le texte et recommencez.");
		return;
	}
	next();
};
