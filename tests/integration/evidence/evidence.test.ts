import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open as openFile, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, assessmentSnapshots } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { journalEntries } from "~/db/schema/journal.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { applicableCriteria } from "~/domain/standard/applicability";
import { applyRetention } from "~/services/access/apply-retention.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { addEvidence } from "~/services/evidence/add-evidence.server";
import { addVersion } from "~/services/evidence/add-version.server";
import { attachEvidence, detachEvidence } from "~/services/evidence/attach-evidence.server";
import { editEvidence } from "~/services/evidence/edit-evidence.server";
import { getCriterionEvidence } from "~/services/evidence/get-criterion-evidence.server";
import { getEvidence } from "~/services/evidence/get-evidence.server";
import { listArchive } from "~/services/evidence/list-archive.server";
import { listEvidence } from "~/services/evidence/list-evidence.server";
import { openEvidenceFile } from "~/services/evidence/open-evidence-file.server";
import { PartialUploads } from "~/services/evidence/partial-upload.server";
import { CutUploadError, receiveFiles } from "~/services/evidence/receive-files.server";
import { receivePart } from "~/services/evidence/receive-part.server";
import { removeEvidence } from "~/services/evidence/remove-evidence.server";
import { sweepOrphans } from "~/services/evidence/sweep-orphans.server";
import { writeArchive } from "~/services/evidence/write-archive.server";
import { readZipDirectory, readZipEntry } from "~/services/evidence/zip-directory.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import {
	as,
	createActor,
	createAuditor,
	createCampaign,
	createCooperative,
	createDraft,
	NOW,
	PROFILE,
	publishStandards,
	SIGNED,
} from "../../support/world";
import { createStore, LIMITS, receive, type Store } from "./evidence-world";

const CRITERION = "JUR-01";
let open: TestDatabase;
let store: Store;
let published: PublishedStandard;
let campaign: Awaited<ReturnType<typeof createCampaign>>;
beforeAll(async () => {
	open = await createTestDatabase();
	store = await createStore();
	published = await publishStandards(open.db);
	campaign = await createCampaign(open.db, published.id);
});
afterAll(async () => {
	await open.drop();
	await store.drop();
});

const inRequest = <T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, now = NOW) =>
	onBehalfOf(open.db, actor.userId, "write", (db) => work(as(db, actor, now)));
const sha = (bytes: string) => createHash("sha256").update(bytes).digest("hex");

async function scene() {
	const cooperative = await createCooperative(open.db);
	const draft = await createDraft(open.db, cooperative, campaign);
	await open.db.insert(answers).values(
		applicableCriteria(published.standard, PROFILE).map(({ id }) => ({
			cooperativeId: cooperative.id,
			assessmentId: draft.id,
			criterionId: id,
			level: 2 as const,
			updatedAt: NOW,
		})),
	);
	return {
		cooperative,
		draft,
		manager: await createActor(open.db, "manager", cooperative.id),
		contributor: await createActor(open.db, "contributor", cooperative.id),
		stranger: await createActor(open.db, "manager", (await createCooperative(open.db)).id),
		network: await createActor(open.db, "network"),
		auditor: await createAuditor(open.db),
	};
}

async function add(actor: Actor, cooperativeId: string, bytes: string, input: Record<string, unknown> = {}) {
	const received = await receive(store, [["pièce_une.txt", bytes]]);
	try {
		const form = { key: randomUUID(), kind: "deed", ...input };
		const result = await inRequest(actor, (useCase) =>
			addEvidence(useCase, store, cooperativeId, received.files, form),
		);
		if (!result.ok || !result.value.added[0]) throw new Error(JSON.stringify(result));
		return result.value.added[0].id;
	} finally {
		await received.discard();
	}
}

const attach = (actor: Actor, assessmentId: string, pieceIds: readonly string[], expected = "") =>
	inRequest(actor, (useCase) => attachEvidence(useCase, assessmentId, CRITERION, { pieceIds, expected }));
const bytesOf = async (actor: Actor, cooperativeId: string, id: string, number = "1") => {
	const file = await inRequest(actor, (useCase) => openEvidenceFile(useCase, store.storage, cooperativeId, id, number));
	return text(file.bytes);
};

