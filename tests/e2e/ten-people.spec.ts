/**
 * Several people on one assessment, each in a browser of their own, the network cut, pages reloaded, the server killed: every
 * save that a page was told is done is in the database and in the history, once. TEN_PEOPLE_SECONDS says how long; from 60 on,
 * ten people and two kills. TEN_PEOPLE_ENGINE=postgres: on PostgreSQL. TEN_PEOPLE_SEED: another run.
 */
import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { and, eq, inArray, like } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { type Database, type DatabaseTarget, openDatabase } from "~/db/client.server";
import { roleGrants, sessions, users } from "~/db/schema/access.server";
import { answerSaves, answers, assessments } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import { hashToken } from "~/services/access/secrets.server";
import { verifyJournal } from "~/services/journal/verify-journal.server";
import { demoDatabase } from "../support/demo-template";
import { openPerson, type PersonAtWork } from "../support/person-at-work";
import { createPostgresDatabase } from "../support/postgres";
import { openStage, type Stage } from "../support/stage";
import { startPostgres } from "../support/start-postgres";

const SECONDS = Number(process.env.TEN_PEOPLE_SECONDS ?? 20);
const SEED = Number(process.env.TEN_PEOPLE_SEED ?? 2026);
const PEOPLE = SECONDS >= 60 ? 10 : 3;
const KILLS = SECONDS >= 60 ? 2 : 1;
const MIGRATIONS = path.resolve("drizzle");

interface Member {
	readonly userId: string;
	readonly name: string;
	readonly token: string;
}

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
	for (const close of closing.reverse()) await close();
});

/** The demo manager's draft, and as many people of the same cooperative as asked, each with a session. */
async function addMembers(db: Database) {
	const [manager] = await db
		.select({ cooperativeId: roleGrants.cooperativeId, assessmentId: assessments.id })
		.from(users)
		.innerJoin(roleGrants, eq(roleGrants.userId, users.id))
		.innerJoin(assessments, eq(assessments.cooperativeId, roleGrants.cooperativeId))
		.where(and(eq(users.email, "gerance@demo.example"), eq(assessments.status, "draft")));
	if (!manager) throw new Error("the demo manager has no draft");
	const members: Member[] = [];
	for (let number = 1; number <= PEOPLE; number++) {
		const name = `Personne ${number}`;
		const [user] = await db
			.insert(users)
			.values({ email: `personne-${number}@test.example`, name })
			.returning();
		const userId = user?.id ?? "";
		const token = randomBytes(32).toString("base64url");
		const now = new Date();
		await db.insert(roleGrants).values({ userId, role: "manager", cooperativeId: manager.cooperativeId });
		await db.insert(sessions).values({
			id: hashToken(token),
			userId,
			stage: "open",
			provenAt: now,
			createdAt: now,
			lastSeenAt: now,
			expiresAt: new Date(now.getTime() + 3_600_000),
		});
		members.push({ userId, name, token });
	}
	return { assessmentId: manager.assessmentId, members };
}

async function openScene() {
	let scene: Awaited<ReturnType<typeof addMembers>> | undefined;
	let target: DatabaseTarget | undefined;
	const within = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
		if (!target) throw new Error("no database yet");
		const open = await openDatabase(target);
		return work(open.db).finally(() => open.close());
	};
	const env: Record<string, string> = {};
	if (process.env.TEN_PEOPLE_ENGINE === "postgres") {
		const server = await startPostgres();
		closing.push(() => server.stop());
		process.env.TEST_POSTGRES_URL = server.url;
		const { url } = await createPostgresDatabase(await demoDatabase(MIGRATIONS));
		target = { engine: "postgres", url, migrations: MIGRATIONS };
		env.DATABASE_URL = url;
	}
	const stage = await openStage({
		env,
		async prepare(dataDir) {
			target ??= { engine: "pglite", dataDir, migrations: MIGRATIONS };
			scene = await within(addMembers);
		},
	});
	closing.push(() => stage.close());
	if (!scene) throw new Error("no scene");
	return { stage, within, ...scene };
}

/** Kills the server in the middle of the run, as often as asked, at even distances. */
async function killNowAndThen(stage: Stage, isOver: () => boolean): Promise<void> {
	for (let kill = 0; kill < KILLS && !isOver(); kill++) {
		await wait((SECONDS * 1_000) / (KILLS + 1));
		await stage.killServer();
		await wait(500);
		await stage.restartServer();
	}
}

async function inDatabase(db: Database, assessmentId: string, userIds: readonly string[]) {
	const subject = like(journalEntries.subjectId, `${assessmentId}/%`);
	const history = await db
		.select()
		.from(journalEntries)
		.where(and(subject, eq(journalEntries.action, "answer.saved"), inArray(journalEntries.actorId, [...userIds])))
		.orderBy(journalEntries.id);
	return {
		history: history.map(({ subjectId, actorId, after }) => ({
			criterionId: subjectId.split("/")[1] ?? "",
			actorId,
			...(after as { version: number; level: number | null; notApplicable: boolean; reason: string; comment: string }),
		})),
		saves: await db.select().from(answerSaves).where(eq(answerSaves.assessmentId, assessmentId)),
		answers: await db.select().from(answers).where(eq(answers.assessmentId, assessmentId)),
		chain: await verifyJournal(db),
	};
}

