/** Owns the seeding of a database: publishes the référentiels, pins each campaign to its version, writes the network. */
import { and, eq } from "drizzle-orm";
import type { Database } from "../../app/db/client.server";
import { users } from "../../app/db/schema/access.server";
import { standardVersions } from "../../app/db/schema/standard.server";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../../app/services/access/demo-accounts";
import { hashPassword } from "../../app/services/access/password.server";
import type { EvidenceStorage } from "../../app/services/evidence/evidence-storage";
import { completeSummaries } from "../../app/services/network/complete-summaries.server";
import { getStandard, type PublishedStandard } from "../../app/services/standard/get-standard.server";
import { publishCriteria } from "../../app/services/standard/publish-criteria.server";
import { CAMPAIGN_YEARS } from "./calendar";
import { buildNetwork, type StandardOf } from "./network";
import { drawPieces, storePieces } from "./pieces";
import { drawVisitPhotos } from "./visit-photos";
import { isEmpty, writeNetwork } from "./write-network";

const STANDARD = "label-cae";
interface DemoShelf {
	readonly storage: EvidenceStorage;
	/** Folder of what has just come. */
	readonly incoming: string;
}

/** Version of the référentiel each campaign is pinned to. */
const VERSIONS: Readonly<Record<number, string>> = { 2023: "1.0", 2024: "1.0", 2025: "1.0", 2026: "2.0" };

/**
 * False when the database was not empty: nothing is added to it.
 * @param shelf where the files of the pieces go; without it there is none
 */
export async function seedDemo(db: Database, root: string, now: Date, shelf?: DemoShelf): Promise<boolean> {
	await publishCriteria(db, root, now);
	if (!(await isEmpty(db))) return false;
	const pieces = shelf ? await drawPieces() : [];
	const photos = shelf ? await drawVisitPhotos() : [];
	// Each file is in its place before a row speaks of it.
	if (shelf) await storePieces([...pieces, ...photos], shelf.storage, shelf.incoming);
	const network = buildNetwork(await findStandards(db), pieces, photos);
	const written = await writeNetwork(db, network, await hashPassword(DEMO_PASSWORD), now);
	await completeSummaries(db);
	return written;
}

/** Whether the demonstration's accounts are there: other data is never served as the demonstration. */
export async function holdsDemo(db: Database): Promise<boolean> {
	const [account] = await db.select({ id: users.id }).from(users).where(eq(users.email, DEMO_ACCOUNTS[0].email));
	return account !== undefined;
}

export async function findStandards(db: Database): Promise<StandardOf> {
	const byYear = new Map<number, PublishedStandard>();
	for (const year of CAMPAIGN_YEARS) {
		const version = VERSIONS[year] ?? "";
		const [row] = await db
			.select({ id: standardVersions.id })
			.from(standardVersions)
			.where(and(eq(standardVersions.code, STANDARD), eq(standardVersions.version, version)));
		if (!row) throw new Error(`criteria/${STANDARD}/${version} is missing`);
		byYear.set(year, await getStandard(db, row.id));
	}
	return (year) => {
		const standard = byYear.get(year);
		if (!standard) throw new Error(`no campaign in ${year}`);
		return standard;
	};
}
