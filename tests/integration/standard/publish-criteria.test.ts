/** What a start does of `criteria/`: an empty platform gets its versions at once, another one is told and left alone. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { journalEntries } from "~/db/schema/journal.server";
import { standardVersions } from "~/db/schema/standard.server";
import { findLatestStandard } from "~/services/standard/get-standard.server";
import { publishCriteria } from "~/services/standard/publish-criteria.server";
import { addVersion, changeFile, copyCriteria } from "../../support/criteria-copy";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import type { TemporaryFolder } from "../../support/temporary-folder";
import { NOW } from "../../support/world";

let open: TestDatabase;
let folder: TemporaryFolder;
let root: string;
beforeEach(async () => {
	open = await createTestDatabase();
	folder = await copyCriteria("criteria");
	root = folder.path;
});
afterEach(async () => {
	await open.drop();
	await folder.remove();
});

const publishedNumbers = async () =>
	(await open.db.select({ version: standardVersions.version }).from(standardVersions))
		.map(({ version }) => version)
		.sort();

describe("an empty platform", () => {
	it("publishes every version found, once, even when two servers start at once", async () => {
		await Promise.all([publishCriteria(open.db, root, NOW), publishCriteria(open.db, root, NOW)]);
		const survey = await publishCriteria(open.db, root, NOW);
		expect(survey.published.map(({ version, differences }) => [version, differences])).toEqual([
			["2.0", []],
			["1.0", []],
		]);
		expect(survey.waiting).toEqual([]);
		const rows = await open.db.select().from(standardVersions).where(eq(standardVersions.version, "2.0"));
		expect(rows).toHaveLength(1);
		expect(rows[0]?.content.criteria).toHaveLength(120);
		const journal = await open.db.select().from(journalEntries).orderBy(journalEntries.id);
		expect(
			journal.map(({ action, actorId, after }) => [action, actorId, (after as { version: string }).version]),
		).toEqual([
			["standard.published", null, "1.0"],
			["standard.published", null, "2.0"],
		]);
	});

	it("leaves aside a version dated of a day to come", async () => {
		await addVersion(root, { version: "2.1", publishedOn: "2026-10-06" });
		const { waiting } = await publishCriteria(open.db, root, NOW);
		expect(await publishedNumbers()).toEqual(["1.0", "2.0"]);
		expect(waiting.map(({ version, refusal }) => [version, refusal])).toEqual([["2.1", "NOT_YET"]]);
	});

	it("publishes what comes before a broken version, and says what is wrong with it", async () => {
		const line = await changeFile(root, "label-cae/2.0/anc.yaml", "weight: 1", "weight: 1.5");
		const { waiting } = await publishCriteria(open.db, root, NOW);
		expect(await publishedNumbers()).toEqual(["1.0"]);
		expect(waiting.map(({ version, refusal }) => [version, refusal])).toEqual([["2.0", "BROKEN"]]);
		const problems = waiting.flatMap(({ parsed }) => (parsed.ok ? [] : parsed.problems));
		expect(problems[0]).toMatchObject({ file: "criteria/label-cae/2.0/anc.yaml", line });
	});

	it("publishes nothing that its lineage contradicts", async () => {
		await changeFile(root, "label-cae/2.0/standard.yaml", "  - id: ANC-19\n", "  - id: ANC-99\n");
		const { waiting } = await publishCriteria(open.db, root, NOW);
		expect(await publishedNumbers()).toEqual(["1.0"]);
		expect(waiting[0]?.refusal).toBe("BROKEN");
	});

	it("publishes nothing when there is nothing", async () => {
		await publishCriteria(open.db, `${root}/nowhere`, NOW);
		expect(await publishedNumbers()).toEqual([]);
	});
});

describe("a platform that has its versions", () => {
	beforeEach(async () => {
		await publishCriteria(open.db, root, NOW);
	});

	it("lets a new one wait", async () => {
		await addVersion(root, { version: "2.1" });
		const { waiting } = await publishCriteria(open.db, root, NOW);
		expect(await publishedNumbers()).toEqual(["1.0", "2.0"]);
		expect(waiting.map(({ version, refusal }) => [version, refusal])).toEqual([["2.1", null]]);
	});

	it("says what holds each one back", async () => {
		await addVersion(root, { version: "1.5", previous: "1.0", edits: [] });
		await addVersion(root, { version: "2.1" });
		await addVersion(root, { version: "2.2", previous: "2.1", edits: [] });
		const { waiting } = await publishCriteria(open.db, root, NOW);
		expect(waiting.map(({ version, refusal }) => [version, refusal])).toEqual([
			["1.5", "OLDER"],
			["2.1", null],
			["2.2", "PREVIOUS_WAITING"],
		]);
	});

	it("names the file and the line of one changed character, and serves the published text", async () => {
		const before = await findLatestStandard(open.db);
		const line = await changeFile(root, "label-cae/2.0/jur.yaml", "weight: 3", "weight: 2");
		const { published, waiting } = await publishCriteria(open.db, root, NOW);
		expect(published.find(({ version }) => version === "2.0")?.differences).toEqual([
			{ file: "criteria/label-cae/2.0/jur.yaml", kind: "changed", line },
		]);
		expect(published.find(({ version }) => version === "1.0")?.differences).toEqual([]);
		expect(waiting).toEqual([]);
		const [row] = await open.db.select().from(standardVersions).where(eq(standardVersions.version, "2.0"));
		expect(row?.contentHash).toBe(before?.contentHash);
		expect(row?.content).toEqual(before?.standard);
	});

	it("lets examples be added to a published version, and changes nothing of it", async () => {
		await changeFile(root, "label-cae/2.0/examples.yaml", "examples:\n", "examples: # encore\n");
		await rm(path.join(root, "criteria/label-cae/1.0/examples.yaml"));
		const { published, waiting } = await publishCriteria(open.db, root, NOW);
		expect(published.map(({ version, differences }) => [version, differences])).toEqual([
			["2.0", []],
			["1.0", []],
		]);
		expect(waiting).toEqual([]);
		const rows = await open.db.select({ files: standardVersions.files }).from(standardVersions);
		expect(rows.flatMap(({ files }) => files).filter(({ path: name }) => name.includes("examples"))).toEqual([]);
	});

	it("holds back a version whose examples say otherwise, then lets it go", async () => {
		await addVersion(root, { version: "2.1" });
		const line = await changeFile(root, "label-cae/2.1/examples.yaml", "outcome: awarded\n", "outcome: refused\n");
		const { waiting } = await publishCriteria(open.db, root, NOW);
		expect(waiting.map(({ refusal }) => refusal)).toEqual(["BROKEN"]);
		const [problem] = waiting.flatMap(({ parsed }) => (parsed.ok ? [] : parsed.problems));
		expect(problem).toMatchObject({ file: "criteria/label-cae/2.1/examples.yaml", line });
		const hash = waiting[0]?.contentHash;
		await changeFile(root, "label-cae/2.1/examples.yaml", "outcome: refused\n", "outcome: awarded\n");
		const after = await publishCriteria(open.db, root, NOW);
		expect(after.waiting.map(({ refusal, contentHash }) => [refusal, contentHash])).toEqual([[null, hash]]);
	});

	it("sees a character that shows nowhere", async () => {
		await changeFile(root, "label-cae/1.0/fin.yaml", "# yaml", "\uFEFF# yaml");
		const { published } = await publishCriteria(open.db, root, NOW);
		expect(published.find(({ version }) => version === "1.0")?.differences).toEqual([
			{ file: "criteria/label-cae/1.0/fin.yaml", kind: "changed", line: 1 },
		]);
	});

	it("does without the files of a published version", async () => {
		const { published, waiting } = await publishCriteria(open.db, `${root}/nowhere`, NOW);
		expect(published.map(({ version, differences }) => [version, differences])).toEqual([
			["2.0", []],
			["1.0", []],
		]);
		expect(waiting).toEqual([]);
	});
});

describe("findLatestStandard", () => {
	it("counts 10.0 after 2.0, and what is not a number last", async () => {
		await publishCriteria(open.db, root, NOW);
		expect((await findLatestStandard(open.db))?.standard.version).toBe("2.0");
		const [row] = await open.db.select().from(standardVersions).where(eq(standardVersions.version, "2.0"));
		if (!row) throw new Error("2.0 is not published");
		const { id: _, ...two } = row;
		for (const version of ["10.0", "brouillon"]) {
			const content = { ...two.content, version };
			await open.db.insert(standardVersions).values({ ...two, content, version, publishedAt: NOW });
		}
		expect((await findLatestStandard(open.db))?.standard.version).toBe("10.0");
	});
});
