/** Builders of second factors: somebody signed in, their application, and what they do about them as a door does it. */
import { Secret, TOTP } from "otpauth";
import type { Database } from "~/db/client.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { RoleGrant } from "~/domain/access/roles";
import type { Arrival } from "~/services/access/arrival";
import { offerTotp } from "~/services/access/offer-totp.server";
import { findSession, openSession, type SignedIn } from "~/services/access/session.server";
import { setUpTotp } from "~/services/access/set-up-totp.server";
import type { UseCase } from "~/services/use-case.server";
import { createPerson, SECRETS } from "./sign-in";
import { ARRIVAL, NOW } from "./world";

export const laterBy = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
export const arrivalAt = (seconds: number): Arrival => ({ ...ARRIVAL, now: laterBy(seconds) });

/** What the application on the phone shows at that moment. */
export function codeAt(secret: string, now: Date): string {
	return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
}

export interface Holder {
	readonly userId: string;
	/** Of the session of {@link NOW}. */
	readonly token: string;
}

export async function signedIn(db: Database, token: string, now: Date = NOW): Promise<SignedIn> {
	const found = await findSession(db, token, now);
	if (!found) throw new Error("this session is over");
	return found;
}

/** Somebody with an open session and no second factor. */
export async function createHolder(db: Database, grants: readonly RoleGrant[] = []): Promise<Holder> {
	const { userId } = await createPerson(db, grants);
	return { userId, token: (await openSession(db, userId, { secondFactor: false }, ARRIVAL)).token };
}

/** Runs a use case as the person of that session, in one transaction under row-level security. */
export async function asHolder<T>(
	db: Database,
	token: string,
	work: (useCase: UseCase, session: SignedIn) => Promise<T>,
	now: Date = NOW,
): Promise<T> {
	const person = await signedIn(db, token, now);
	return onBehalfOf(db, person.actor.userId, "write", (tx) => work({ db: tx, actor: person.actor, now }, person));
}

export interface Equipped extends Holder {
	readonly secret: string;
	readonly recoveryCodes: readonly string[];
}

/** Sets up an application at that moment; its first code is used up. */
export async function equip(db: Database, holder: Holder, now: Date = NOW): Promise<Equipped> {
	return asHolder(
		db,
		holder.token,
		async (useCase, { session }) => {
			const { secret, sealed } = offerTotp(useCase, SECRETS);
			const code = codeAt(secret, now);
			const result = await setUpTotp(useCase, SECRETS, session.id, { sealed, code }, { ...ARRIVAL, now });
			if (!result.ok) throw new Error(result.reason);
			const { token, recoveryCodes } = result.value;
			return { userId: holder.userId, token, secret, recoveryCodes: recoveryCodes ?? [] };
		},
		now,
	);
}
