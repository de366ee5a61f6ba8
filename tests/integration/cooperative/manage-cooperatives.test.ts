/** The national team's management of the cooperatives: success, each refusal, rights, two people at once. */
import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assessments } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { journalEntries } from "~/db/schema/journal.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { changeProfile } from "~/services/assessment/change-profile.server";
import { openAssessment } from "~/services/assessment/open-assessment.server";
import { createCooperative as create } from "~/services/cooperative/create-cooperative.server";
import { editCooperative } from "~/services/cooperative/edit-cooperative.server";
import { endMembership } from "~/services/cooperative/end-membership.server";
import { getCooperative } from "~/services/cooperative/get-cooperative.server";
import { getCreationForm, getEditForm } from "~/services/cooperative/get-cooperative-form.server";
import { setHeadcount } from "~/services/cooperative/set-headcount.server";
import { ForbiddenError, NotFoundError, type UseCase } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCampaign, createCooperative, NOW, publishStandards } from "../../support/world";

let test: TestDatabase;
let network: Actor;
let admin: Actor;

beforeAll(async () => {
	test = await createTestDatabase();
	const published = await publishStandards(test.db);
	await createCampaign(test.db, published.id);
	[network, admin] = [await createActor(test.db, "network"), await createActor(test.db, "admin")];
});
afterAll(() => test.drop());

/** As a request would: in a transaction of that person's, under row-level security. */
function asPerson<T>(actor: Actor, work: (useCase: UseCase) => Promise<T>, now = NOW) {
	return onBehalfOf(test.db, actor.userId, "write", (db) => work({ db, actor, now }));
}

/** Nine digits whose Luhn sum is a multiple of ten, never twice the same. */
let drawn = 10_000_000;
function freshSiren(): string {
	drawn += 7;
	for (let key = 0; key < 10; key++) {
		const digits = `${drawn}${key}`;
		const sum = [...digits].reduce((total, digit, index) => {
			const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
			return total + Math.floor(value / 10) + (value % 10);
		}, 0);
		if (sum % 10 === 0) return digits;
	}
	throw new Error("no key");
}

const typed = (over: object = {}) => ({
	code: `N-${randomUUID().slice(0, 6)}`,
	name: "Les Chantiers d’essai",
	siren: freshSiren(),
	legalForm: "scop",
	region: "",
	department: "Finistère",
	regionalAssociation: "Bretagne",
	mainSector: "batiment",
	sectors: ["generaliste", "batiment"],
	activities: [],
	conditions: ["uses_cape"],
	enrolledOn: "2026-02-01",
	memberSince: "2020-01-01",
	...over,
});

async function created(over: object = {}): Promise<string> {
	const result = await asPerson(network, (useCase) => create(useCase, { ...typed(over), headcount: "24" }));
	if (!result.ok) throw new Error(`not created: ${JSON.stringify(result)}`);
	return result.value.cooperativeId;
}

const rowOf = async (id: string) => (await test.db.select().from(cooperatives).where(eq(cooperatives.id, id)))[0];
const lastEntry = async (id: string) =>
	(
		await test.db
			.select()
			.from(journalEntries)
			.where(eq(journalEntries.subjectId, id))
			.orderBy(desc(journalEntries.id))
			.limit(1)
	)[0];

