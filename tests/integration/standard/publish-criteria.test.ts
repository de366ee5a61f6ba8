import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { journalEntries } from "~/db/schema/journal.server";
import { standardVersions } from "~/db/schema/standard.server";
import { findLatestStandard } from "~/services/standard/get-standard.server";
import { publishCriteria } from "~/services/standard/publish-criteria.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { NOW } from "../../support/world";

let open: TestDatabase;
let root: string;

beforeAll(async () => {
	open = await createTestDatabase();
	root = await mkdtemp(path.join(os.tmpdir(), "label-cae-criteria-"));
	await cp("criteria", path.join(root, "criteria"), { recursive: true });
});
afterAll(async () => {
	await open.drop();
	await rm(root, { recursive: true, force: true });
});

describe("publishCriteria", () => {
	it("publishes once, however often it is asked, even twice at once", async () => {
		await Promise.all([publishCriteria(open.db, root, NOW), publishCriteria(open.db, root, NOW)]);
		await publishCriteria(open.db, root, NOW);
		const rows = await open.db.select().from(standardVersions).where(eq(standardVersions.version, "2.0"));
		expect(rows).toHaveLength(1);
		expect(rows[0]?.content.criteria).toHaveLength(120);
		const journal = await open.db
			.select()
			.from(journalEntries)
			.where(eq(journalEntries.subjectId, rows[0]?.id ?? ""));
		expect(journal.map(({ action }) => action)).toEqual(["standard.published"]);
	});

	it("refuses a changed file under an old number and names the file and the line", async () => {
		await publishCriteria(open.db, root, NOW);
		const file = path.join(root, "criteria/label-cae/2.0/jur.yaml");
		const before = await readFile(file, "utf8");
		const lines = before.split("\n");
		const line = lines.findIndex((text) => text.includes("weight: 3"));
		lines[line] = lines[line]?.replace("weight: 3", "weight: 2") ?? "";
		await writeFile(file, lines.join("\n"));
		await expect(publishCriteria(open.db, root, NOW)).rejects.toThrow(new RegExp(`jur\\.yaml, ligne ${line + 1}`));
		await writeFile(file, before);
		await expect(publishCriteria(open.db, root, NOW)).resolves.toBeUndefined();
	});

	it("refuses a broken new version and publishes nothing of it", async () => {
		const folder = path.join(root, "criteria/label-cae/9.0");
		await cp(path.join(root, "criteria/label-cae/2.0"), folder, { recursive: true });
		const file = path.join(folder, "anc.yaml");
		await writeFile(file, (await readFile(file, "utf8")).replace("weight: 1", "weight: 1.5"));
		await expect(publishCriteria(open.db, root, NOW)).rejects.toThrow(/anc\.yaml.*criteria:check/);
		expect(await open.db.select().from(standardVersions).where(eq(standardVersions.version, "9.0"))).toEqual([]);
		await rm(folder, { recursive: true });
	});

	it("is never changed or deleted once published", async () => {
		await publishCriteria(open.db, root, NOW);
		const attempt = open.db.delete(standardVersions);
		await expect(Promise.resolve(attempt)).rejects.toThrow();
	});
});

describe("findLatestStandard", () => {
	let fresh: TestDatabase;
	let copy: string;
	beforeAll(async () => {
		fresh = await createTestDatabase();
		copy = await mkdtemp(path.join(os.tmpdir(), "label-cae-criteria-"));
	});
	afterAll(async () => {
		await fresh.drop();
		await rm(copy, { recursive: true, force: true });
	});

	it("gives the highest number, even when an earlier version arrives after it", async () => {
		const only = path.join(copy, "criteria/label-cae/2.0");
		await cp("criteria/label-cae/2.0", only, { recursive: true });
		await publishCriteria(fresh.db, copy, NOW);
		await publishCriteria(fresh.db, process.cwd(), new Date(NOW.getTime() + 86_400_000));
		const rows = await fresh.db.select({ version: standardVersions.version }).from(standardVersions);
		expect(rows.map(({ version }) => version).sort()).toEqual(["1.0", "2.0"]);
		expect((await findLatestStandard(fresh.db))?.standard.version).toBe("2.0");
	});

	it("counts 10.0 after 2.0, and what is not a number last", async () => {
		const [row] = await fresh.db.select().from(standardVersions).where(eq(standardVersions.version, "2.0"));
		if (!row) throw new Error("2.0 is not published");
		const { id: _, ...two } = row;
		for (const version of ["10.0", "brouillon"]) {
			const content = { ...two.content, version };
			await fresh.db.insert(standardVersions).values({ ...two, content, version, publishedAt: NOW });
		}
		expect((await findLatestStandard(fresh.db))?.standard.version).toBe("10.0");
	});
});
