/**
 * Adds pieces to the library of a cooperative, and attaches them to a criterion when they came from one. Each file that is
 * refused is named; the others are kept.
 */
import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { evidenceFiles, evidencePieces } from "~/db/schema/evidence.server";
import { atomically } from "~/db/transaction.server";
import { can } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { type EvidenceRefusal, titleFromName } from "~/domain/evidence/evidence-file";
import { type EvidenceFacts, type EvidenceFactsRefusal, readEvidenceFacts } from "~/domain/evidence/evidence-piece";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import type { EvidenceStorage, ReceivedFile, SoundFile } from "./evidence-storage";

const form = z.object({ key: z.uuid() });

/** Where the files go, and how many bytes one cooperative may keep. */
export interface EvidenceShelf {
	readonly storage: EvidenceStorage;
	readonly quotaBytes: number;
}

export interface AddedEvidence {
	readonly added: readonly { readonly id: string; readonly title: string }[];
	readonly refused: readonly { readonly name: string; readonly reason: EvidenceRefusal | "QUOTA" }[];
}

export type AddEvidenceRefusal = "INVALID" | "NO_FILE" | EvidenceFactsRefusal;

/**
 * @param input `key`: chosen by the form, so that the same file sent twice makes one piece; the words of the form, for each
 * file; a title for one file alone
 */
export async function addEvidence(
	{ db, actor, now }: UseCase,
	shelf: EvidenceShelf,
	cooperativeId: string,
	files: readonly ReceivedFile[],
	input: Readonly<Record<string, unknown>>,
): Promise<Result<AddedEvidence, AddEvidenceRefusal>> {
	authorise(actor, "evidence.add", { cooperativeId });
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	if (files.length === 0) return refuse("NO_FILE");
	const today = dayInParis(now);
	const mayConceal = can(actor, "evidence.conceal", { cooperativeId });
	const ready: { file: SoundFile; facts: EvidenceFacts }[] = [];
	const refused: { name: string; reason: EvidenceRefusal | "QUOTA" }[] = [];
	for (const file of files) {
		if (!file.ok) {
			refused.push({ name: file.name, reason: file.reason });
			continue;
		}
		const title = files.length === 1 ? input.title : "";
		const facts = readEvidenceFacts({ ...input, title }, today, titleFromName(file.name));
		if (!facts.ok) return facts;
		ready.push({ file, facts: { ...facts.value, confidential: facts.value.confidential && mayConceal } });
	}
	const added: { id: string; title: string }[] = [];
	for (const { file, facts } of ready) {
		const id = pieceId(parsed.data.key, file.sha256);
		if (!(await hasRoom(db, cooperativeId, file.size, shelf.quotaBytes))) {
			refused.push({ name: file.name, reason: "QUOTA" });
			continue;
		}
		await shelf.storage.keep(file);
		await atomically(db, async (tx) => {
			const [written] = await tx
				.insert(evidencePieces)
				.values({ id, cooperativeId, ...facts, addedAt: now, addedBy: actor.userId })
				.onConflictDoNothing()
				.returning({ id: evidencePieces.id });
			if (!written) return;
			await writeFile(tx, { cooperativeId, pieceId: id, number: 1, at: now, by: actor.userId }, file);
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "evidence.added",
				subject: ["evidence", id],
				cooperativeId,
				after: evidenceInJournal(facts, file),
			});
		});
		added.push({ id, title: facts.title });
	}
	return accept({ added, refused });
}

export async function hasRoom(
	db: UseCase["db"] | Transaction,
	cooperativeId: string,
	size: number,
	quotaBytes: number,
): Promise<boolean> {
	const [held] = await db
		.select({ bytes: sql<string>`coalesce(sum(${evidenceFiles.size}), 0)` })
		.from(evidenceFiles)
		.where(eq(evidenceFiles.cooperativeId, cooperativeId));
	return Number(held?.bytes ?? 0) + size <= quotaBytes;
}

/** One more version of a piece, whose file is in its place. */
export async function writeFile(
	tx: Transaction,
	at: { cooperativeId: string; pieceId: string; number: number; at: Date; by: string },
	{ name, mediaType, size, sha256 }: SoundFile,
): Promise<void> {
	await tx.insert(evidenceFiles).values({
		cooperativeId: at.cooperativeId,
		pieceId: at.pieceId,
		number: at.number,
		name,
		mediaType,
		size,
		sha256,
		addedAt: at.at,
		addedBy: at.by,
	});
}

/** What the journal says of a piece: no title and no name, which may be confidential. */
export function evidenceInJournal(facts: EvidenceFacts, file?: Pick<SoundFile, "sha256" | "size">) {
	const { kind, issuedOn, expiresOn, confidential } = facts;
	return {
		evidenceKind: kind,
		issuedOn,
		expiresOn,
		confidential,
		...(file ? { contentHash: file.sha256, size: file.size } : {}),
	};
}

/** The same form and the same bytes: the same piece. */
function pieceId(key: string, sha256: string): string {
	const hex = createHash("sha256").update(`${key}:${sha256}`).digest("hex");
	return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
		"-",
	);
}
