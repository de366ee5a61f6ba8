/**
 * Signs a declaration of interests for one audit: the person's own act, dated, with the text they read. A tie it tells
 * feeds the conflict rules in the same act; the national team is written to, nobody else reads it.
 */
import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "~/db/client.server";
import { declaredInterests } from "~/db/schema/auditor.server";
import { interestDeclarations, interestDeclarationTies } from "~/db/schema/mission.server";
import { atomically } from "~/db/transaction.server";
import { CURRENT_WORDING, declarationWordings } from "~/domain/audit/declaration-wording";
import {
	checkSaid,
	closesFile,
	isSigned,
	type SaidRefusal,
	TIE_KINDS,
	type TieKind,
} from "~/domain/audit/interest-declaration";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { loadAudit, lockAudit } from "./load-audit.server";
import { membersOf, missionGap } from "./mission-gap";
import { tellNetwork } from "./tell-visit.server";
import { writeInterests } from "./write-interests.server";

const form = z.strictObject({
	says: z.enum(["none", "ties"]),
	ties: z.array(z.enum(TIE_KINDS)).max(TIE_KINDS.length).default([]),
	/** Version of the text on the person's screen. */
	wording: z.string().max(4),
	signed: z.boolean(),
});

/** `closed`: a tie told here closes the file to whoever signed. */
export type SignResult = Result<
	{ readonly closed: boolean },
	SaidRefusal | "INVALID" | "WORDING_CHANGED" | "AUDIT_ENDED"
>;

/** Signing twice what is signed already and still holds is accepted, and changes nothing. */
export async function signDeclaration(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<SignResult> {
	const { resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.sign", { ...resource, status: "planned" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { wording, ...said } = parsed.data;
	const ties = [...new Set(said.ties)];
	if (wording !== String(CURRENT_WORDING)) return refuse("WORDING_CHANGED");
	return atomically(db, async (tx): Promise<SignResult> => {
		// One signature after the other, and none while the team changes.
		const audit = await lockAudit(tx, auditId);
		if (!isSigned(audit.status)) return refuse("AUDIT_ENDED");
		if (!membersOf(audit).includes(actor.userId)) throw new NotFoundError(auditId);
		const { cooperativeId } = audit;
		const told = await ownTies(tx, actor.userId, cooperativeId);
		const consistent = checkSaid(said, told);
		if (!consistent.ok) return consistent;
		const added = ties.filter((kind) => !told.includes(kind));
		const last = await lastSignature(tx, auditId, actor.userId);
		if (last && added.length === 0 && !missionGap(audit, last.signedAt)) {
			return accept({ closed: ties.some(closesFile) });
		}
		await writeSignature(tx, { cooperativeId, auditId, userId: actor.userId, signedAt: now }, ties);
		await writeInterests(tx, { userId: actor.userId, cooperativeId, now }, added);
		if (added.length > 0) await tellNetwork(tx, { kind: "tieDeclared", about: auditId }, now);
		return accept({ closed: ties.some(closesFile) });
	});
}

/** The journal says that they signed: what they told is theirs and the national team's. */
async function writeSignature(
	tx: Transaction,
	signature: Pick<typeof interestDeclarations.$inferInsert, "cooperativeId" | "auditId" | "userId" | "signedAt">,
	ties: readonly TieKind[],
): Promise<void> {
	const { auditId, userId, cooperativeId, signedAt } = signature;
	const id = randomUUID();
	const text = declarationWordings[CURRENT_WORDING];
	await tx.insert(interestDeclarations).values({ ...signature, id, wording: CURRENT_WORDING, text });
	if (ties.length > 0) {
		await tx
			.insert(interestDeclarationTies)
			.values(ties.map((kind) => ({ declarationId: id, userId, kind, signedAt })));
	}
	await recordWrite(tx, {
		at: signedAt,
		actorId: userId,
		action: "audit.interestsSigned",
		subject: ["audit", auditId],
		cooperativeId,
		after: { auditorId: userId, wording: CURRENT_WORDING },
	});
}

/** What the person declares to have with that cooperative, and has not ended. */
export async function ownTies(db: Database | Transaction, userId: string, cooperativeId: string): Promise<TieKind[]> {
	const rows = await db
		.select({ kind: declaredInterests.kind })
		.from(declaredInterests)
		.where(
			and(
				eq(declaredInterests.userId, userId),
				eq(declaredInterests.cooperativeId, cooperativeId),
				isNull(declaredInterests.endedAt),
			),
		);
	return rows.map(({ kind }) => kind);
}

/** The one that counts, with the text as it was signed. */
export async function lastSignature(db: Database | Transaction, auditId: string, userId: string) {
	const [row] = await db
		.select({ signedAt: interestDeclarations.signedAt, text: interestDeclarations.text })
		.from(interestDeclarations)
		.where(and(eq(interestDeclarations.auditId, auditId), eq(interestDeclarations.userId, userId)))
		.orderBy(desc(interestDeclarations.signedAt))
		.limit(1);
	return row ?? null;
}