describe("adding a cooperative", () => {
	it("writes its identity, its profile, the headcount of the year, and the journal", async () => {
		const siren = freshSiren();
		for (const actor of [network, admin]) {
			const input = { ...typed({ siren: actor === network ? siren : "" }), headcount: "1\u202f024" };
			const result = await asPerson(actor, (useCase) => create(useCase, input));
			if (!result.ok) throw new Error(result.reason);
			const { cooperativeId } = result.value;
			expect(await rowOf(cooperativeId)).toMatchObject({
				code: input.code.toUpperCase(),
				siren: actor === network ? siren : null,
				region: "Bretagne",
				department: "Finistère",
				profile: { sectors: ["generaliste", "batiment"], conditions: ["uses_cape"], headcount: 1024 },
				fictional: false,
				version: 1,
			});
			expect(await lastEntry(cooperativeId)).toMatchObject({
				action: "cooperative.created",
				actorId: actor.userId,
				cooperativeId,
				before: null,
				after: { year: 2026, headcount: 1024, memberSince: "2020-01-01" },
			});
			const shown = await asPerson(actor, (useCase) => getCooperative(useCase, cooperativeId));
			expect(shown.headcounts).toEqual([{ year: 2026, headcount: 1024 }]);
			expect(shown.may.edit).toBe(true);
		}
	});

	it("tells every mistake at once, and writes nothing", async () => {
		const before = await test.db.$count(cooperatives);
		const input = {
			...typed({ name: "", siren: "1", department: "Gironde", region: "Bretagne" }),
			headcount: "beaucoup",
		};
		expect(await asPerson(network, (useCase) => create(useCase, input))).toMatchObject({
			reason: "MISTAKES",
			details: [
				{ field: "name", reason: "NAME_REQUIRED" },
				{ field: "siren", reason: "SIREN_NOT_NINE_DIGITS" },
				{ field: "department", reason: "DEPARTMENT_ELSEWHERE" },
				{ field: "headcount", reason: "INVALID_HEADCOUNT" },
			],
		});
		for (const wrong of [{ ...typed(), fictional: "on", headcount: "1" }, "x", null, { headcount: 3 }]) {
			expect(await asPerson(network, (useCase) => create(useCase, wrong))).toMatchObject({ reason: "UNREADABLE" });
		}
		expect(await test.db.$count(cooperatives)).toBe(before);
	});

	it("refuses a code or a SIREN that another cooperative holds, even both added at once", async () => {
		const [code, siren] = [`U-${randomUUID().slice(0, 6)}`, freshSiren()];
		await created({ code, siren });
		const add = (over: object) => asPerson(network, (useCase) => create(useCase, { ...typed(over), headcount: "3" }));
		expect(await add({ code: code.toLowerCase() })).toMatchObject({
			details: [{ field: "code", reason: "CODE_TAKEN" }],
		});
		expect(await add({ siren })).toMatchObject({ details: [{ field: "siren", reason: "SIREN_TAKEN" }] });
		const fresh = freshSiren();
		const both = await Promise.all([add({ siren: fresh }), add({ siren: fresh })]);
		expect(both.map((one) => (one.ok ? "ok" : one.reason)).sort()).toEqual(["MISTAKES", "ok"]);
	});

	it("is for the national team and the administrators", async () => {
		const home = await createCooperative(test.db);
		for (const role of ["board", "committee", "auditor"] as const) {
			const actor = await createActor(test.db, role);
			const add = asPerson(actor, (useCase) => create(useCase, { ...typed(), headcount: "3" }));
			await expect(add).rejects.toThrow(ForbiddenError);
			await expect(asPerson(actor, getCreationForm)).rejects.toThrow(ForbiddenError);
		}
		const manager = await createActor(test.db, "manager", home.id);
		await expect(asPerson(manager, getCreationForm)).rejects.toThrow(ForbiddenError);
	});

	it("is refused by the database alone to anyone else", async () => {
		const manager = await createActor(test.db, "manager", (await createCooperative(test.db)).id);
		const insert = onBehalfOf(test.db, manager.userId, "write", (tx) =>
			tx.insert(cooperatives).values({
				code: "RLS",
				name: "x",
				profile: { sectors: [], activities: [], conditions: [], headcount: 0 },
			}),
		);
		await expect(insert).rejects.toMatchObject({ cause: { code: "42501" } });
	});
});

