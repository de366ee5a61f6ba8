/**
 * Offers a secret for an authenticator application. Nothing is stored before a first code proved that the application
 * works: until then the browser holds the secret, sealed for this person and for half an hour, and the factor in use stays.
 */
import { z } from "zod";
import type { UseCase } from "../use-case.server";
import type { Secrets } from "./secrets.server";
import { createTotpSecret, totpAddress } from "./totp.server";

const OFFER_MS = 30 * 60_000;

export interface TotpOffer {
	readonly secret: string;
	/** The `otpauth:` address of the QR code. */
	readonly address: string;
	/** To come back with the first code. */
	readonly sealed: string;
}

const content = z.object({ secret: z.string(), until: z.number() });
const owner = (userId: string) => `totp offer ${userId}`;

export function offerTotp({ actor, now }: UseCase, secrets: Secrets): TotpOffer {
	const secret = createTotpSecret();
	const sealed = secrets.seal(JSON.stringify({ secret, until: now.getTime() + OFFER_MS }), owner(actor.userId));
	return { secret, address: totpAddress(secret, actor.email), sealed };
}

/** The offer made before, null when it is over, somebody else's or nobody's. */
export function reopenTotpOffer({ actor, now }: UseCase, secrets: Secrets, sealed: string): TotpOffer | null {
	try {
		const { secret, until } = content.parse(JSON.parse(secrets.unseal(sealed, owner(actor.userId))));
		return now.getTime() < until ? { secret, address: totpAddress(secret, actor.email), sealed } : null;
	} catch {
		return null;
	}
}
