/** A version that waits, read before it is published: by whom, compared with what, and what is not there to read. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onBehalfOf } from "~/db/transaction.server";
import type { Role } from "~/domain/access/roles";
import { getWaitingComparison } from "~/services/standard/get-waiting-comparison.server";
import { publishCriteria } from "~/services/standard/publish-criteria.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { addVersion, changeFile, copyCriteria } from "../../support/criteria-copy";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import type { TemporaryFolder } from "../../support/temporary-folder";
import { createActor, createCooperative, NOW } from "../../support/world";

let open: TestDatabase;
let folder: TemporaryFolder;
beforeAll(async () => {
	open = await createTestDatabase();
	folder = await copyCriteria("criteria");
	await publishCriteria(open.db, folder.path, NOW);
	await addVersion(folder.path, { version: "2.1" });
	await addVersion(folder.path, { version: "2.2", previous: "2.1", publishedOn: "2026-03-01", edits: [] });
	await addVersion(folder.path, { version: "1.5", previous: "1.0", publishedOn: "2024-03-01", edits: [] });
});
afterAll(async () => {
	await open.drop();
	await folder.remove();
});

/** As the door does it: in one transaction on behalf of the person, under row-level security. */
async function read(role: Role, version: string, since: string | null = null) {
	const cooperativeId = role === "manager" ? (await createCooperative(open.db)).id : null;
	const actor = await createActor(open.db, role, cooperativeId);
	return onBehalfOf(open.db, actor.userId, "read", (db) =>
		getWaitingComparison({ db, actor, now: NOW }, folder.path, version, since),
	);
}

describe("a version that waits", () => {
	it("is read by those who recommend, award and publish, and by nobody else", async () => {
		for (const role of ["committee", "board", "network"] as const) {
			const { comparison, draft } = await read(role, "2.1");
			expect([comparison.before.version, comparison.counts.tightened]).toEqual(["2.0", 1]);
			expect(draft).toMatchObject({ readAt: NOW, comparedWithDraft: false });
		}
		for (const role of ["admin", "auditor", "manager"] as const) {
			await expect(read(role, "2.1")).rejects.toThrow(ForbiddenError);
		}
	});

	it("is compared with any earlier one, the one it follows unless another is asked, waiting or not", async () => {
		const { comparison, earlier, draft } = await read("committee", "2.2");
		expect(earlier.map(({ version }) => version)).toEqual(["2.1", "2.0", "1.0"]);
		expect([comparison.before.version, draft.comparedWithDraft]).toEqual(["2.1", true]);
		const since = (await read("committee", "2.2", "2.0")).comparison;
		expect([since.before.version, since.through, since.counts.tightened]).toEqual(["2.0", ["2.1"], 1]);
		for (const unknown of ["2.2", "3.0", "1.5", "", "2.0'--"]) {
			expect((await read("committee", "2.2", unknown)).comparison.before.version).toBe("2.1");
		}
	});

	it("is not there when published, unknown, older than a published one, or broken", async () => {
		for (const version of ["2.0", "9.9", "1.5", "", "../2.1"]) {
			await expect(read("committee", version)).rejects.toThrow(NotFoundError);
		}
		await changeFile(folder.path, "label-cae/2.2/anc.yaml", "weight: 1", "weight: 1.5");
		await expect(read("committee", "2.2")).rejects.toThrow(NotFoundError);
	});
});
