/**
 * Owns the reading of the journal's chain, page by page, and the digest of one of its rows: the same canonical form as the
 * trigger that writes it (drizzle/0004_access_guards.sql), computed here without the database's help.
 */
import { createHash } from "node:crypto";
import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { journalEntries, journalLinks } from "~/db/schema/journal.server";

const PAGE = 500;

/** A row of the journal as PostgreSQL prints it: every field as text, in the order of the digest. */
export interface PrintedEntry {
	readonly id: string;
	/** UTC, with microseconds. */
	readonly at: string;
	readonly actorId: string | null;
	readonly action: string;
	readonly subjectType: string;
	readonly subjectId: string;
	readonly cooperativeId: string | null;
	readonly before: string | null;
	readonly after: string | null;
}

export interface ChainLink {
	readonly position: number;
	readonly entryId: number;
	readonly hash: string;
	/** Null when the row it stands for is gone. */
	readonly entry: PrintedEntry | null;
}

const printed = {
	id: sql<string>`${journalEntries.id}::text`,
	at: sql<string>`to_char(${journalEntries.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
	actorId: sql<string | null>`${journalEntries.actorId}::text`,
	action: journalEntries.action,
	subjectType: journalEntries.subjectType,
	subjectId: journalEntries.subjectId,
	cooperativeId: sql<string | null>`${journalEntries.cooperativeId}::text`,
	before: sql<string | null>`${journalEntries.before}::text`,
	after: sql<string | null>`${journalEntries.after}::text`,
};

/** SHA-256, hex, of the previous hash and of each field preceded by its length in bytes. */
export function journalDigest(previous: string, entry: PrintedEntry): string {
	const { id, at, actorId, action, subjectType, subjectId, cooperativeId, before, after } = entry;
	const hash = createHash("sha256").update(previous, "utf8");
	for (const value of [id, at, actorId, action, subjectType, subjectId, cooperativeId, before, after]) {
		hash.update(value === null ? "-" : `${Buffer.byteLength(value)}:${value}`, "utf8");
	}
	return hash.digest("hex");
}

/** The links in their order, from the one after `position`; from the very first without it. */
export async function* linksAfter(
	db: Database | Transaction,
	position: number | null,
	page = PAGE,
): AsyncGenerator<ChainLink> {
	for (let last = position; ; ) {
		const rows = await db
			.select({
				position: journalLinks.position,
				entryId: journalLinks.entryId,
				hash: journalLinks.hash,
				found: journalEntries.id,
				...printed,
			})
			.from(journalLinks)
			.leftJoin(journalEntries, eq(journalEntries.id, journalLinks.entryId))
			.where(last === null ? undefined : gt(journalLinks.position, last))
			.orderBy(asc(journalLinks.position))
			.limit(page);
		for (const { position: place, entryId, hash, found, ...entry } of rows) {
			yield { position: place, entryId, hash, entry: found === null ? null : (entry as PrintedEntry) };
			last = place;
		}
		if (rows.length < page) return;
	}
}

/** The rows that no link stands for, in the order of their numbers. */
export async function* unlinkedEntries(db: Database | Transaction): AsyncGenerator<PrintedEntry> {
	for (let last: number | null = null; ; ) {
		const after: SQL | undefined = last === null ? undefined : gt(journalEntries.id, last);
		const rows: (PrintedEntry & { number: number })[] = await db
			.select({ number: journalEntries.id, ...printed })
			.from(journalEntries)
			.leftJoin(journalLinks, eq(journalLinks.entryId, journalEntries.id))
			.where(and(isNull(journalLinks.entryId), after))
			.orderBy(asc(journalEntries.id))
			.limit(PAGE);
		for (const { number, ...entry } of rows) {
			yield entry;
			last = number;
		}
		if (rows.length < PAGE) return;
	}
}
