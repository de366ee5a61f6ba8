/** The technical log of a whole journey: every line is JSON, and none says who, which token, which words. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "~/services/access/demo-accounts";
import { type AppServer, startAppServer } from "../support/app-server";
import { copyDemo, type DemoCopy } from "../support/demo-copy";
import { ask, post } from "../support/raw-request";

const WORDS = {
	comment: "Commentaire-planté-Zq7",
	typed: "personne-plantée@cae.example",
	password: "mot-de-passe-planté-Zq7",
	search: "recherche-plantée-Zq7",
	agent: "Navigateur-planté-Zq7",
	token: "k3J9_vQ2xW8sT1uY6zR4pL0mN7bV5cX3aS8dF2gH1jK",
};
let demo: DemoCopy;
let server: AppServer;

beforeAll(async () => {
	demo = await copyDemo("logs");
	server = await startAppServer({ dataDir: demo.dataDir, env: { APP_DEMO: "1" } });
});
afterAll(async () => {
	await server?.stop();
	await demo?.remove();
});

describe("the technical log", () => {
	it("says what happened to each request, and nothing of the people", async () => {
		const headers = { "User-Agent": WORDS.agent, Referer: `${server.origin}/invitation/${WORDS.token}` };
		await post(server.origin, "/connexion", { email: WORDS.typed, password: WORDS.password }, { headers });
		const signIn = { email: "gerance@demo.example", password: DEMO_PASSWORD };
		const inside = await post(server.origin, `/connexion?suite=/audits?x=${WORDS.token}`, signIn, { headers });
		const session = /label_session=([\w-]{43})/.exec(String(inside.headers["set-cookie"]))?.[1] ?? "";
		expect(session).toHaveLength(43);
		const as = { headers: { ...headers, Cookie: `label_session=${session}` } };
		const [draft = ""] =
			/\/auto-evaluations\/[0-9a-f-]{36}/.exec((await ask(server.origin, "/accueil", as)).text) ?? [];
		for (const address of [
			draft,
			`${draft}/domaines/ANC`,
			`/cooperatives?recherche=${encodeURIComponent(WORDS.search)}`,
			`/invitation/${WORDS.token}`,
			`/mot-de-passe/${WORDS.token}`,
			`/${WORDS.token}`,
			`/cooperatives/${encodeURIComponent(WORDS.typed)}`,
			"/reseau",
		]) {
			await ask(server.origin, address, as);
		}
		await post(server.origin, `${draft}/reponses`, { criterionId: "ANC-02", comment: WORDS.comment }, as);
		await ask(server.origin, "/connexion", { method: "POST", body: WORDS.comment, headers: { Origin: "null" } });
		await post(server.origin, "/deconnexion", {}, as);
		await expect.poll(() => server.logs).toContain('"route":"/deconnexion"');

		const lines = server.logs.trim().split("\n").slice(1);
		const events = lines.map((line) => JSON.parse(line));
		for (const event of events) {
			expect(event).toEqual({
				level: expect.stringMatching(/^(info|warn)$/),
				time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
				reference: expect.stringMatching(/^[0-9a-f]{8}$/),
				method: expect.stringMatching(/^(GET|POST)$/),
				route: expect.stringMatching(/^(\*|-|(\/:?[\w.-]*)+)$/),
				status: expect.any(Number),
				ms: expect.any(Number),
				network: "127.0.0.0/24",
				msg: expect.stringMatching(/^(request|refused)$/),
			});
		}
		expect(events.map(({ route }) => route)).toEqual(
			expect.arrayContaining([
				"/connexion",
				"/accueil",
				"/auto-evaluations/:assessmentId/reponses",
				"/cooperatives",
				"*",
			]),
		);
		expect(events.filter(({ msg }) => msg === "refused").map(({ status }) => status)).toContain(403);
		const known = DEMO_ACCOUNTS.flatMap(({ email, name }) => [email, name]);
		for (const word of [...Object.values(WORDS), ...known, DEMO_PASSWORD, session])
			expect(lines.join("\n")).not.toContain(word);
		expect(lines.join("\n")).not.toMatch(/@|\?|%40|cookie|Zq7/i);
	});

	it("keeps the console of a demonstration calm", async () => {
		await server.halt();
		const calm = await startAppServer({ dataDir: demo.dataDir, demo: true });
		try {
			await ask(calm.origin, "/connexion");
			expect(calm.logs).not.toContain('"level"');
		} finally {
			await calm.stop();
		}
	});
});
