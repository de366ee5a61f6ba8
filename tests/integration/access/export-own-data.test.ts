import { eq, getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as access from "~/db/schema/access.server";
import * as assessment from "~/db/schema/assessment.server";
import * as audit from "~/db/schema/audit.server";
import * as auditor from "~/db/schema/auditor.server";
import * as calendar from "~/db/schema/calendar.server";
import * as cooperative from "~/db/schema/cooperative.server";
import * as decision from "~/db/schema/decision.server";
import * as evidence from "~/db/schema/evidence.server";
import * as finding from "~/db/schema/finding.server";
import * as journal from "~/db/schema/journal.server";
import * as mission from "~/db/schema/mission.server";
import * as network from "~/db/schema/network.server";
import * as notification from "~/db/schema/notification.server";
import * as plan from "~/db/schema/plan.server";
import * as preparation from "~/db/schema/preparation.server";
import * as programme from "~/db/schema/programme.server";
import * as standard from "~/db/schema/standard.server";
import * as thread from "~/db/schema/thread.server";
import * as visit from "~/db/schema/visit.server";
import * as visitDates from "~/db/schema/visit-dates.server";
import { onBehalfOf } from "~/db/transaction.server";
import { countOwnData, exportOwnData, type OwnDataCopy } from "~/services/access/export-own-data.server";
import { NOT_EXPORTED, OWN_DATA_SECTIONS } from "~/services/access/own-data-sections.server";
import { filesIn } from "../../architecture/source-files";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { ARRIVAL, as } from "../../support/world";
import { openSeason, type Season } from "../audit/audit-world";
import { COMMENT, leaveTraces, MESSAGE, NAME, NOTE, PIECE, REPORT } from "./person-with-traces";

let open: TestDatabase;
let season: Season;
beforeAll(async () => {
	open = await createTestDatabase();
	season = await openSeason(open.db);
});
afterAll(() => open.drop());

const MODULES = {
	access,
	assessment,
	audit,
	auditor,
	calendar,
	programme,
	cooperative,
	decision,
	evidence,
	finding,
	journal,
	mission,
	network,
	notification,
	plan,
	preparation,
	visit,
	standard,
	thread,
	"visit-dates": visitDates,
};
const TABLES = Object.values(MODULES).flatMap((module) =>
	Object.values(module).filter((value): value is PgTable => is(value, PgTable)),
);

/** Columns that say who: references to people, and what the names of columns give away. */
function columnsOfPeople(table: PgTable): readonly string[] {
	const { foreignKeys } = getTableConfig(table);
	const references = foreignKeys.flatMap((key) => {
		const { foreignTable, columns } = key.reference();
		return ["users", "auditor_profiles"].includes(getTableName(foreignTable)) ? columns.map(({ name }) => name) : [];
	});
	const telling = Object.values(getTableColumns(table))
		.map(({ name }) => name)
		.filter((name) => /^(user_id|actor_id|recipient|.*e?mail.*|.*_by|.*_auditor_id|subject_id)$/.test(name));
	return [...new Set([...references, ...telling, ...(getTableName(table) === "users" ? ["id"] : [])])];
}

async function copyOf(traces: Awaited<ReturnType<typeof leaveTraces>>): Promise<OwnDataCopy> {
	const { userId } = traces.actor;
	return onBehalfOf(open.db, userId, "write", async (db) => {
		const { content } = await exportOwnData({ ...as(db, traces.actor) }, ARRIVAL);
		return content;
	});
}

describe("where people are in the database", () => {
	it("looks at every schema file", () => {
		const looked = Object.keys(MODULES).map((name) => `app/db/schema/${name}.server.ts`);
		expect(filesIn("app/db/schema").toSorted()).toEqual(looked.toSorted());
		expect(TABLES.length).toBeGreaterThan(25);
	});

	it("exports each table that names people, by each column that does, or says why not", () => {
		const missing = TABLES.flatMap((table) => {
			if (getTableName(table) in NOT_EXPORTED) return [];
			const looked = OWN_DATA_SECTIONS.filter((section) => section.table === table)
				.map(({ mine }) => {
					const query = open.db
						.select()
						.from(table)
						.where(mine({ userId: "00000000-0000-4000-8000-000000000000", email: "x" }));
					return query.toSQL().sql.replace(/^.* where /s, "");
				})
				.join(" ");
			return columnsOfPeople(table)
				.filter((column) => !looked.includes(`"${column}"`))
				.map((column) => `${getTableName(table)}.${column}`);
		});
		// The address of an account is exported with it; looking for it once more would find the same row.
		expect(missing).toEqual(["users.email"]);
	});

	it("gives a written reason for each table left out, and none for a table that is not there", () => {
		const names = TABLES.map(getTableName);
		expect(Object.keys(NOT_EXPORTED).filter((name) => !names.includes(name))).toEqual([]);
		expect(Object.values(NOT_EXPORTED).filter((reason) => reason.length < 20)).toEqual([]);
	});

	it("hands out no secret", () => {
		const given = OWN_DATA_SECTIONS.flatMap(({ key, table, withheld }) =>
			Object.keys(getTableColumns(table))
				.filter((column) => !(column in withheld))
				.map((column) => `${key}.${column}`),
		);
		expect(
			given.filter((column) => /hash|secret|token|publicKey|(sessions|knownDevices|passkeys)\.id$/i.test(column)),
		).toEqual([]);
	});
});

describe("the copy of one's own data", () => {
	it("holds a row of each kind of trace, also where the person holds no role any more", async () => {
		const traces = await leaveTraces(open.db, season);
		await open.db.delete(access.roleGrants).where(eq(access.roleGrants.userId, traces.actor.userId));
		await open.db
			.insert(access.roleGrants)
			.values({ userId: traces.actor.userId, role: "board", endsOn: "2026-01-01" });
		const copy = await copyOf(traces);
		const rows = Object.fromEntries(copy.sections.map(({ key, rows }) => [key, rows.length]));
		expect(Object.entries(rows).filter(([, count]) => count === 0)).toEqual([]);
		expect(rows).toMatchObject({
			account: 1,
			invitationsReceived: 3,
			invitationsSent: 1,
			mails: 4,
			audits: 1,
			findings: 1,
		});
		const text = JSON.stringify(copy);
		for (const words of [
			NAME,
			traces.actor.email,
			COMMENT,
			NOTE,
			REPORT,
			PIECE,
			MESSAGE,
			traces.draftId,
			traces.auditId,
			traces.sentId,
		]) {
			expect(text).toContain(words);
		}
	});

	it("holds neither the name nor the address of anybody else", async () => {
		const traces = await leaveTraces(open.db, season);
		const text = JSON.stringify(await copyOf(traces));
		const others = await open.db.select().from(access.users);
		const strangers = others.filter(({ id }) => id !== traces.actor.userId);
		expect(strangers.length).toBeGreaterThan(3);
		for (const { email, name } of strangers) {
			expect(text).not.toContain(email);
			if (name !== NAME) expect(text).not.toContain(name);
		}
		expect(text).not.toContain("Écrit par quelqu’un d’autre");
		expect(text).not.toContain(`ailleurs@${traces.domain}`);
	});

	it("leaves a journal row and a security event, both in the file", async () => {
		const traces = await leaveTraces(open.db, season);
		const copy = await copyOf(traces);
		const of = (key: string) => copy.sections.find((section) => section.key === key)?.rows ?? [];
		expect(of("journalWritten").map(({ action }) => action)).toContain("user.dataExported");
		expect(of("securityEvents").map(({ kind }) => kind)).toContain("dataExported");
		const written = await open.db
			.select()
			.from(journal.journalEntries)
			.where(eq(journal.journalEntries.action, "user.dataExported"));
		expect(written.filter(({ actorId }) => actorId === traces.actor.userId)).toHaveLength(1);
	});

	it("counts for the page what the file holds", async () => {
		const traces = await leaveTraces(open.db, season);
		const counts = await onBehalfOf(open.db, traces.actor.userId, "read", (db) => countOwnData(as(db, traces.actor)));
		const copy = await copyOf(traces);
		for (const [group, counted] of Object.entries(counts)) {
			const keys = OWN_DATA_SECTIONS.filter((section) => section.group === group).map(({ key }) => key);
			const held = copy.sections.filter(({ key }) => keys.includes(key)).flatMap(({ rows }) => rows).length;
			// The copy itself left one event and one row.
			const added = group === "journal" || group === "security" ? 1 : 0;
			expect([group, held - added]).toEqual([group, counted]);
		}
	});

	it("opens nothing to the reads that follow it in the same transaction", async () => {
		const traces = await leaveTraces(open.db, season);
		await open.db.delete(access.roleGrants).where(eq(access.roleGrants.userId, traces.actor.userId));
		const after = await onBehalfOf(open.db, traces.actor.userId, "write", async (db) => {
			await exportOwnData(as(db, traces.actor), ARRIVAL);
			return db.select().from(assessment.answers);
		});
		expect(after).toEqual([]);
	});
});
