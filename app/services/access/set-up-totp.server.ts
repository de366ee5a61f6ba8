/** Sets up an authenticator application, or puts another in its place, once it gave a first right code. */
import { totpFactors } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import type { Arrival } from "./arrival";
import { reopenTotpOffer } from "./offer-totp.server";
import { countRecoveryCodes, issueRecoveryCodes } from "./recovery-codes.server";
import type { Secrets } from "./secrets.server";
import { holdFactors, settleFactorChange } from "./settle-factor-change.server";
import { matchingStep } from "./totp.server";

export interface FactorSetUp {
	/** Of the session that goes on. */
	readonly token: string;
	/** To be shown once; null when the person has codes already. */
	readonly recoveryCodes: readonly string[] | null;
}

export async function setUpTotp(
	useCase: UseCase,
	secrets: Secrets,
	sessionId: string,
	{ sealed, code }: { readonly sealed: string; readonly code: string },
	arrival: Arrival,
): Promise<Result<FactorSetUp, "OFFER_OVER" | "WRONG_CODE">> {
	const { actor, now } = useCase;
	const { userId } = actor;
	const offer = reopenTotpOffer(useCase, secrets, sealed);
	if (!offer) return refuse("OFFER_OVER");
	const step = matchingStep(offer.secret, code, now);
	if (step === null) return refuse("WRONG_CODE");
	return atomically(useCase.db, async (db) => {
		await holdFactors({ db, actor });
		const secret = secrets.seal(offer.secret, userId);
		const factor = { secret, createdAt: now, confirmedAt: now, lastStep: step };
		await db
			.insert(totpFactors)
			.values({ userId, ...factor })
			.onConflictDoUpdate({ target: totpFactors.userId, set: factor });
		const has = await countRecoveryCodes(db, userId);
		const recoveryCodes = has === 0 ? await issueRecoveryCodes(db, userId, now) : null;
		const change = { action: "user.secondFactorSet", event: "totpSet", proved: true } as const;
		const token = await settleFactorChange({ db, actor, now }, sessionId, arrival, change);
		return accept({ token, recoveryCodes });
	});
}
