/** Owns what is kept of each request: a reference given to it at once, and one line when it ends. */
import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import { networkOf } from "./arrival-of.server";
import { log } from "./log.server";

/** Sets `response.locals.reference` and `.network`. Files served well leave no line. */
export const logRequests: RequestHandler = (request, response, next) => {
	const started = performance.now();
	const reference = randomBytes(4).toString("hex");
	const network = networkOf(request.ip ?? "");
	Object.assign(response.locals, { reference, network });
	response.once("close", () => {
		const route = response.locals.route as string | undefined;
		const status = response.writableFinished ? response.statusCode : 499;
		if (route === undefined && status < 400) return;
		const ms = Math.round(performance.now() - started);
		const line = { reference, method: request.method, route: route ?? "-", status, ms, network };
		if (response.locals.refused) log.warn(line, "refused");
		else log.info(line, "request");
	});
	next();
};
