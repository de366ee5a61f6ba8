/** The people of the network: searched by name or address, filtered by role or cooperative, fifty per page. */
import { and, asc, count, desc, eq, exists, inArray, isNull, notExists, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { roleGrants, users } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { mandateState } from "~/domain/access/mandate";
import { ROLES } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { plain } from "../cooperative/plain-name.server";
import { authorise, type UseCase } from "../use-case.server";

const PER_PAGE = 50;
/** Stands for « no role » in the filter. */
const WITHOUT_ROLE = "aucun";

const wish = z.object({
	search: z.string().trim().max(100).default("").catch(""),
	role: z
		.enum([...ROLES, WITHOUT_ROLE])
		.optional()
		.catch(undefined),
	cooperative: z.string().trim().max(100).default("").catch(""),
	page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});

/** Three queries: how many, the people of the page, their roles. */
export async function listPersons({ db, actor, now }: UseCase, input: unknown) {
	authorise(actor, "person.list", null);
	const query = wish.parse(input);
	const today = dayInParis(now);
	const where = and(isNull(users.erasedAt), ...filters(db, query, today));
	const [counted] = await db.select({ total: count() }).from(users).where(where);
	const total = counted?.total ?? 0;
	const pages = Math.max(1, Math.ceil(total / PER_PAGE));
	const page = Math.min(query.page, pages);
	const rows = await db
		.select({ id: users.id, name: users.name, email: users.email, disabledAt: users.disabledAt })
		.from(users)
		.where(where)
		.orderBy(asc(plain(users.name)), asc(users.email))
		.limit(PER_PAGE)
		.offset((page - 1) * PER_PAGE);
	const held = await rolesOf(
		db,
		rows.map(({ id }) => id),
	);
	return {
		query: { ...query, page },
		total,
		pages,
		first: total === 0 ? 0 : (page - 1) * PER_PAGE + 1,
		rows: rows.map(({ disabledAt, ...row }) => ({
			...row,
			closed: disabledAt !== null,
			roles: held
				.filter(({ userId }) => userId === row.id)
				.map((one) => ({ ...one, state: mandateState(one, today) }))
				.filter(({ state }) => state !== "ended"),
		})),
		withoutRole: WITHOUT_ROLE,
	};
}

function filters(db: UseCase["db"], { search, role, cooperative }: z.output<typeof wish>, today: string): SQL[] {
	const kept: (SQL | undefined)[] = [];
	const within = (text: SQL | typeof users.name, looked: string) =>
		sql`strpos(${plain(text)}, ${plain(sql`${looked}::text`)}) > 0`;
	const heldToday = (condition?: SQL) =>
		db
			.select({ id: roleGrants.id })
			.from(roleGrants)
			.leftJoin(cooperatives, eq(cooperatives.id, roleGrants.cooperativeId))
			.where(
				and(
					eq(roleGrants.userId, users.id),
					or(isNull(roleGrants.startsOn), sql`${roleGrants.startsOn} <= ${today}`),
					or(isNull(roleGrants.endsOn), sql`${roleGrants.endsOn} >= ${today}`),
					condition,
				),
			);
	if (search !== "") kept.push(or(within(users.name, search), sql`strpos(${users.email}, lower(${search}::text)) > 0`));
	if (role === WITHOUT_ROLE) kept.push(notExists(heldToday()));
	else if (role !== undefined) kept.push(exists(heldToday(eq(roleGrants.role, role))));
	if (cooperative !== "") kept.push(exists(heldToday(within(sql`${cooperatives.name}`, cooperative))));
	return kept.filter((filter) => filter !== undefined);
}

function rolesOf(db: UseCase["db"], people: readonly string[]) {
	if (people.length === 0) return Promise.resolve([]);
	return db
		.select({
			userId: roleGrants.userId,
			role: roleGrants.role,
			cooperativeName: cooperatives.name,
			startsOn: roleGrants.startsOn,
			endsOn: roleGrants.endsOn,
		})
		.from(roleGrants)
		.leftJoin(cooperatives, eq(cooperatives.id, roleGrants.cooperativeId))
		.where(inArray(roleGrants.userId, [...people]))
		.orderBy(asc(roleGrants.role), desc(roleGrants.startsOn), asc(roleGrants.id));
}
