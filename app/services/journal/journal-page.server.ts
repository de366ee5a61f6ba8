/** Owns one page of the journal, the latest first, with the names its rows need. What a person may read of it is filtered by the database too. */
import { desc, inArray, type SQL } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { journalEntries } from "~/db/schema/journal.server";
import type { JournalAction, SubjectType } from "~/domain/journal/journal-action";
import { isUuid } from "../uuid";

export const JOURNAL_PAGE = 50;

/** Who acted: the system, someone erased since, someone whose name the reader may not see, or a person. */
export type JournalActor =
	| { readonly kind: "system" | "erased" | "hidden" }
	| { readonly kind: "person"; name: string };

export interface JournalLineRow {
	readonly id: number;
	readonly at: Date;
	readonly actor: JournalActor;
	readonly action: JournalAction;
	readonly subjectType: SubjectType;
	readonly subjectId: string;
	readonly cooperativeId: string | null;
	readonly before: unknown;
	readonly after: unknown;
}

export interface JournalPage {
	readonly rows: readonly JournalLineRow[];
	readonly page: number;
	readonly first: number;
	readonly hasNext: boolean;
	/** Names by identifier, of everyone the rows speak of. Null: erased. */
	readonly people: Readonly<Record<string, string | null>>;
	readonly cooperatives: Readonly<Record<string, string>>;
}

/** Three queries. No count: a journal grows without end. */
export async function journalPage(db: Database, where: SQL | undefined, page: number, size = JOURNAL_PAGE) {
	const found = await db
		.select({
			id: journalEntries.id,
			at: journalEntries.at,
			actorId: journalEntries.actorId,
			action: journalEntries.action,
			subjectType: journalEntries.subjectType,
			subjectId: journalEntries.subjectId,
			cooperativeId: journalEntries.cooperativeId,
			before: journalEntries.before,
			after: journalEntries.after,
		})
		.from(journalEntries)
		.where(where)
		.orderBy(desc(journalEntries.id))
		.limit(size + 1)
		.offset((page - 1) * size);
	const shown = found.slice(0, size);
	const ids = [...new Set(shown.flatMap(identifiersIn))];
	const people = await namesOfPeople(db, ids);
	const named = await namesOfCooperatives(db, ids);
	const answered: JournalPage = {
		rows: shown.map(({ actorId, ...row }) => ({ ...row, actor: actorOf(actorId, people) })),
		page,
		first: shown.length === 0 ? 0 : (page - 1) * size + 1,
		hasNext: found.length > size,
		people,
		cooperatives: named,
	};
	return answered;
}

function actorOf(actorId: string | null, people: JournalPage["people"]): JournalActor {
	const name = actorId === null ? undefined : people[actorId];
	return journalActor(actorId, name === undefined ? null : { name });
}

/** @param person null: out of the reader's sight; without a name, or with a day of erasure: erased */
export function journalActor(
	actorId: string | null,
	person: { readonly name: string | null; readonly erasedAt?: Date | null } | null,
): JournalActor {
	if (actorId === null) return { kind: "system" };
	if (person === null) return { kind: "hidden" };
	return person.name === null || person.erasedAt ? { kind: "erased" } : { kind: "person", name: person.name };
}

/** Every identifier a row holds, wherever it is: one of them may be a person or a cooperative. */
function identifiersIn(value: unknown): string[] {
	if (typeof value === "string") return isUuid(value) ? [value] : [];
	if (value === null || typeof value !== "object" || value instanceof Date) return [];
	return Object.values(value).flatMap(identifiersIn);
}

async function namesOfPeople(db: Database, ids: readonly string[]) {
	if (ids.length === 0) return {};
	const rows = await db
		.select({ id: users.id, name: users.name, erasedAt: users.erasedAt })
		.from(users)
		.where(inArray(users.id, [...ids]));
	return Object.fromEntries(rows.map(({ id, name, erasedAt }) => [id, erasedAt === null ? name : null]));
}

async function namesOfCooperatives(db: Database, ids: readonly string[]) {
	if (ids.length === 0) return {};
	const rows = await db
		.select({ id: cooperatives.id, name: cooperatives.name })
		.from(cooperatives)
		.where(inArray(cooperatives.id, [...ids]));
	return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
