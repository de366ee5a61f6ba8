/**
 * Applies the retention rules (domain/access/retention.ts). One pass is one transaction: at most a thousand rows of each
 * table, and the journal row that counts them. A table that fails is undone alone and named; the others go on.
 */
import { and, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { RETENTION_RULES, type RetentionKey, type RetentionRule, retentionLimit } from "~/domain/access/retention";
import { dayInParis } from "~/domain/calendar-day";
import { recordWrite } from "../journal/record-write.server";

const BATCH = 1000;
/** Held while a pass runs, so that several instances never apply the rules at once. */
const RETENTION_LOCK = 7_120_037;

export type RetentionCounts = Readonly<Partial<Record<RetentionKey, number>>>;

export interface RetentionReport {
	/** False when another instance was applying the rules: nothing was done here. */
	readonly ran: boolean;
	/** Rows removed or emptied, by rule; only the rules that found some. */
	readonly counts: RetentionCounts;
	/** Rules that failed, and left their table as it was. */
	readonly failures: readonly { readonly key: RetentionKey; readonly cause: string }[];
	/** Accounts without a role for years, to be decided upon. */
	readonly dormantAccounts: readonly string[];
}

type Rule = RetentionRule & { readonly key: RetentionKey };
const RULES: readonly Rule[] = RETENTION_RULES;

/** What is emptied, and what tells the rows that still have to be. */
const EMPTYING: Readonly<Partial<Record<RetentionKey, { readonly set: SQL; readonly full: SQL }>>> = {
	invitationAddresses: { set: sql`email = ''`, full: sql`email <> ''` },
	mailContents: {
		set: sql`recipient = '', params = '{}'::jsonb`,
		full: sql`state <> 'waiting' and (recipient <> '' or params <> '{}'::jsonb)`,
	},
};

/** Rows that something still rests on: they stay, whatever their age. */
const HELD: Readonly<Partial<Record<RetentionKey, SQL>>> = {
	removedEvidence: sql`(exists (select from evidence_links where evidence_links.piece_id = evidence_pieces.id)
		or exists (select from cited_evidence where cited_evidence.piece_id = evidence_pieces.id)
		or exists (select from corrective_plans where evidence_pieces.id = any(corrective_plans.evidence))
		or exists (select from evidence_demands where evidence_pieces.id = any(evidence_demands.evidence)))`,
};

export async function applyRetention(db: Database, now: Date): Promise<RetentionReport> {
	const counts: Partial<Record<RetentionKey, number>> = {};
	for (;;) {
		const pass = await onePass(db, now);
		if (!pass) return { ran: false, counts, failures: [], dormantAccounts: [] };
		for (const { key, count } of pass.done) counts[key] = (counts[key] ?? 0) + count;
		const more = pass.done.some(({ count }) => count === BATCH);
		if (!more) {
			return { ran: true, counts, failures: pass.failures, dormantAccounts: await listDormantAccounts(db, now) };
		}
		// Lets the requests that wait for the embedded database through.
		await new Promise((resume) => setImmediate(resume));
	}
}

/** How many rows each rule would remove, empty or list today. The database itself refuses any write meanwhile. */
export async function previewRetention(db: Database, now: Date): Promise<RetentionCounts> {
	return atomically(db, async (tx) => {
		await tx.execute(sql`select set_config('transaction_read_only', 'on', true)`);
		const counts: Partial<Record<RetentionKey, number>> = {};
		for (const rule of RULES) {
			if (rule.effect === "listed") {
				counts[rule.key] = (await listDormantAccounts(tx, now)).length;
				continue;
			}
			const [found] = await tx
				.select({ count: sql<number>`count(*)::integer` })
				.from(sql`${sql.identifier(rule.table)}`)
				.where(overdue(rule, now));
			counts[rule.key] = found?.count ?? 0;
		}
		return counts;
	});
}

interface Pass {
	readonly done: readonly { readonly key: RetentionKey; readonly count: number }[];
	readonly failures: RetentionReport["failures"];
}

/** Null when another instance holds the lock. */
function onePass(db: Database, now: Date): Promise<Pass | null> {
	return atomically(db, async (tx) => {
		const [lock] = await tx
			.select({ held: sql<boolean>`pg_try_advisory_xact_lock(${RETENTION_LOCK})` })
			.from(sql`(select 1) as one`);
		if (!lock?.held) return null;
		const done: { key: RetentionKey; count: number }[] = [];
		const failures: { key: RetentionKey; cause: string }[] = [];
		for (const rule of RULES) {
			if (rule.effect === "listed") continue;
			try {
				const count = await atomically(tx, (step) => applyRule(step, rule, now));
				if (count > 0) done.push({ key: rule.key, count });
			} catch (error) {
				failures.push({ key: rule.key, cause: error instanceof Error ? error.message : String(error) });
			}
		}
		if (done.length > 0) {
			await recordWrite(tx, {
				at: now,
				actorId: null,
				action: "retention.applied",
				subject: ["retention", dayInParis(now)],
				after: {
					counts: Object.fromEntries(done.map(({ key, count }) => [key, count])),
					failed: failures.map(({ key }) => key),
				},
			});
		}
		return { done, failures };
	});
}

/** At most {@link BATCH} rows. Returns how many. */
async function applyRule(tx: Transaction, rule: Rule, now: Date): Promise<number> {
	const table = sql.identifier(rule.table);
	const batch = sql`ctid in (select ctid from ${table} where ${overdue(rule, now)} limit ${BATCH} for update skip locked)`;
	const emptying = EMPTYING[rule.key];
	const change = emptying
		? sql`update ${table} set ${emptying.set} where ${batch} returning 1 as one`
		: sql`delete from ${table} where ${batch} returning 1 as one`;
	// The two drivers answer `execute` differently; a select over the change answers alike.
	const changed = tx.$with("changed", { one: sql<number>`one`.as("one") }).as(change);
	const [counted] = await tx.with(changed).select({ count: sql<number>`count(*)::integer` }).from(changed);
	return counted?.count ?? 0;
}

function overdue(rule: Rule, now: Date): SQL {
	const columns = rule.from.map((column) => sql.identifier(column));
	const since = sql`coalesce(${sql.join(columns, sql`, `)})`;
	const past = sql`${since} <= ${retentionLimit(rule.days, now).toISOString()}::timestamptz`;
	const full = EMPTYING[rule.key]?.full;
	const held = HELD[rule.key];
	return sql`${past} and ${full ?? sql`true`} and not ${held ?? sql`false`}`;
}

/** Accounts that hold no role, nor held one in the delay of the rule. */
async function listDormantAccounts(db: Database | Transaction, now: Date): Promise<readonly string[]> {
	const rule = RULES.find(({ effect }) => effect === "listed");
	if (!rule) return [];
	const limit = retentionLimit(rule.days, now);
	const held = sql`exists (select from ${roleGrants} where ${roleGrants.userId} = ${users.id} and coalesce(${roleGrants.endsOn}, 'infinity') > ${dayInParis(limit)}::date)`;
	const rows = await db
		.select({ id: users.id })
		.from(users)
		.where(and(lte(users.createdAt, limit), isNull(users.erasedAt), sql`not ${held}`));
	return rows.map(({ id }) => id);
}