describe("editing a cooperative", () => {
	it("journals only what changed, before and after, and keeps the headcount", async () => {
		const [code, siren] = [`E-${randomUUID().slice(0, 6)}`, freshSiren()];
		const id = await created({ code, siren });
		const edit = (over: object, version = "1") =>
			asPerson(network, (useCase) => editCooperative(useCase, id, { ...typed({ code, siren, ...over }), version }));
		// The order of the boxes is no change.
		expect(await edit({ sectors: ["batiment", "generaliste"] })).toMatchObject({ reason: "NOTHING_CHANGED" });
		const moved = { department: "Gironde", region: "Nouvelle-Aquitaine", sectors: ["batiment"] };
		expect(await edit(moved)).toEqual({ ok: true, value: { version: 2 } });
		expect(await rowOf(id)).toMatchObject({
			region: "Nouvelle-Aquitaine",
			profile: { sectors: ["batiment"], headcount: 24 },
		});
		expect(await lastEntry(id)).toMatchObject({
			action: "cooperative.edited",
			before: { region: "Bretagne", department: "Finistère", sectors: ["generaliste", "batiment"] },
			after: { region: "Nouvelle-Aquitaine", department: "Gironde", sectors: ["batiment"] },
		});
		expect(Object.keys((await lastEntry(id))?.after as object).sort()).toEqual(["department", "region", "sectors"]);
	});

	it("refuses mistakes, another’s SIREN, what is no form", async () => {
		const siren = freshSiren();
		await created({ siren });
		const id = await created();
		const edit = (over: object, version: unknown = "1") =>
			asPerson(network, (useCase) => editCooperative(useCase, id, { ...typed(over), version }));
		expect(await edit({ siren: "732829321" })).toMatchObject({
			details: [{ field: "siren", reason: "SIREN_WRONG_KEY" }],
		});
		expect(await edit({ siren })).toMatchObject({ details: [{ field: "siren", reason: "SIREN_TAKEN" }] });
		expect(await edit({ memberUntil: "2026-01-01" })).toMatchObject({ reason: "UNREADABLE" });
		expect(await edit({}, "x")).toMatchObject({ reason: "UNREADABLE" });
		expect(await rowOf(id)).toMatchObject({ version: 1 });
	});

	it("edited twice at once, one change wins and the other is told what is recorded", async () => {
		const id = await created();
		const rename = (name: string) =>
			asPerson(network, (useCase) => editCooperative(useCase, id, { ...typed({ name }), version: "1" }));
		const results = await Promise.all([rename("Un nom"), rename("Un autre")]);
		expect(results.map((result) => (result.ok ? "ok" : result.reason)).sort()).toEqual(["CHANGED_MEANWHILE", "ok"]);
		const told = results.find((result) => !result.ok);
		expect(told).toMatchObject({ details: { theirs: { name: (await rowOf(id))?.name } } });
	});

	it("notices a profile that the cooperative declared meanwhile", async () => {
		const id = await created();
		const manager = await createActor(test.db, "manager", id);
		const opened = await asPerson(manager, (useCase) => openAssessment(useCase, id));
		if (!opened.ok) throw new Error(opened.reason);
		const declared = { sectors: ["generaliste"], activities: [], conditions: [], headcount: "31", version: "1" };
		const changed = await asPerson(manager, (useCase) => changeProfile(useCase, opened.value.assessmentId, declared));
		expect(changed).toMatchObject({ ok: true });
		const edit = asPerson(network, (useCase) => editCooperative(useCase, id, { ...typed(), version: "1" }));
		expect(await edit).toMatchObject({
			reason: "CHANGED_MEANWHILE",
			details: { theirs: { sectors: ["generaliste"] } },
		});
	});

	it("is 403 for who sees the cooperative, 404 for who does not", async () => {
		const id = await created();
		const attempts: ((useCase: UseCase) => Promise<unknown>)[] = [
			(useCase: UseCase) => editCooperative(useCase, id, { ...typed(), version: "1" }),
			(useCase: UseCase) => setHeadcount(useCase, id, { year: "2026", headcount: "3", known: "24" }),
			(useCase: UseCase) => endMembership(useCase, id, { lastDay: "2026-12-31", confirmed: "oui", version: "1" }),
			(useCase: UseCase) => getEditForm(useCase, id),
		];
		const manager = await createActor(test.db, "manager", id);
		const stranger = await createActor(test.db, "manager", (await createCooperative(test.db)).id);
		for (const attempt of attempts) {
			await expect(asPerson(manager, attempt)).rejects.toThrow(ForbiddenError);
			await expect(asPerson(await createActor(test.db, "board"), attempt)).rejects.toThrow(ForbiddenError);
			await expect(asPerson(stranger, attempt)).rejects.toThrow(NotFoundError);
			await expect(asPerson(await createActor(test.db, "auditor"), attempt)).rejects.toThrow(NotFoundError);
		}
		expect(await rowOf(id)).toMatchObject({ version: 1, memberUntil: null });
		const nowhere = asPerson(network, (useCase) => getEditForm(useCase, randomUUID()));
		await expect(nowhere).rejects.toThrow(NotFoundError);
		await expect(asPerson(network, (useCase) => getEditForm(useCase, "x"))).rejects.toThrow(NotFoundError);
	});
});

