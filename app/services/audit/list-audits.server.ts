/** Lists the audits a person may see: one month or the weeks to come, those still open, those that have ended page by page. */
import { and, asc, count, desc, eq, gte, inArray, lt, notInArray, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { users } from "~/db/schema/access.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import type { Actor } from "~/domain/access/roles";
import { auditScope } from "~/domain/access/scope";
import { ENDED } from "~/domain/audit/audit-life";
import { addDays, dayInParis } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { ownSignature } from "./load-mission.server";
import { membersOf, missionGap } from "./mission-gap";

export const PAGE_SIZE = 20;
/** More open audits than this are not listed under the calendar: the months show them all. */
const OPEN_LIMIT = 200;
/** Nobody turns further: a larger number would leave what the database counts in. */
const LAST_PAGE = 10_000;

export interface AuditsQuery {
	/** "2026-03"; anything else is the current month in Paris. */
	readonly month?: string | null;
	/** `weeks`: the visits to come, week by week, in place of a month. */
	readonly view?: "month" | "weeks";
	/** Only the visits of that person's team, or of that cooperative. Anything that is no identifier filters nothing. */
	readonly person?: string | null;
	readonly cooperative?: string | null;
	readonly page?: number;
}

export async function listAudits({ db, actor, now }: UseCase, query: AuditsQuery = {}) {
	authorise(actor, "audit.list", null);
	const today = dayInParis(now);
	const month = query.month && /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(query.month) ? query.month : today.slice(0, 7);
	const page = Math.min(LAST_PAGE, Math.max(1, Math.floor(query.page ?? 1) || 1));
	const filter = { person: identifier(query.person), cooperative: identifier(query.cooperative) };
	const scope = and(inAuditScope(actor), chosen(filter));
	const next = followingMonth(month);
	const inMonth = and(scope, lt(audits.startsOn, `${next}-01`), gte(audits.endsOn, `${month}-01`));
	const view = query.view ?? "month";
	const ofMonth = view === "month" ? await selectAudits(db, inMonth, actor) : [];
	const open = await selectAudits(db, and(scope, notInArray(audits.status, [...ENDED])), actor).limit(OPEN_LIMIT);
	const ended = and(scope, inArray(audits.status, [...ENDED]));
	const past = await selectAudits(db, ended, actor, desc(audits.startsOn))
		.limit(PAGE_SIZE)
		.offset((page - 1) * PAGE_SIZE);
	const [total] = await db.select({ rows: count() }).from(audits).where(ended);
	return {
		today,
		view,
		filter,
		choices: await selectChoices(db, actor),
		month,
		previousMonth: addDays(`${month}-01`, -1).slice(0, 7),
		nextMonth: next,
		ofMonth: ofMonth.map(shown),
		open: open.map(shown),
		/** Those of the person's own that wait for their declaration of interests. */
		toSign: open
			.filter(({ mission, signedAt }) => membersOf(mission).includes(actor.userId) && missionGap(mission, signedAt))
			.map(({ id, kind, startsOn, endsOn, cooperativeName }) => ({ id, kind, startsOn, endsOn, cooperativeName })),
		past: { rows: past.map(shown), page, total: total?.rows ?? 0 },
	};
}

function identifier(text: string | null | undefined): string | null {
	return text && isUuid(text) ? text : null;
}

function chosen({ person, cooperative }: { readonly person: string | null; readonly cooperative: string | null }) {
	return and(
		cooperative === null ? undefined : eq(audits.cooperativeId, cooperative),
		person === null ? undefined : or(eq(audits.leadAuditorId, person), eq(audits.secondAuditorId, person)),
	);
}

/** What the list may be narrowed to: whoever is on a team, and each cooperative, among the audits this person sees. */
async function selectChoices(db: UseCase["db"], actor: Actor) {
	const scope = inAuditScope(actor);
	const seen = db.select().from(audits).where(scope).as("seen");
	const people = await db
		.selectDistinct({ id: users.id, name: users.name })
		.from(users)
		.innerJoin(seen, or(eq(users.id, seen.leadAuditorId), eq(users.id, seen.secondAuditorId)))
		.orderBy(asc(users.name), asc(users.id));
	const hosts = await db
		.selectDistinct({ id: cooperatives.id, name: cooperatives.name })
		.from(cooperatives)
		.innerJoin(seen, eq(cooperatives.id, seen.cooperativeId))
		.orderBy(asc(cooperatives.name), asc(cooperatives.id));
	return { people, cooperatives: hosts };
}

/** The twin of `can(actor, "audit.read", …)` as a filter; undefined lets everything through. */
export function inAuditScope(actor: Actor): SQL | undefined {
	const { cooperatives: scope, teamMember, tiedTo } = auditScope(actor);
	if (scope === "all") return undefined;
	const ofTeam =
		teamMember === null
			? undefined
			: and(
					or(eq(audits.leadAuditorId, teamMember), eq(audits.secondAuditorId, teamMember)),
					notInArray(audits.cooperativeId, [...tiedTo]),
				);
	return "allBut" in scope
		? or(notInArray(audits.cooperativeId, [...scope.allBut]), ofTeam)
		: or(inArray(audits.cooperativeId, [...scope]), ofTeam);
}

function followingMonth(month: string): string {
	return addDays(`${month}-01`, 31).slice(0, 7);
}

const shown = <T extends { mission: unknown; signedAt: unknown }>({ mission: _, signedAt: __, ...row }: T) => row;

function selectAudits(db: UseCase["db"], where: SQL | undefined, { userId }: Actor, order: SQL = asc(audits.startsOn)) {
	const lead = alias(users, "lead");
	const second = alias(users, "second");
	return db
		.select({
			id: audits.id,
			kind: audits.kind,
			status: audits.status,
			mode: audits.mode,
			startsOn: audits.startsOn,
			endsOn: audits.endsOn,
			cooperativeName: cooperatives.name,
			leadName: lead.name,
			secondName: second.name,
			mission: {
				status: audits.status,
				startsOn: audits.startsOn,
				asksDeclarations: audits.asksDeclarations,
				createdAt: audits.createdAt,
				teamSetAt: audits.teamSetAt,
				leadAuditorId: audits.leadAuditorId,
				secondAuditorId: audits.secondAuditorId,
			},
			signedAt: ownSignature(userId),
		})
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.innerJoin(lead, eq(lead.id, audits.leadAuditorId))
		.leftJoin(second, eq(second.id, audits.secondAuditorId))
		.where(where)
		.orderBy(order, asc(cooperatives.name), asc(audits.id))
		.$dynamic();
}
