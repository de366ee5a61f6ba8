/**
 * What a passkey opens, according to who is there: a session for a visitor, the session that owes its second factor, or a
 * fresh proof for somebody signed in. It checks who holds it, and so counts as both factors.
 */
import type { Database } from "~/db/client.server";
import type { RelyingParty } from "~/domain/access/relying-party";
import { accept, type Result, refuse } from "~/domain/result";
import type { Arrival } from "./arrival";
import { consumePasskey } from "./consume-passkey.server";
import { recordSecurityEvent } from "./record-security-event.server";
import { type OpenedSession, openSession, rotateSession, type SignedIn } from "./session.server";

export interface Entry {
	readonly userId: string;
	readonly opened: OpenedSession;
}

export async function enterWithPasskey(
	db: Database,
	party: RelyingParty,
	signedIn: SignedIn | null,
	ceremony: string | null,
	input: unknown,
	arrival: Arrival,
): Promise<Result<Entry, "CEREMONY_OVER" | "NOT_VERIFIED">> {
	const kind = !signedIn ? "signIn" : signedIn.session.stage === "open" ? "reauthentication" : "secondFactor";
	const taken = await consumePasskey(db, party, ceremony, input, arrival.now);
	if (!taken.ok) {
		await recordSecurityEvent(db, arrival, kind, taken.details.userId, false);
		return refuse(taken.reason);
	}
	const userId = taken.value;
	if (!signedIn) {
		await recordSecurityEvent(db, arrival, kind, userId);
		return accept({ userId, opened: await openSession(db, userId, { secondFactor: true }, arrival) });
	}
	const own = signedIn.actor.userId === userId;
	await recordSecurityEvent(db, arrival, kind, userId, own);
	if (!own) return refuse("NOT_VERIFIED");
	const next = { stage: "open", secondFactor: true, proven: true } as const;
	const token = await rotateSession(db, signedIn.session.id, next, arrival);
	return token === null ? refuse("CEREMONY_OVER") : accept({ userId, opened: { token, stage: "open" } });
}
