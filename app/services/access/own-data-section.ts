/** Owns what one part of the copy of one's own data is. */
import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { OwnDataGroup } from "~/domain/access/own-data";

export interface Person {
	readonly userId: string;
	readonly email: string;
}

export interface OwnDataSection {
	readonly key: string;
	readonly group: OwnDataGroup;
	readonly table: PgTable;
	readonly mine: (person: Person) => SQL | undefined;
	/** Columns kept back, each with the reason given in the file. */
	readonly withheld: Readonly<Record<string, string>>;
}
