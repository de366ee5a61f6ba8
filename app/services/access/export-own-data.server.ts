/** Gives a person a copy of everything the database holds about them, and nobody else's name or address. */
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Transaction } from "~/db/client.server";
import { atomically, readingOwnData } from "~/db/transaction.server";
import { OWN_DATA_GROUPS, type OwnDataGroup } from "~/domain/access/own-data";
import { dayInParis } from "~/domain/calendar-day";
import { recordWrite } from "../journal/record-write.server";
import type { UseCase } from "../use-case.server";
import type { Arrival } from "./arrival";
import type { OwnDataSection, Person } from "./own-data-section";
import { NOT_EXPORTED, OWN_DATA_SECTIONS } from "./own-data-sections.server";
import { recordSecurityEvent } from "./record-security-event.server";

export interface OwnDataFile {
	readonly fileName: string;
	readonly content: OwnDataCopy;
}

export interface OwnDataCopy {
	readonly format: "label-cae/own-data/1";
	/** ISO instant. */
	readonly takenAt: string;
	readonly sections: readonly {
		readonly key: string;
		readonly table: string;
		readonly about: string;
		readonly withheld: Readonly<Record<string, string>>;
		readonly rows: readonly Readonly<Record<string, unknown>>[];
	}[];
	readonly notIncluded: Readonly<Record<string, string>>;
}

export async function exportOwnData({ db, actor, now }: UseCase, arrival: Arrival): Promise<OwnDataFile> {
	return atomically(db, async (tx) => {
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "user.dataExported",
			subject: ["user", actor.userId],
		});
		await recordSecurityEvent(tx, arrival, "dataExported", actor.userId);
		const sections = await readingOwnData(tx, async (reading) => {
			const all: OwnDataCopy["sections"][number][] = [];
			for (const section of OWN_DATA_SECTIONS) {
				all.push({
					key: section.key,
					table: getTableName(section.table),
					about: OWN_DATA_GROUPS.find(({ key }) => key === section.group)?.what ?? "",
					withheld: section.withheld,
					rows: await readSection(reading, section, actor),
				});
			}
			return all;
		});
		return {
			fileName: `label-cae-mes-donnees-${dayInParis(now)}.json`,
			content: { format: "label-cae/own-data/1", takenAt: now.toISOString(), sections, notIncluded: NOT_EXPORTED },
		};
	});
}

function readSection(tx: Transaction, { table, mine, withheld }: OwnDataSection, person: Person) {
	const columns: Record<string, PgColumn> = Object.fromEntries(
		Object.entries(getTableColumns(table)).filter(([name]) => !(name in withheld)),
	);
	return tx.select(columns).from(table).where(mine(person));
}

/** How many rows of each group are the person's. One query. */
export async function countOwnData({ db, actor }: UseCase): Promise<Readonly<Record<OwnDataGroup, number>>> {
	const counts = Object.fromEntries(OWN_DATA_GROUPS.map(({ key }) => [key, countOf(key, actor)]));
	const [row] = await readingOwnData(db, (tx) => tx.select(counts).from(sql`(select 1) as one`));
	if (!row) throw new Error("no counts");
	return row as Record<OwnDataGroup, number>;
}

function countOf(group: OwnDataGroup, person: Person): SQL<number> {
	const parts = OWN_DATA_SECTIONS.filter((section) => section.group === group).map(
		({ table, mine }) => sql`(select count(*) from ${table} where ${mine(person)})`,
	);
	return sql<number>`(${sql.join(parts, sql` + `)})::integer`;
}