describe("headcounts by year", () => {
	it("are added and corrected, with the journal", async () => {
		const id = await created();
		const set = (year: string, headcount: string, known = "") =>
			asPerson(network, (useCase) => setHeadcount(useCase, id, { year, headcount, known }));
		expect(await set("2025", "18")).toEqual({ ok: true, value: { year: 2025, headcount: 18 } });
		expect(await set("2025", "19", "18")).toMatchObject({ ok: true });
		expect(await lastEntry(id)).toMatchObject({
			action: "cooperative.headcountSet",
			before: { year: 2025, headcount: 18 },
			after: { year: 2025, headcount: 19 },
		});
		const form = await asPerson(network, (useCase) => getEditForm(useCase, id));
		expect(form.headcounts).toEqual([
			{ year: 2026, headcount: 24 },
			{ year: 2025, headcount: 19 },
		]);
		expect(await set("2025", "19", "19")).toMatchObject({ reason: "NOTHING_CHANGED" });
		expect(await set("2025", "21", "18")).toMatchObject({ reason: "CHANGED_MEANWHILE", details: { theirs: 19 } });
		expect(await set("2026", "21")).toMatchObject({ reason: "CHANGED_MEANWHILE", details: { theirs: 24 } });
		expect(await set("2028", "21")).toMatchObject({ reason: "INVALID_YEAR" });
		expect(await set("2024", "-3")).toMatchObject({ reason: "INVALID_HEADCOUNT" });
	});

	it("given twice at once for one year, one wins", async () => {
		const id = await created();
		const set = (headcount: string) =>
			asPerson(network, (useCase) => setHeadcount(useCase, id, { year: "2024", headcount, known: "" }));
		const results = await Promise.all([set("5"), set("6")]);
		expect(results.map((result) => (result.ok ? "ok" : result.reason)).sort()).toEqual(["CHANGED_MEANWHILE", "ok"]);
	});

	it("give the assessment of the year its first headcount; another year’s does not", async () => {
		const profileAfter = async (year: string, headcount: string) => {
			const id = await created();
			const known = year === "2026" ? "24" : "";
			await asPerson(network, (useCase) => setHeadcount(useCase, id, { year, headcount, known }));
			const manager = await createActor(test.db, "manager", id);
			const opened = await asPerson(manager, (useCase) => openAssessment(useCase, id));
			if (!opened.ok) throw new Error(opened.reason);
			const [row] = await test.db.select().from(assessments).where(eq(assessments.id, opened.value.assessmentId));
			return row?.profile;
		};
		expect(await profileAfter("2026", "77")).toMatchObject({ headcount: 77, sectors: ["generaliste", "batiment"] });
		expect(await profileAfter("2025", "66")).toMatchObject({ headcount: 24 });
	});
});

describe("leaving the network", () => {
	const leave = (id: string, over: object = {}) =>
		asPerson(network, (useCase) =>
			endMembership(useCase, id, { lastDay: "2026-12-31", confirmed: "oui", version: "1", ...over }),
		);

	it("takes a confirmation, keeps everything, and can be taken back", async () => {
		const id = await created();
		expect(await leave(id, { confirmed: "" })).toMatchObject({ reason: "UNCONFIRMED" });
		expect(await leave(id)).toEqual({ ok: true, value: { version: 2 } });
		expect(await lastEntry(id)).toMatchObject({
			action: "cooperative.edited",
			before: { memberUntil: null },
			after: { memberUntil: "2026-12-31" },
		});
		expect(await rowOf(id)).toMatchObject({ memberUntil: "2026-12-31", enrolledOn: "2026-02-01" });
		expect(await leave(id)).toMatchObject({ reason: "CHANGED_MEANWHILE" });
		expect(await leave(id, { version: "2" })).toMatchObject({ reason: "NOTHING_CHANGED" });
		expect(await leave(id, { lastDay: "", confirmed: "", version: "2" })).toMatchObject({ ok: true });
		expect(await rowOf(id)).toMatchObject({ memberUntil: null, version: 3 });
	});

	it("refuses a day that is none, and one before the cooperative came", async () => {
		const id = await created();
		expect(await leave(id, { lastDay: "2026-02-30" })).toMatchObject({ reason: "NOT_A_DAY" });
		expect(await leave(id, { lastDay: "2019-12-31" })).toMatchObject({ reason: "BEFORE_MEMBER_SINCE" });
		expect(await leave(id, { lastDay: "2020-01-01" })).toMatchObject({ ok: true });
	});

	it("opens no new assessment after the last day; the one already open stays reachable", async () => {
		const [early, late] = [await created(), await created()];
		const [first, second] = [await createActor(test.db, "manager", early), await createActor(test.db, "manager", late)];
		const opened = await asPerson(first, (useCase) => openAssessment(useCase, early));
		for (const id of [early, late]) expect(await leave(id, { lastDay: "2026-10-04" })).toMatchObject({ ok: true });
		expect(await asPerson(first, (useCase) => openAssessment(useCase, early))).toEqual(opened);
		const refused = await asPerson(second, (useCase) => openAssessment(useCase, late));
		expect(refused).toMatchObject({ reason: "NO_LONGER_MEMBER" });
		const lastDay = new Date("2026-10-04T12:00:00Z");
		expect(await asPerson(second, (useCase) => openAssessment(useCase, late), lastDay)).toMatchObject({ ok: true });
	});
});
