/** The directory of the network's cooperatives: searched, filtered, fifty per page. */

import { and, asc, count, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "~/db/client.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { labelDecisions } from "~/db/schema/decision.server";
import { can } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { byCooperative, isStandingKnown, labelStanding } from "~/domain/decision/label-state";
import { NOT_GIVEN } from "../network/dashboard-query";
import { distinct } from "../network/network-choices";
import { findLatestStandard } from "../standard/get-standard.server";
import { authorise, type UseCase } from "../use-case.server";
import { plain } from "./plain-name.server";

const PER_PAGE = 50;

const wish = z.object({
	search: z.string().trim().max(100).default("").catch(""),
	region: z.string().min(1).max(100).optional().catch(undefined),
	sector: z.string().min(1).max(100).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});

/** Five queries: the rows, their number, the filters, the decisions of the page, the référentiel's sectors. */
export async function listCooperatives({ db, actor, now }: UseCase, input: unknown) {
	authorise(actor, "cooperative.list", null);
	const query = wish.parse(input);
	const where = and(...filters(query));
	const [counted] = await db.select({ total: count() }).from(cooperatives).where(where);
	const total = counted?.total ?? 0;
	const pages = Math.max(1, Math.ceil(total / PER_PAGE));
	const page = Math.min(query.page, pages);
	const rows = await db
		.select({
			id: cooperatives.id,
			name: cooperatives.name,
			region: cooperatives.region,
			mainSector: cooperatives.mainSector,
			enrolledOn: cooperatives.enrolledOn,
			fictional: cooperatives.fictional,
		})
		.from(cooperatives)
		.where(where)
		.orderBy(asc(plain(cooperatives.name)), asc(cooperatives.code))
		.limit(PER_PAGE)
		.offset((page - 1) * PER_PAGE);
	const decisions = await decisionsOf(
		db,
		rows.map(({ id }) => id),
	);
	const published = await findLatestStandard(db);
	const today = dayInParis(now);
	return {
		query: { ...query, page },
		total,
		pages,
		first: total === 0 ? 0 : (page - 1) * PER_PAGE + 1,
		rows: rows.map((row) => {
			const { state } = labelStanding(decisions.get(row.id) ?? [], today);
			return { ...row, label: { state, known: isStandingKnown(row, state) } };
		}),
		choices: await filterChoices(db),
		mayCreate: can(actor, "cooperative.create", null),
		sectors: published?.standard.sectors.map(({ code, label }) => ({ code, label })) ?? [],
	};
}

function filters({ search, region, sector }: z.output<typeof wish>): SQL[] {
	const kept: (SQL | undefined)[] = [];
	if (search !== "") {
		const found = (text: typeof cooperatives.name) => sql`strpos(${plain(text)}, ${plain(sql`${search}::text`)}) > 0`;
		kept.push(or(found(cooperatives.name), sql`lower(${cooperatives.code}) = lower(${search}::text)`));
	}
	if (region !== undefined)
		kept.push(region === NOT_GIVEN ? isNull(cooperatives.region) : eq(cooperatives.region, region));
	if (sector !== undefined) {
		kept.push(sector === NOT_GIVEN ? isNull(cooperatives.mainSector) : eq(cooperatives.mainSector, sector));
	}
	return kept.filter((filter) => filter !== undefined);
}

async function decisionsOf(db: Database, ids: readonly string[]) {
	if (ids.length === 0) return byCooperative([]);
	const rows = await db
		.select({
			cooperativeId: labelDecisions.cooperativeId,
			outcome: labelDecisions.outcome,
			decidedOn: labelDecisions.decidedOn,
			validFrom: labelDecisions.validFrom,
			validUntil: labelDecisions.validUntil,
		})
		.from(labelDecisions)
		.where(inArray(labelDecisions.cooperativeId, [...ids]))
		.orderBy(asc(labelDecisions.decidedOn), asc(labelDecisions.createdAt));
	return byCooperative(rows);
}

async function filterChoices(db: Database) {
	const pairs = await db
		.selectDistinct({ region: cooperatives.region, mainSector: cooperatives.mainSector })
		.from(cooperatives);
	return {
		regions: distinct(pairs.map(({ region }) => region)),
		sectors: distinct(pairs.map(({ mainSector }) => mainSector)),
		notGiven: NOT_GIVEN,
	};
}
