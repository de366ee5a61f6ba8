/** The security log: what was tried on accounts, from where, and whether it succeeded. Filtered, fifty per page. */
import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { securityEvents, users } from "~/db/schema/access.server";
import { RETENTION_RULES } from "~/domain/access/retention";
import { SECURITY_EVENT_KINDS, type SecurityEventKind } from "~/domain/access/security-event";
import { addDays, isDay } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";

const PER_PAGE = 50;

const day = z.string().refine(isDay).optional().catch(undefined);
const wish = z.object({
	/** First and last day, in Paris. */
	from: day,
	until: day,
	kind: z.enum(SECURITY_EVENT_KINDS).optional().catch(undefined),
	outcome: z.enum(["succeeded", "failed"]).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(2_000).default(1).catch(1),
});

export async function listSecurityEvents({ db, actor }: UseCase, input: unknown) {
	authorise(actor, "security.read", null);
	const query = wish.parse(input);
	const rows = await db
		.select({
			id: securityEvents.id,
			at: securityEvents.at,
			kind: securityEvents.kind,
			userId: securityEvents.userId,
			name: users.name,
			erasedAt: users.erasedAt,
			network: securityEvents.network,
			device: securityEvents.device,
			reference: securityEvents.reference,
			succeeded: securityEvents.succeeded,
		})
		.from(securityEvents)
		.leftJoin(users, eq(users.id, securityEvents.userId))
		.where(where(query))
		.orderBy(desc(securityEvents.id))
		.limit(PER_PAGE + 1)
		.offset((query.page - 1) * PER_PAGE);
	const shown = rows.slice(0, PER_PAGE);
	return {
		query,
		first: shown.length === 0 ? 0 : (query.page - 1) * PER_PAGE + 1,
		hasNext: rows.length > PER_PAGE,
		rows: shown.map(({ erasedAt, name, kind, ...row }) => ({
			...row,
			kind: kind as SecurityEventKind,
			name: erasedAt === null ? name : null,
		})),
		keptDays: RETENTION_RULES.find(({ key }) => key === "securityEvents")?.days ?? 0,
	};
}

function where({ from, until, kind, outcome }: z.output<typeof wish>): SQL | undefined {
	const midnight = (at: string) => sql`(${at}::timestamp at time zone 'Europe/Paris')`;
	return and(
		from === undefined ? undefined : gte(securityEvents.at, midnight(from)),
		until === undefined ? undefined : lt(securityEvents.at, midnight(addDays(until, 1))),
		kind === undefined ? undefined : eq(securityEvents.kind, kind),
		outcome === undefined ? undefined : eq(securityEvents.succeeded, outcome === "succeeded"),
	);
}