/** By criterion, the bytes of the files that the manifest of the archive names. */
async function archived(actor: Actor, assessmentId: string): Promise<Readonly<Record<string, readonly string[]>>> {
	const archive = await inRequest(actor, (useCase) => listArchive(useCase, assessmentId));
	const texts = { "manifeste.json": JSON.stringify(archive) };
	const place = path.join(store.incoming, randomUUID());
	await pipeline(writeArchive(store.storage, archive, texts), createWriteStream(place));
	const file = await openFile(place);
	try {
		const entries = await readZipDirectory(file, (await file.stat()).size);
		const bytesAt = async (name: string) => {
			const entry = entries.find((one) => one.name === name);
			return entry ? (await readZipEntry(file, entry, 1_000_000)).toString() : "missing";
		};
		const manifest = JSON.parse(await bytesAt("manifeste.json")) as typeof archive;
		expect(entries).toHaveLength(1 + new Set(manifest.lines.map((line) => line.place)).size);
		const found: Record<string, string[]> = {};
		for (const line of manifest.lines) {
			const bytes = await bytesAt(line.place);
			expect(sha(bytes)).toBe(line.sha256);
			found[line.criterionId] = [...(found[line.criterionId] ?? []), bytes].sort();
		}
		return found;
	} finally {
		await file.close();
		await rm(place);
	}
}

describe("a form with files", () => {
	const RECEPTION = {
		get incoming() {
			return store.incoming;
		},
		limits: LIMITS,
		scan: null,
		ownerId: "personne",
		parts: false,
	};
	it("is written as it comes, each file judged by itself, and leaves nothing behind", async () => {
		const big = "x".repeat(LIMITS.fileBytes + 1);
		const received = await receive(store, [
			["statuts.txt", "bonjour"],
			["vide.txt", ""],
			["gros.txt", big],
		]);
		expect(received.fields.get("key")).toBe("un champ");
		expect(received.files).toMatchObject([
			{ ok: true, name: "statuts.txt", size: 7, sha256: sha("bonjour") },
			{ ok: false, name: "vide.txt", reason: "EMPTY" },
			{ ok: false, name: "gros.txt", reason: "TOO_LARGE" },
		]);
		await received.discard();
		expect(await store.left()).toEqual([]);
	});

	it("is refused whole with too many files, and when it is cut", async () => {
		const many = await receive(
			store,
			["a", "b", "c", "d"].map((name) => [`${name}.txt`, name] as const),
		);
		expect(many).toMatchObject({ files: [], excess: "TOO_MANY_FILES" });
		await many.discard();
		// The file may be about to be made when the line is cut: it must not appear once all is said.
		for (let turn = 0; turn < 50; turn++) {
			const cut = Readable.from(['--b\r\nContent-Disposition: form-data; name="fichiers"; filename="a.txt"\r\n\r\nab']);
			await expect(receiveFiles(cut, "multipart/form-data; boundary=b", RECEPTION)).rejects.toThrow(CutUploadError);
		}
		await expect(receiveFiles(Readable.from(["x"]), "multipart/form-data", RECEPTION)).rejects.toThrow(CutUploadError);
		expect(await store.left()).toEqual([]);
	});
});

