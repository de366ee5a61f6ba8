/** Verifies the journal's chain from end to end, in bounded memory, and says which row is the first that does not hold. */
import type { Database, Transaction } from "~/db/client.server";
import { atOneInstant } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import { type ChainLink, journalDigest, linksAfter, type PrintedEntry, unlinkedEntries } from "./journal-chain.server";

/** Where the chain ends: what was printed earlier proves that nothing was cut or rewritten since. */
export interface ChainHead {
	readonly position: number;
	readonly hash: string;
}

export type JournalFault =
	| "ROW_CHANGED"
	| "LINK_CHANGED"
	/** The last row: without a head printed earlier, nothing tells which of the two was touched. */
	| "ROW_OR_LINK_CHANGED"
	| "ROW_MISSING"
	| "ROWS_MISSING"
	| "LINK_MISSING"
	| "LINK_RENUMBERED"
	| "OUTSIDE_CHAIN"
	| "REWRITTEN"
	| "TAIL_CUT";

/** The row at fault, as far as it is known. */
export interface FaultyRow {
	/** Place in the chain where the fault shows. */
	readonly position: number | null;
	/** Last missing place, when several are. */
	readonly until: number | null;
	readonly entryId: number | null;
	/** ISO instant. */
	readonly at: string | null;
	readonly action: string | null;
}

type Fault = Extract<Result<never, JournalFault, FaultyRow>, { ok: false }>;
export type JournalVerdict =
	| { readonly ok: true; readonly value: { readonly count: number; readonly head: ChainHead | null } }
	| Fault;

const BEFORE_FIRST: ChainHead = { position: 0, hash: "" };

export async function verifyJournal(db: Database, printedHead: ChainHead | null = null): Promise<JournalVerdict> {
	return atOneInstant(db, async (tx) => {
		let previous = BEFORE_FIRST;
		for await (const link of linksAfter(tx, null)) {
			const fault = await faultOf(tx, previous, link, printedHead);
			if (fault) return fault;
			if (link.position === printedHead?.position && link.hash !== printedHead.hash) {
				return faultAt("REWRITTEN", link.position, link.entry);
			}
			previous = link;
		}
		for await (const entry of unlinkedEntries(tx)) return faultAt("OUTSIDE_CHAIN", null, entry);
		if (printedHead && previous.position < printedHead.position) {
			return faultAt("TAIL_CUT", previous.position + 1, null, { until: printedHead.position });
		}
		const { position, hash } = previous;
		return accept({ count: position, head: position === 0 ? null : { position, hash } });
	});
}

async function faultOf(tx: Transaction, previous: ChainHead, link: ChainLink, head: ChainHead | null) {
	if (link.position !== previous.position + 1) return gap(tx, previous, link);
	if (!link.entry) return rowGone(tx, previous, link);
	const computed = journalDigest(previous.hash, link.entry);
	if (computed === link.hash) return null;
	return faultAt(await whichChanged(tx, computed, link, head), link.position, link.entry);
}

/** What comes next was computed over the true hash: it tells whether the row or its link is the false one. */
async function whichChanged(tx: Transaction, computed: string, link: ChainLink, head: ChainHead | null) {
	for await (const next of linksAfter(tx, link.position, 1)) {
		const rowHolds = next.entry !== null && journalDigest(computed, next.entry) === next.hash;
		return rowHolds ? "LINK_CHANGED" : "ROW_CHANGED";
	}
	if (head?.position === link.position && head.hash === link.hash) return "ROW_CHANGED";
	if (head?.position === link.position && head.hash === computed) return "LINK_CHANGED";
	return "ROW_OR_LINK_CHANGED";
}

/** A place of the chain is empty: its link stands elsewhere, or was taken out, or the row went with it. */
async function gap(tx: Transaction, previous: ChainHead, found: ChainLink): Promise<Fault> {
	const position = previous.position + 1;
	if (found.position < position) return faultAt("LINK_RENUMBERED", found.position, found.entry);
	for await (const link of linksAfter(tx, previous.position)) {
		if (link.entry && journalDigest(previous.hash, link.entry) === link.hash) {
			return faultAt("LINK_RENUMBERED", position, link.entry);
		}
	}
	for await (const entry of unlinkedEntries(tx)) {
		const hash = journalDigest(previous.hash, entry);
		if (found.entry && journalDigest(hash, found.entry) === found.hash) {
			return faultAt("LINK_MISSING", position, entry);
		}
	}
	return faultAt("ROWS_MISSING", position, null, { until: found.position - 1 });
}

/** A link stands for a row that is not there: one of the two was renumbered, or the row was taken out. */
async function rowGone(tx: Transaction, previous: ChainHead, link: ChainLink): Promise<Fault> {
	for await (const entry of unlinkedEntries(tx)) {
		if (journalDigest(previous.hash, entry) === link.hash) return faultAt("LINK_CHANGED", link.position, entry);
		const asNumbered = { ...entry, id: String(link.entryId) };
		if (journalDigest(previous.hash, asNumbered) === link.hash) {
			return faultAt("ROW_CHANGED", link.position, asNumbered);
		}
	}
	return faultAt("ROW_MISSING", link.position, null, { entryId: link.entryId });
}

function faultAt(
	reason: JournalFault,
	position: number | null,
	entry: PrintedEntry | null,
	known: { readonly until?: number; readonly entryId?: number } = {},
): Fault {
	return refuse(reason, {
		position,
		until: known.until ?? null,
		entryId: entry ? Number(entry.id) : (known.entryId ?? null),
		at: entry ? `${entry.at}Z` : null,
		action: entry?.action ?? null,
	});
}
