/** What the server gives to a door, as production enforces it, for tests that open doors directly. */
import os from "node:os";
import path from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { writeSessionCookie } from "~/auth/session-cookie.server";
import type { Database } from "~/db/client.server";
import { LiveHub } from "~/services/assessment/live-hub.server";
import { createDiskStorage } from "~/services/evidence/disk-storage.server";
import { PartialUploads } from "~/services/evidence/partial-upload.server";
import { arrivalAt, laterBy } from "./second-factor";
import { SECRETS } from "./sign-in";

export const DOOR_ORIGIN = "https://label.example";

export function doorContext(db: Database, seconds: number): AppLoadContext {
	return {
		db,
		clock: () => laterBy(seconds),
		nonce: "",
		publicOrigin: DOOR_ORIGIN,
		demo: false,
		reference: "essai",
		route: "/essai",
		report: () => undefined,
		arrival: arrivalAt(seconds),
		secrets: SECRETS,
		secondFactor: { enforced: true, managerGraceDays: 30 },
		sendsMail: false,
		oidc: null,
		operator: { name: "Essai", contact: null, hosting: null },
		root: process.cwd(),
		evidence: {
			storage: createDiskStorage(path.join(os.tmpdir(), "label-cae-doors")),
			limits: { fileBytes: 1024, files: 1 },
			quotaBytes: 1024,
			uploads: new PartialUploads(path.join(os.tmpdir(), "label-cae-doors")),
			scans: false,
		},
		live: new LiveHub({
			bus: { listen: async () => undefined, send: async () => undefined },
			clock: () => laterBy(seconds),
			judge: async () => null,
			nameOf: async () => "",
			report: () => undefined,
		}),
		receive: async () => null,
	};
}

/** A request to a door by whoever holds that session. */
export function doorRequest(method: string, token: string, accept = "text/html"): Request {
	return new Request(`${DOOR_ORIGIN}/essai`, {
		method,
		headers: { Accept: accept, Cookie: writeSessionCookie(token, DOOR_ORIGIN).split(";")[0] ?? "" },
		body: method === "POST" ? new URLSearchParams() : undefined,
	});
}