describe("the library", () => {
	it("keeps a file once, tells the journal its hash and not its name, and adds nothing twice", async () => {
		const { cooperative, contributor } = await scene();
		const key = randomUUID();
		const first = await add(contributor, cooperative.id, "des statuts", { key });
		expect(await add(contributor, cooperative.id, "des statuts", { key })).toBe(first);
		const page = await inRequest(contributor, (useCase) => listEvidence(useCase, cooperative.id, {}));
		expect(page).toMatchObject({ total: 1, rows: [{ id: first, title: "pièce une", versions: 1, criteria: [] }] });
		expect(await store.kept()).toContain(sha("des statuts"));
		expect(await bytesOf(contributor, cooperative.id, first)).toBe("des statuts");
		const rows = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, first));
		expect(rows).toMatchObject([{ action: "evidence.added", after: { contentHash: sha("des statuts") } }]);
		expect(JSON.stringify(rows)).not.toContain("pièce une");
	});

	it("refuses what is over the place of the cooperative, and keeps the rest", async () => {
		const { cooperative, manager } = await scene();
		const received = await receive(store, [
			["a.txt", "12345"],
			["b.txt", "123456789"],
		]);
		const result = await inRequest(manager, (useCase) =>
			addEvidence(useCase, { ...store, quotaBytes: 8 }, cooperative.id, received.files, { key: randomUUID() }),
		);
		await received.discard();
		expect(result).toMatchObject({
			ok: true,
			value: { added: [{ title: "a" }], refused: [{ name: "b.txt", reason: "QUOTA" }] },
		});
	});

	it("hides a confidential piece from the team, and nobody but a manager makes one", async () => {
		const { cooperative, manager, contributor, stranger } = await scene();
		const secret = await add(manager, cooperative.id, "salaires", { confidential: "oui" });
		const plain = await add(contributor, cooperative.id, "public", { confidential: "oui" });
		const listed = async (actor: Actor) =>
			(await inRequest(actor, (useCase) => listEvidence(useCase, cooperative.id, {}))).rows.map(({ id }) => id).sort();
		expect(await listed(manager)).toEqual([secret, plain].sort());
		expect(await listed(contributor)).toEqual([plain]);
		await expect(bytesOf(contributor, cooperative.id, secret)).rejects.toThrow(NotFoundError);
		for (const id of [secret, plain])
			await expect(bytesOf(stranger, cooperative.id, id)).rejects.toThrow(NotFoundError);
		const rows = (actor: Actor) =>
			inRequest(actor, ({ db }) => db.select({ id: evidencePieces.id }).from(evidencePieces));
		expect(await rows(contributor)).toEqual([{ id: plain }]);
		expect(await rows(stranger)).toEqual([]);
	});

	it("never overwrites somebody else's correction", async () => {
		const { cooperative, manager, contributor } = await scene();
		const id = await add(manager, cooperative.id, "bail");
		const edit = (actor: Actor, title: string) =>
			inRequest(actor, (useCase) =>
				editEvidence(useCase, cooperative.id, id, { title, kind: "contract", version: "1" }),
			);
		expect(await edit(manager, "Bail")).toMatchObject({ ok: true, value: { version: 2 } });
		expect(await edit(contributor, "Autre bail")).toMatchObject({ ok: false, reason: "CHANGED_MEANWHILE" });
	});
});

