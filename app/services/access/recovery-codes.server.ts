/** Owns the recovery codes as they are stored: 140 random bits each, so that a plain SHA-256 keeps them; each serves once. */
import { randomBytes } from "node:crypto";
import { and, count, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { recoveryCodes } from "~/db/schema/access.server";
import {
	formatRecoveryCode,
	RECOVERY_CODE_BYTES,
	RECOVERY_CODES,
	readRecoveryCode,
} from "~/domain/access/recovery-code";
import { hashToken } from "./secrets.server";

const hashOf = (shown: string) => hashToken(readRecoveryCode(shown) as string);

/** Replaces whatever codes the person had. They are shown now or never. */
export async function issueRecoveryCodes(tx: Transaction | Database, userId: string, now: Date): Promise<string[]> {
	const codes = Array.from({ length: RECOVERY_CODES }, () => formatRecoveryCode(randomBytes(RECOVERY_CODE_BYTES)));
	await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
	await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, codeHash: hashOf(code), createdAt: now })));
	return codes;
}

export async function countRecoveryCodes(db: Database | Transaction, userId: string): Promise<number> {
	const [left] = await db
		.select({ codes: count() })
		.from(recoveryCodes)
		.where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
	return left?.codes ?? 0;
}

/** Whether the code was one of theirs, never used before: now it is. */
export async function consumeRecoveryCode(
	db: Database | Transaction,
	userId: string,
	typed: string,
	now: Date,
): Promise<boolean> {
	const code = readRecoveryCode(typed);
	if (code === null) return false;
	const [used] = await db
		.update(recoveryCodes)
		.set({ usedAt: now })
		.where(
			and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, hashToken(code)), isNull(recoveryCodes.usedAt)),
		)
		.returning({ id: recoveryCodes.id });
	return used !== undefined;
}
