/** Owns the way in of the files of a form: a few at once, from a sender who goes on sending, and nothing left behind. */
import type { Request, Response } from "express";
import type { EvidenceConfig } from "~/config/env.server";
import { createScan } from "~/services/evidence/clamd.server";
import type { Received } from "~/services/evidence/evidence-storage";
import { receiveFiles } from "~/services/evidence/receive-files.server";
import { logFailure } from "./log.server";

/** Forms with files being received at once, in this process. */
const AT_ONCE = 12;
/** Nothing comes any more for that long: the sender is gone. */
const SILENCE_MS = 30_000;

/** What is left of the files is removed once the answer has gone, or the sender. */
export function createReceiver({ incoming, limits, scanSocket }: EvidenceConfig) {
	const scan = scanSocket ? createScan(scanSocket) : null;
	let underWay = 0;
	return async (request: Request, response: Response, ownerId: string, parts: boolean): Promise<Received | null> => {
		if (!response.locals.upload) return null;
		if (underWay >= AT_ONCE) {
			const said = "Trop d’envois de fichiers en ce moment : rien n’a été enregistré. Recommencez dans une minute.";
			throw new globalThis.Response(said, { status: 503, headers: { "Retry-After": "60" } });
		}
		underWay += 1;
		request.setTimeout(SILENCE_MS, () => request.destroy());
		try {
			const received = await receiveFiles(request, request.get("Content-Type") ?? "", {
				incoming,
				limits,
				scan,
				ownerId,
				parts,
			});
			const leave = () =>
				received.discard().catch((error) => logFailure({ reference: String(response.locals.reference) }, error));
			if (response.closed) await leave();
			else response.once("close", leave);
			return received;
		} finally {
			underWay -= 1;
			request.socket.setTimeout(0);
		}
	};
}
