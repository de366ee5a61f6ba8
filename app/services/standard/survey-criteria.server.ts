/** Compares the files of `criteria/` with what is published: the same, changed, or waiting to be published. Writes nothing. */
import { createHash } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { type PublishedFile, standardVersions } from "~/db/schema/standard.server";
import { dayInParis } from "~/domain/calendar-day";
import { changedFiles, type FileDifference } from "~/domain/standard/changed-files";
import { withExamples } from "~/domain/standard/check-examples";
import { withContradictions } from "~/domain/standard/lint-contradictions";
import { type ParsedStandard, readVersion } from "~/domain/standard/parse-standard";
import { lineUp, type ReadFiles } from "~/domain/standard/parse-versions";
import type { CriteriaFile } from "~/domain/standard/problem";
import { byVersion } from "~/domain/standard/version-number";
import { judgeWaiting, type WaitingRefusal } from "~/domain/standard/waiting-version";
import { readCriteriaFiles, type StandardFiles } from "./read-criteria.server";

export interface PublishedVersion {
	readonly id: string;
	readonly code: string;
	readonly version: string;
	/** The date it bears, ISO. */
	readonly publishedOn: string;
	/** When this platform published it. */
	readonly publishedAt: Date;
	readonly contentHash: string;
	readonly criteria: number;
	/** Follows another: it can be compared. */
	readonly previous: string | null;
	/** Where its files differ from what was published; they are not served. Empty when they are the same, or gone. */
	readonly differences: readonly FileDifference[];
}

export interface WaitingVersion {
	readonly code: string;
	readonly version: string;
	readonly contentHash: string;
	readonly files: readonly PublishedFile[];
	readonly parsed: ParsedStandard;
	/** Null: it can be published. */
	readonly refusal: WaitingRefusal | null;
}

export interface CriteriaSurvey {
	/** By référentiel, the highest number first. */
	readonly published: readonly PublishedVersion[];
	/** By référentiel, the lowest number first: the order to publish them in. */
	readonly waiting: readonly WaitingVersion[];
}

interface FoundVersion {
	readonly code: string;
	readonly version: string;
	readonly contentHash: string;
	readonly files: readonly PublishedFile[];
	readonly source: readonly CriteriaFile[];
	readonly examples: CriteriaFile | undefined;
	readonly contradictions: CriteriaFile | undefined;
}

/** Two queries, one more when a version waits. Versions that wait are read and checked, each after those before it. */
export async function surveyCriteria(db: Database | Transaction, root: string, now: Date): Promise<CriteriaSurvey> {
	const found = (await readCriteriaFiles(root)).map(withTexts);
	const rows = await db
		.select({
			id: standardVersions.id,
			code: standardVersions.code,
			version: standardVersions.version,
			contentHash: standardVersions.contentHash,
			publishedAt: standardVersions.publishedAt,
			publishedOn: sql<string>`${standardVersions.content}->>'publishedOn'`,
			previous: sql<string | null>`${standardVersions.content}->>'previous'`,
			criteria: sql<number>`jsonb_array_length(${standardVersions.content}->'criteria')`,
		})
		.from(standardVersions);
	const sameAs = (one: { code: string; version: string }) => (other: { code: string; version: string }) =>
		one.code === other.code && one.version === other.version;
	const changed = rows.flatMap((row) => {
		const files = found.find(sameAs(row));
		return files && files.contentHash !== row.contentHash ? [{ row, files }] : [];
	});
	const texts = await publishedTexts(
		db,
		changed.map(({ row }) => row.id),
	);
	const published = rows.map((row): PublishedVersion => {
		const files = changed.find((one) => one.row === row)?.files;
		return { ...row, differences: files ? changedFiles(texts.get(row.id) ?? [], files.files) : [] };
	});
	const waiting = found.filter((one) => !rows.some(sameAs(one)));
	return {
		published: published.sort((a, b) => byCode(a, b) || byVersion(b.version, a.version)),
		waiting: await checkWaiting(db, published, waiting, now),
	};
}

async function publishedTexts(db: Database | Transaction, ids: readonly string[]) {
	if (ids.length === 0) return new Map<string, readonly PublishedFile[]>();
	const rows = await db
		.select({ id: standardVersions.id, files: standardVersions.files })
		.from(standardVersions)
		.where(inArray(standardVersions.id, [...ids]));
	return new Map(rows.map(({ id, files }) => [id, files]));
}

/** Each is read after the published texts and the right ones that wait before it: what it says of them is checked too. */
async function checkWaiting(
	db: Database | Transaction,
	published: readonly PublishedVersion[],
	waiting: readonly FoundVersion[],
	now: Date,
): Promise<readonly WaitingVersion[]> {
	const checked: WaitingVersion[] = [];
	for (const code of [...new Set(waiting.map((one) => one.code))].sort()) {
		const known = published.filter((one) => one.code === code).map(({ version }) => version);
		const chain = known.length === 0 ? [] : await publishedChain(db, code);
		let before: string | undefined;
		for (const one of waiting
			.filter((candidate) => candidate.code === code)
			.sort((a, b) => byVersion(a.version, b.version))) {
			const alone = parseAfter(chain, one);
			const parsed = withContradictions(withExamples(alone, one.examples), one.contradictions);
			const refusal = judgeWaiting(one.version, parsed, known, before, dayInParis(now));
			checked.push({ code, version: one.version, contentHash: one.contentHash, files: one.files, parsed, refusal });
			// Nothing follows one that comes too late.
			if (refusal === "OLDER") continue;
			if (alone.ok) chain.push(one);
			before = one.version;
		}
	}
	return checked;
}

type Link = Pick<FoundVersion, "contentHash" | "source">;

async function publishedChain(db: Database | Transaction, code: string): Promise<Link[]> {
	const rows = await db
		.select({ contentHash: standardVersions.contentHash, files: standardVersions.files })
		.from(standardVersions)
		.where(eq(standardVersions.code, code));
	return rows.map(({ contentHash, files }) => ({
		contentHash,
		source: files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) })),
	}));
}

const READ_AT_MOST = 16;
const read = new Map<string, ReadFiles>();

/** The same bytes say the same thing: each version is read once, then lined up with those before it. */
function parseAfter(chain: readonly Link[], one: FoundVersion): ParsedStandard {
	return lineUp([...chain, one].map(readOnce)).at(-1) as ParsedStandard;
}

function readOnce({ contentHash, source }: Link): ReadFiles {
	const known = read.get(contentHash);
	if (known) return known;
	const fresh = { files: source, read: readVersion(source) };
	if (read.size >= READ_AT_MOST) read.clear();
	read.set(contentHash, fresh);
	return fresh;
}

function withTexts({ standard, version, files, examples, contradictions }: StandardFiles): FoundVersion {
	// A mark at the head of a file is a character too.
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const texts = files.map((file) => ({ path: file.path, text: decoder.decode(file.bytes) }));
	const beside = { examples, contradictions };
	return { code: standard, version, contentHash: hashFiles(texts), files: texts, source: files, ...beside };
}

function hashFiles(files: readonly PublishedFile[]): string {
	const hash = createHash("sha256");
	for (const file of files) hash.update(`${file.path}\0${file.text}\0`);
	return hash.digest("hex");
}

function byCode(a: { code: string }, b: { code: string }): number {
	return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}
