/** Publishes the versions found in `criteria/`: idempotent by content hash, and a published version never changes. */
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { type PublishedFile, standardVersions } from "~/db/schema/standard.server";
import { atomically } from "~/db/transaction.server";
import { parseStandard } from "~/domain/standard/parse-standard";
import type { Standard } from "~/domain/standard/standard";
import { recordWrite } from "../journal/record-write.server";
import { completeSummaries } from "../network/complete-summaries.server";
import { readCriteriaFiles, type StandardFiles } from "./read-criteria.server";

/** The files in `criteria/` cannot be published as they are; the message says which line and what to do. */
export class UnpublishableError extends Error {}

export async function publishCriteria(db: Database, root: string, now: Date): Promise<void> {
	for (const found of await readCriteriaFiles(root)) {
		const files: PublishedFile[] = found.files.map((file) => ({
			path: file.path,
			text: new TextDecoder().decode(file.bytes),
		}));
		const contentHash = hashFiles(files);
		await atomically(db, async (tx) => {
			const [published] = await tx
				.select({ contentHash: standardVersions.contentHash, files: standardVersions.files })
				.from(standardVersions)
				.where(and(eq(standardVersions.code, found.standard), eq(standardVersions.version, found.version)));
			// Read and checked when they were published: reading them again is a fifth of the time to start.
			if (published?.contentHash === contentHash) return;
			if (published)
				throw new UnpublishableError(changedMessage(found.standard, found.version, published.files, files));
			const [row] = await tx
				.insert(standardVersions)
				.values({
					code: found.standard,
					version: found.version,
					contentHash,
					content: readStandard(found),
					files,
					publishedAt: now,
				})
				.onConflictDoNothing()
				.returning({ id: standardVersions.id });
			if (!row) return;
			await recordWrite(tx, {
				at: now,
				actorId: null,
				action: "standard.published",
				subject: ["standard", row.id],
				after: { code: found.standard, version: found.version, contentHash },
			});
		});
	}
	await completeSummaries(db);
}

function readStandard({ standard, version, files }: StandardFiles): Standard {
	const parsed = parseStandard(files);
	if (parsed.ok) return parsed.value;
	const [first] = parsed.problems;
	throw new UnpublishableError(
		`Le référentiel ${standard} ${version} comporte ${parsed.problems.length} problème(s), ` +
			`dont : ${first?.file}:${first?.line} ${first?.message} Lancez « npm run criteria:check ».`,
	);
}

function hashFiles(files: readonly PublishedFile[]): string {
	const hash = createHash("sha256");
	for (const file of files) hash.update(`${file.path}\0${file.text}\0`);
	return hash.digest("hex");
}

function changedMessage(
	code: string,
	version: string,
	before: readonly PublishedFile[],
	after: readonly PublishedFile[],
): string {
	const where = firstDifference(before, after);
	return (
		`La version ${version} du référentiel ${code} est déjà publiée et ne change plus, or ${where} diffère de ce qui a été publié. ` +
		"Rétablissez ce fichier, ou donnez un nouveau numéro de version à vos modifications."
	);
}

function firstDifference(before: readonly PublishedFile[], after: readonly PublishedFile[]): string {
	for (const file of after) {
		const old = before.find((candidate) => candidate.path === file.path);
		if (!old) return file.path;
		if (old.text === file.text) continue;
		const oldLines = old.text.split("\n");
		const line = file.text.split("\n").findIndex((text, index) => text !== oldLines[index]);
		return `${file.path}, ligne ${(line === -1 ? oldLines.length - 1 : line) + 1},`;
	}
	return "la liste des fichiers";
}