describe("evidence of a criterion", () => {
	it("goes under what it answers, says how fresh it is, and comes off", async () => {
		const { cooperative, draft, contributor, manager } = await scene();
		const expected = published.standard.criteria.find(({ id }) => id === CRITERION)?.evidence[0]?.label ?? "";
		const id = await add(contributor, cooperative.id, "extrait", { issuedOn: "2019-01-01", expiresOn: "2020-01-01" });
		const secret = await add(manager, cooperative.id, "secret", { confidential: "oui" });
		expect(await attach(contributor, draft.id, [id], expected)).toMatchObject({ ok: true });
		expect(await attach(contributor, draft.id, [secret])).toMatchObject({ ok: false, reason: "INVALID" });
		expect(await attach(manager, draft.id, [secret])).toMatchObject({ ok: true });
		const page = (actor: Actor) =>
			inRequest(actor, (useCase) => getCriterionEvidence(useCase, draft.id, CRITERION)).then(
				({ evidence }) => evidence,
			);
		const seen = await page(contributor);
		expect(seen.lines[0]).toMatchObject({ satisfied: false, pieces: [{ id, freshness: "expired" }] });
		expect([seen.others.length, seen.hidden]).toEqual([0, 1]);
		expect(await page(manager)).toMatchObject({ others: [{ id: secret }], hidden: 0 });
		await inRequest(contributor, (useCase) => detachEvidence(useCase, draft.id, CRITERION, id));
		expect((await page(contributor)).choices.map((choice) => choice.id)).toContain(id);
	});

	it("is cited as it was sent: the audit team reads that version, and no later one", async () => {
		const { cooperative, draft, manager, network, auditor } = await scene();
		const id = await add(manager, cooperative.id, "version envoyée");
		const secret = await add(manager, cooperative.id, "confidentielle", { confidential: "oui" });
		await attach(manager, draft.id, [id, secret]);
		await expect(bytesOf(network, cooperative.id, id)).rejects.toThrow(NotFoundError);
		const sent = await inRequest(manager, (useCase) => submitAssessment(useCase, draft.id, SIGNED));
		expect(sent).toMatchObject({ ok: true });
		const [snapshot] = await open.db
			.select()
			.from(assessmentSnapshots)
			.where(eq(assessmentSnapshots.assessmentId, draft.id));
		const cited = JSON.parse(snapshot?.content ?? "{}").evidence[CRITERION] as { piece: string; sha256: string }[];
		expect(cited.find(({ piece }) => piece === id)?.sha256).toBe(sha("version envoyée"));
		await open.db.insert(audits).values({
			cooperativeId: cooperative.id,
			assessmentId: draft.id,
			kind: "initial",
			startsOn: "2026-11-10",
			endsOn: "2026-11-10",
			mode: "remote",
			place: "visioconférence",
			leadAuditorId: auditor.userId,
			createdAt: NOW,
		});
		const later = await receive(store, [["plus tard.txt", "version d’après"]]);
		const added = await inRequest(manager, (useCase) => addVersion(useCase, store, cooperative.id, id, later.files[0]));
		await later.discard();
		expect(added).toMatchObject({ ok: true, value: { number: 2 } });
		expect(await bytesOf(manager, cooperative.id, id, "2")).toBe("version d’après");
		for (const reader of [auditor, network]) {
			expect(await bytesOf(reader, cooperative.id, id)).toBe("version envoyée");
			await expect(bytesOf(reader, cooperative.id, id, "2")).rejects.toThrow(NotFoundError);
			const { files } = await inRequest(reader, (useCase) => getEvidence(useCase, cooperative.id, id));
			expect(files.map(({ number }) => number)).toEqual([1]);
		}
		expect(await bytesOf(auditor, cooperative.id, secret)).toBe("confidentielle");
		await expect(bytesOf(network, cooperative.id, secret)).rejects.toThrow(NotFoundError);
		expect(await attach(manager, draft.id, [id])).toMatchObject({ ok: false, reason: "ASSESSMENT_LOCKED" });
		// The database refuses it too, whoever asks.
		await expect(
			open.db
				.delete(evidenceLinks)
				.where(eq(evidenceLinks.assessmentId, draft.id))
				.catch((error) => {
					throw new Error(String(error.cause?.message ?? error));
				}),
		).rejects.toThrow(/submitted and locked/);
		await expect(
			open.db
				.update(evidenceFiles)
				.set({ name: "autre.txt" })
				.where(eq(evidenceFiles.pieceId, id))
				.catch((error) => {
					throw new Error(String(error.cause?.message ?? error));
				}),
		).rejects.toThrow(/never changed or deleted/);
		expect(await archived(manager, draft.id)).toEqual({ "JUR-01": ["confidentielle", "version envoyée"] });
		expect(await archived(auditor, draft.id)).toEqual({ "JUR-01": ["confidentielle", "version envoyée"] });
		expect(await archived(network, draft.id)).toEqual({ "JUR-01": ["version envoyée"] });
		// Taken out of the library, it stays for those it was sent to, whatever the time.
		await inRequest(manager, (useCase) => removeEvidence(useCase, cooperative.id, id, { confirmed: true }));
		await applyRetention(open.db, new Date(NOW.getTime() + 400 * 86_400_000));
		expect(await bytesOf(auditor, cooperative.id, id)).toBe("version envoyée");
	});

	it("is deleted with its file a month after it was taken out, when nothing cites it", async () => {
		const { cooperative, draft, manager } = await scene();
		const id = await add(manager, cooperative.id, "de trop");
		await attach(manager, draft.id, [id]);
		const removed = await inRequest(manager, (useCase) =>
			removeEvidence(useCase, cooperative.id, id, { confirmed: true }),
		);
		expect(removed).toMatchObject({ ok: true, value: { detached: 1 } });
		const rows = () => open.db.select().from(evidenceFiles).where(eq(evidenceFiles.pieceId, id));
		await applyRetention(open.db, new Date(NOW.getTime() + 29 * 86_400_000));
		expect(await rows()).toHaveLength(1);
		await applyRetention(open.db, new Date(NOW.getTime() + 31 * 86_400_000));
		expect(await rows()).toEqual([]);
		await sweepOrphans(open.db, store.storage, store.incoming, new Date(Date.now() + 2 * 86_400_000), { alone: false });
		expect(await store.kept()).not.toContain(sha("de trop"));
	});
});

