/** Opens one version of a piece, for whoever may read it. */
import type { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { evidenceFiles } from "~/db/schema/evidence.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import type { EvidenceStorage } from "./evidence-storage";
import { loadEvidence, readableFiles } from "./load-evidence.server";

export interface OpenedFile {
	readonly name: string;
	readonly mediaType: string;
	readonly size: number;
	readonly bytes: Readable;
}

export async function openEvidenceFile(
	{ db, actor }: UseCase,
	storage: EvidenceStorage,
	cooperativeId: string,
	pieceId: string,
	number: string,
): Promise<OpenedFile> {
	const { resource } = await loadEvidence(db, actor, cooperativeId, pieceId);
	authorise(actor, "evidence.read", resource);
	const wanted = z.coerce.number().int().min(1).max(100_000).safeParse(number);
	if (!wanted.success) throw new NotFoundError(number);
	const [file] = await db
		.select({
			name: evidenceFiles.name,
			mediaType: evidenceFiles.mediaType,
			size: evidenceFiles.size,
			sha256: evidenceFiles.sha256,
		})
		.from(evidenceFiles)
		.where(
			and(
				eq(evidenceFiles.pieceId, pieceId),
				eq(evidenceFiles.number, wanted.data),
				readableFiles(db, actor, cooperativeId),
			),
		);
	if (!file) throw new NotFoundError(`${pieceId}/${number}`);
	return { name: file.name, mediaType: file.mediaType, size: file.size, bytes: await storage.open(file.sha256) };
}
