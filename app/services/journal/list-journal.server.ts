/** The journal of the whole network, filtered by period, person, family of actions, cooperative and object (R-64). */
import { and, desc, eq, gte, inArray, lt, not, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { users } from "~/db/schema/access.server";
import { assessments } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { journalEntries, journalLinks } from "~/db/schema/journal.server";
import { type Actor, holds } from "~/domain/access/roles";
import { addDays, isDay } from "~/domain/calendar-day";
import { ACTION_FAMILIES, actionsOf } from "~/domain/journal/action-family";
import { termLabels } from "../cooperative/cooperative-terms.server";
import { plain } from "../cooperative/plain-name.server";
import { authorise, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { type JournalPage, journalPage } from "./journal-page.server";

/** Rows of an export at most: the latest ones of the filter. */
export const EXPORT_LIMIT = 20_000;
const EXPORT_PAGE = 1_000;

const words = z.string().trim().max(100).default("").catch("");
const day = z.string().refine(isDay).optional().catch(undefined);
const wish = z.object({
	/** First and last day, in Paris. */
	from: day,
	until: day,
	person: words,
	family: z.enum(ACTION_FAMILIES).optional().catch(undefined),
	cooperative: words,
	/** Identifier of an assessment, an audit, an account… */
	object: words,
	page: z.coerce.number().int().min(1).max(2_000).default(1).catch(1),
});

/** Four queries. */
export async function listJournal({ db, actor }: UseCase, input: unknown) {
	authorise(actor, "journal.read", null);
	const query = wish.parse(input);
	const page = await journalPage(db, and(readableBy(actor), where(query)), query.page);
	const [head] = await db
		.select({ position: journalLinks.position, hash: journalLinks.hash })
		.from(journalLinks)
		.orderBy(desc(journalLinks.position))
		.limit(1);
	return { ...page, terms: await termLabels(db), query, head: head ?? null };
}

export interface ExportedPage extends JournalPage {
	/** Labels of the référentiel's sectors, activities and conditions. */
	readonly terms: Readonly<Record<string, string>>;
}

/** The rows of a filter, page after page, the latest first. */
export async function* exportJournal({ db, actor }: UseCase, input: unknown): AsyncGenerator<ExportedPage> {
	authorise(actor, "journal.read", null);
	const query = wish.parse(input);
	const terms = await termLabels(db);
	let before: number | null = null;
	for (let sent = 0; sent < EXPORT_LIMIT; sent += EXPORT_PAGE) {
		const older: SQL | undefined = before === null ? undefined : lt(journalEntries.id, before);
		const page: JournalPage = await journalPage(db, and(readableBy(actor), where(query), older), 1, EXPORT_PAGE);
		yield { ...page, terms };
		before = page.rows.at(-1)?.id ?? null;
		if (!page.hasNext) return;
	}
}

/** A draft is its cooperative's alone; administrators read neither answers nor levels. */
function readableBy(actor: Actor): SQL | undefined {
	const sent = sql`exists (select from ${assessments} where ${assessments.id}::text = split_part(${journalEntries.subjectId}, '/', 1) and ${assessments.status} = 'submitted')`;
	const isAnswer = eq(journalEntries.subjectType, "answer");
	const isLevel = inArray(journalEntries.action, ["audit.levelRecorded", "audit.declaredLevelsConfirmed"]);
	return or(
		eq(journalEntries.actorId, actor.userId),
		holds(actor, "network") ? or(not(isAnswer), sent) : and(not(isAnswer), not(isLevel)),
	);
}

function where({ from, until, person, family, cooperative, object }: z.output<typeof wish>): SQL | undefined {
	return and(
		from === undefined ? undefined : gte(journalEntries.at, midnightInParis(from)),
		until === undefined ? undefined : lt(journalEntries.at, midnightInParis(addDays(until, 1))),
		family === undefined ? undefined : inArray(journalEntries.action, [...actionsOf(family)]),
		person === "" ? undefined : aboutPerson(person),
		cooperative === "" ? undefined : sql`${journalEntries.cooperativeId} in (${cooperativesNamed(cooperative)})`,
		object === ""
			? undefined
			: or(eq(journalEntries.subjectId, object), sql`starts_with(${journalEntries.subjectId}, ${`${object}/`})`),
	);
}

const midnightInParis = (midnight: string) => sql`(${midnight}::timestamp at time zone 'Europe/Paris')`;

/** What they did, and what was done to their account. */
function aboutPerson(person: string): SQL | undefined {
	const found = isUuid(person)
		? sql`select ${users.id} from ${users} where ${users.id} = ${person}`
		: sql`select ${users.id} from ${users} where ${users.erasedAt} is null and (strpos(${plain(users.name)}, ${plain(sql`${person}::text`)}) > 0 or ${users.email} = lower(${person}::text))`;
	return or(
		sql`${journalEntries.actorId} in (${found})`,
		and(
			inArray(journalEntries.subjectType, ["user", "session"]),
			sql`${journalEntries.subjectId} in (select named.id::text from (${found}) as named(id))`,
		),
	);
}

function cooperativesNamed(text: string): SQL {
	return sql`select ${cooperatives.id} from ${cooperatives} where strpos(${plain(cooperatives.name)}, ${plain(sql`${text}::text`)}) > 0 or lower(${cooperatives.code}) = lower(${text}::text)`;
}