describe("the sweep", () => {
	it("removes what no row speaks of once it is a day old, and at a start alone what a crash left", async () => {
		const spoken = (await open.db.select({ one: sql`1` }).from(evidenceFiles)).length;
		expect(spoken).toBeGreaterThan(0);
		const keep = async (bytes: string) => {
			const file = { path: path.join(store.incoming, `${randomUUID()}-0.part`), sha256: sha(bytes) };
			await writeFile(file.path, bytes);
			await store.storage.keep(file);
			return file;
		};
		const before = await store.kept();
		// Killed between the file and its row; killed while it came.
		const crashed = await keep("orphelin");
		await writeFile(path.join(store.incoming, `${randomUUID()}-0.part`), "à moitié");
		const now = new Date(Date.now() + 1_000);
		expect(await sweepOrphans(open.db, store.storage, store.incoming, now, { alone: false })).toEqual({
			stored: 0,
			incoming: 0,
		});
		expect(await sweepOrphans(open.db, store.storage, store.incoming, now, { alone: true })).toEqual({
			stored: 1,
			incoming: 2,
		});
		expect(await store.left()).toEqual([]);
		expect(await store.kept()).toEqual(before);
		// Of a piece that is kept, nothing goes, whatever its age.
		expect(before).not.toContain(crashed.sha256);
		const old = new Date(Date.now() - 40 * 86_400_000);
		for (const sha256 of before) {
			await utimes(path.join(path.dirname(store.incoming), sha256.slice(0, 2), sha256), old, old);
		}
		await sweepOrphans(open.db, store.storage, store.incoming, now, { alone: true });
		const named = await open.db.selectDistinct({ sha256: evidenceFiles.sha256 }).from(evidenceFiles);
		expect(await store.kept()).toEqual(named.map(({ sha256 }) => sha256).sort());
	});
});

describe("a file that comes in parts", () => {
	it("goes on where it stopped, for its sender alone, and is then a file like any other", async () => {
		const { cooperative, contributor, stranger } = await scene();
		const uploads = new PartialUploads(store.incoming);
		const upload = randomUUID();
		const bytes = "0123456789";
		const send = async (actor: Actor, offset: number, part: string | null) => {
			const form = part === null ? null : await receive(store, [["part", part]], LIMITS, null, { parts: true });
			const result = await inRequest(actor, (useCase) =>
				receivePart(useCase, uploads, LIMITS.fileBytes, cooperative.id, { upload, offset }, form),
			);
			await form?.discard();
			return result.ok ? result.value.length : result.reason;
		};
		const announce = (ownerId: string, said = `${upload}:10:notes.txt`) =>
			receive(store, [], LIMITS, null, { ownerId, fields: { envoi: said } });
		expect(await send(contributor, 0, null)).toBe(0);
		expect(await send(contributor, 0, bytes.slice(0, 7))).toBe(7);
		// The same part again, and one that leaves a hole: the sender is told where to go on from.
		expect(await send(contributor, 0, bytes.slice(0, 7))).toBe(7);
		expect(await send(contributor, 8, bytes.slice(8))).toBe(7);
		await expect(send(stranger, 0, "x")).rejects.toThrow(NotFoundError);
		expect((await announce(contributor.userId)).files).toMatchObject([{ ok: false, reason: "INCOMPLETE" }]);
		// A server that starts again keeps the beginning.
		await sweepOrphans(open.db, store.storage, store.incoming, new Date(Date.now() + 1_000), { alone: true });
		expect(await send(contributor, 7, bytes.slice(7))).toBe(10);
		expect((await announce(stranger.userId)).files).toMatchObject([{ ok: false, reason: "INCOMPLETE" }]);
		const whole = await announce(contributor.userId);
		expect(whole.files).toMatchObject([{ ok: true, name: "notes.txt", sha256: sha(bytes) }]);
		await whole.forget();
		await whole.discard();
		expect(await send(contributor, 0, null)).toBe(0);
		expect((await announce(contributor.userId, "n’importe quoi")).files).toEqual([]);
		expect(await send(contributor, 0, "x".repeat(LIMITS.fileBytes))).toBe(LIMITS.fileBytes);
		expect(await send(contributor, LIMITS.fileBytes, "x")).toBe(LIMITS.fileBytes);
		await sweepOrphans(open.db, store.storage, store.incoming, new Date(Date.now() + 2 * 86_400_000), { alone: false });
		expect(await store.left()).toEqual([]);
	});
});
