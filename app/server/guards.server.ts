/** Owns what is refused before Remix sees it: other methods, ill-formed addresses, writes from elsewhere, bodies out of bounds. */
import type { Request, RequestHandler, Response } from "express";
import type { UploadLimits } from "~/services/evidence/evidence-storage";

const METHODS = ["GET", "HEAD", "POST"];
const BODY_LIMIT_BYTES = 1024 * 1024;
const FIELD_LIMIT = 2_000;
const ADDRESS_LIMIT = 4_096;
const ANSWER_MS = 60_000;
const BODY_MS = 30_000;
/** A form with files on a slow line. */
const UPLOAD_MS = 900_000;
const UPLOAD = "multipart/form-data";
/** Everything of a form but its files. */
const UPLOAD_FIELDS_BYTES = 1024 * 1024;
const FORM = "application/x-www-form-urlencoded";

/** No route uses anything but these. */
export const methodGuard: RequestHandler = (request, response, next) => {
	if (METHODS.includes(request.method)) return next();
	response.set("Allow", METHODS.join(", "));
	refuse(request, response, 405, "Cette demande n’existe pas ici : rien n’a été modifié.");
};

/** A path of this site that decodes. A NUL is refused because the database has none. */
export const addressGuard: RequestHandler = (request, response, next) => {
	const address = request.originalUrl;
	if (address.length > ADDRESS_LIMIT) {
		return refuse(request, response, 414, "Cette adresse est trop longue : repartez de l’accueil.");
	}
	if (!address.startsWith("/") || /%00/.test(address) || !decodes(address.split("?", 1)[0] ?? "")) {
		return refuse(request, response, 400, "Cette adresse est mal formée : repartez de l’accueil.");
	}
	next();
};

function decodes(path: string): boolean {
	try {
		decodeURIComponent(path);
		return true;
	} catch {
		return false;
	}
}

/**
 * A write needs `Sec-Fetch-Site: same-origin`, or without that header an `Origin` equal to the public one. Remix's own check
 * misses resource routes.
 */
export function originGuard(publicOrigin: () => string): RequestHandler {
	return (request, response, next) => {
		if (request.method !== "POST") return next();
		const site = request.get("Sec-Fetch-Site");
		const fromHere = site === undefined ? request.get("Origin") === publicOrigin() : site === "same-origin";
		if (fromHere) return next();
		refuse(
			request,
			response,
			403,
			"Cette demande ne vient pas de Label CAE : elle a été refusée et rien n’a été modifié.",
		);
	};
}

/**
 * A body is one form of a known length and a bounded number of fields. It is read whole, into `response.locals.body`; a form
 * with files is left unread, for the doors that receive some (`response.locals.upload`).
 */
export const bodyGuard =
	(limits: UploadLimits): RequestHandler =>
	(request, response, next) => {
		if (request.method !== "POST") return next();
		const length = Number(request.get("Content-Length") ?? Number.NaN);
		if (request.get("Transfer-Encoding") !== undefined || Number.isNaN(length)) {
			return refuse(request, response, 411, "La taille de l’envoi n’est pas indiquée : rien n’a été enregistré.");
		}
		if (length > 0 && request.is(UPLOAD)) {
			if (length > limits.fileBytes * limits.files + UPLOAD_FIELDS_BYTES) {
				const most = `${limits.files} fichiers de ${Math.floor(limits.fileBytes / 1024 / 1024)} Mo`;
				return refuse(
					request,
					response,
					413,
					`L’envoi dépasse ${most} : rien n’a été enregistré. Envoyez-en moins à la fois.`,
				);
			}
			response.locals.upload = true;
			return next();
		}
		if (length > BODY_LIMIT_BYTES) {
			const said = "L’envoi dépasse 1 Mo : rien n’a été enregistré. Raccourcissez le texte et recommencez.";
			return refuse(request, response, 413, said);
		}
		if (length > 0 && !request.is(FORM)) {
			return refuse(request, response, 415, "Cet envoi n’est pas un formulaire : rien n’a été enregistré.");
		}
		request.headers["content-type"] = FORM;
		const chunks: Buffer[] = [];
		const tooSlow = setTimeout(() => {
			refuse(request, response, 408, "L’envoi tarde trop : rien n’a été enregistré. Recommencez.");
		}, BODY_MS);
		response.once("close", () => clearTimeout(tooSlow));
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => {
			clearTimeout(tooSlow);
			if (response.headersSent) return;
			const body = Buffer.concat(chunks);
			if (fieldsOf(body) > FIELD_LIMIT) {
				const said = "L’envoi compte trop de champs : rien n’a été enregistré.";
				return refuse(request, response, 413, said);
			}
			if (body.includes(0) || body.includes("%00")) {
				const said =
					"Un texte contient un caractère nul, qui ne peut pas être gardé : rien n’a été enregistré. Retirez-le et recommencez.";
				return refuse(request, response, 400, said);
			}
			response.locals.body = body;
			next();
		});
	};

function fieldsOf(body: Buffer): number {
	let fields = 1;
	for (const byte of body) if (byte === 0x26) fields += 1;
	return fields;
}

/** An answer that goes on for as long as the page is open. */
export function isEventStream(response: Response): boolean {
	return String(response.getHeader("Content-Type")).startsWith("text/event-stream");
}

/** Nobody waits longer than this for an answer. */
export const answerInTime: RequestHandler = (request, response, next) => {
	const tooLong = setTimeout(
		() => {
			if (isEventStream(response)) return;
			if (response.headersSent) return void response.destroy();
			refuse(request, response, 503, "La réponse tarde trop. Rechargez la page dans un instant.");
		},
		request.is(UPLOAD) ? UPLOAD_MS : ANSWER_MS,
	);
	response.once("close", () => clearTimeout(tooLong));
	next();
};

export function refuse(request: Request, response: Response, status: number, said: string): void {
	response.locals.refused = true;
	// What is left of a refused body is not read.
	if (request.method !== "GET") response.set("Connection", "close");
	response.status(status).set("Cache-Control", "no-store").type("text/plain; charset=utf-8");
	response.send(`${said} Référence : ${response.locals.reference}`);
}