const choiceOf = (row: { level: number | null; notApplicable: boolean }) =>
	row.notApplicable ? "notApplicable" : String(row.level ?? "");

it(
	`${PEOPLE} people for ${SECONDS} s: nothing acknowledged is lost, nothing is written twice`,
	async () => {
		const { stage, within, assessmentId, members } = await openScene();
		const sheet = `/auto-evaluations/${assessmentId}/domaines/ACC`;
		const reader = await stage.signedIn("gerance@demo.example");
		await reader.goto(sheet);
		await stage.alive(reader);
		const criteria = await reader.locator("article.criterion").evaluateAll((rows) => rows.map(({ id }) => id));
		const people: PersonAtWork[] = await Promise.all(
			members.map(({ name, token }, at) => openPerson(name, token, SEED * 100 + at, { stage, sheet, criteria })),
		);

		const end = Date.now() + SECONDS * 1_000;
		const isOver = () => Date.now() > end;
		await Promise.all([...people.map((person) => person.work(isOver)), killNowAndThen(stage, isOver)]);
		// Whoever settles a conflict may make another one: round after round until all is quiet.
		for (let round = 0; round < 3; round++) for (const person of people) await person.finish();

		const shown = (page: PersonAtWork["page"]) =>
			page.locator("article.criterion").evaluateAll((rows) =>
				rows.map((row) => ({
					id: row.id,
					choice: row.querySelector<HTMLInputElement>("input[name=choice]:checked")?.value ?? "",
					comment: row.querySelector<HTMLTextAreaElement>("textarea[name=comment]")?.value ?? "",
				})),
			);
		// Every page shows what is saved, without a reload: also the one that nobody touched.
		const pages = [reader, ...people.map(({ page }) => page)];
		for (const page of pages) await page.locator("h1").click();
		await expect
			.poll(async () => (await Promise.all(pages.map(shown))).map((one) => JSON.stringify(one)), {
				timeout: 30_000,
				interval: 500,
			})
			.toSatisfy((all: string[]) => new Set(all).size === 1);
		const last = await shown(reader);
		expect(last.length).toBe(criteria.length);

		await stage.killServer();
		const ids = members.map(({ userId }) => userId);
		const found = await within((db) => inDatabase(db, assessmentId, ids));
		expect(found.chain).toMatchObject({ ok: true });
		const rowsOf = (criterionId: string) => found.history.filter((row) => row.criterionId === criterionId);
		const lost = people.flatMap((person, at) =>
			person.acknowledged.filter((save) => {
				const rows = rowsOf(save.criterionId).filter(({ version }) => version === save.version + 1);
				const [row] = rows;
				const kept = found.saves.filter(({ key }) => key === save.key);
				return !(
					row &&
					rows.length === 1 &&
					row.actorId === ids[at] &&
					choiceOf(row) === save.choice &&
					row.comment === save.comment &&
					row.reason === save.reason &&
					kept.length === 1 &&
					kept[0]?.version === save.version + 1
				);
			}),
		);
		// A text typed and not given up by its author is in the history, under their name.
		const missing = people.flatMap((person, at) =>
			[...person.typed].filter(
				([id, text]) => !rowsOf(id).some((row) => row.actorId === ids[at] && row.comment === text),
			),
		);
		const twice = found.history.filter(
			(row, at) =>
				found.history.findIndex((one) => one.criterionId === row.criterionId && one.version === row.version) !== at,
		);
		const keys = new Set(people.flatMap(({ acknowledged }) => acknowledged.map(({ key }) => key)));
		const total = (figure: keyof PersonAtWork["figures"]) =>
			people.reduce((sum, { figures }) => sum + figures[figure], 0);
		console.log(
			`${PEOPLE} people, ${SECONDS} s, ${process.env.TEN_PEOPLE_ENGINE ?? "pglite"}, ${KILLS} kills: ` +
				`${total("typed")} texts typed, ${total("chosen")} levels chosen, ${total("cuts")} cuts, ${total("reloads")} reloads; ` +
				`${keys.size} saves acknowledged, ${found.history.length} in the history, ${total("conflicts")} conflicts settled by a person, ` +
				`${total("seen")} changes of others seen; ${lost.length} lost, ${missing.length} texts missing, ${twice.length} written twice`,
		);
		expect({ lost, missing, twice }).toEqual({ lost: [], missing: [], twice: [] });
		expect(keys.size).toBeGreaterThan(PEOPLE * 2);
		// Each save left one row, and each answer is the last of its history, as every page shows it.
		expect(found.saves.filter(({ savedAt }) => savedAt.getTime() > end - SECONDS * 1_000 - 60_000).length).toBe(
			found.history.length,
		);
		for (const { id, choice, comment } of last) {
			const answer = found.answers.find(({ criterionId }) => criterionId === id);
			if (!answer) continue;
			expect([id, choiceOf(answer), answer.comment]).toEqual([id, choice, comment]);
			const latest = rowsOf(id).at(-1);
			if (latest) expect([id, latest.version, latest.comment]).toEqual([id, answer.version, answer.comment]);
		}
	},
	SECONDS * 1_000 + 400_000,
);
