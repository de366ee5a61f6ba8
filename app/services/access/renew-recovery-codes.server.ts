/** Replaces a person's recovery codes: the former ones open nothing any more. */
import { atomically } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import type { Arrival } from "./arrival";
import { getSecondFactors } from "./get-second-factors.server";
import { issueRecoveryCodes } from "./recovery-codes.server";
import type { FactorSetUp } from "./set-up-totp.server";
import { holdFactors, settleFactorChange } from "./settle-factor-change.server";

export function renewRecoveryCodes(
	{ db, actor, now }: UseCase,
	sessionId: string,
	arrival: Arrival,
): Promise<Result<FactorSetUp, "NO_FACTOR">> {
	return atomically(db, async (tx) => {
		await holdFactors({ db: tx, actor });
		const { application, passkeys } = await getSecondFactors({ db: tx, actor });
		if (!application && passkeys.length === 0) return refuse("NO_FACTOR");
		const recoveryCodes = await issueRecoveryCodes(tx, actor.userId, now);
		const change = { action: "user.recoveryCodesRenewed", event: "recoveryCodesRenewed", proved: false } as const;
		const token = await settleFactorChange({ db: tx, actor, now }, sessionId, arrival, change);
		return accept({ token, recoveryCodes });
	});
}
