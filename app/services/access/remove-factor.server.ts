/** Takes away one of a person's own second factors: their application, or one passkey. */
import { and, eq } from "drizzle-orm";
import { passkeys, recoveryCodes, totpFactors } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { removeFactor } from "~/domain/access/factor-removal";
import type { SecondFactorDuty } from "~/domain/access/second-factor-duty";
import { accept, type Result } from "~/domain/result";
import { NotFoundError, type UseCase } from "../use-case.server";
import type { Arrival } from "./arrival";
import { getSecondFactors } from "./get-second-factors.server";
import { holdFactors, settleFactorChange } from "./settle-factor-change.server";

/** `application`, or the identifier of a passkey. */
export type OwnFactor = { readonly kind: "application" } | { readonly kind: "passkey"; readonly id: string };

export interface Removal {
	readonly factor: OwnFactor;
	/** What the person calls the passkey. */
	readonly name: string | null;
	readonly allowed: ReturnType<typeof removeFactor>;
	/** Whether nothing but the password is left afterwards: the recovery codes go too. */
	readonly last: boolean;
}

/** What taking that factor away would mean. */
export async function getRemoval(
	useCase: Pick<UseCase, "db" | "actor">,
	duty: SecondFactorDuty,
	factor: OwnFactor,
): Promise<Removal> {
	const { application, passkeys: keys } = await getSecondFactors(useCase);
	const key = factor.kind === "passkey" ? keys.find(({ id }) => id === factor.id) : undefined;
	if (factor.kind === "passkey" ? !key : !application) throw new NotFoundError("factor");
	const remaining = keys.length + (application ? 1 : 0) - 1;
	return { factor, name: key?.name ?? null, allowed: removeFactor(duty, remaining), last: remaining === 0 };
}

/** Answers the token of the session that goes on. */
export function removeOwnFactor(
	{ db, actor, now }: UseCase,
	sessionId: string,
	duty: SecondFactorDuty,
	factor: OwnFactor,
	arrival: Arrival,
): Promise<Result<string, "LAST_REQUIRED_FACTOR">> {
	const { userId } = actor;
	return atomically(db, async (tx) => {
		await holdFactors({ db: tx, actor });
		const { allowed, last } = await getRemoval({ db: tx, actor }, duty, factor);
		if (!allowed.ok) return allowed;
		if (factor.kind === "application") await tx.delete(totpFactors).where(eq(totpFactors.userId, userId));
		else await tx.delete(passkeys).where(and(eq(passkeys.userId, userId), eq(passkeys.id, factor.id)));
		if (last) await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
		const change =
			factor.kind === "application"
				? ({ action: "user.secondFactorRemoved", event: "totpRemoved", proved: false } as const)
				: ({ action: "user.passkeyRemoved", event: "passkeyRemoved", proved: false } as const);
		return accept(await settleFactorChange({ db: tx, actor, now }, sessionId, arrival, change));
	});
}
