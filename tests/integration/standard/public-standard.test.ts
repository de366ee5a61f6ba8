/** What anyone reads of the référentiel, through the doors themselves. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loader as criterionPage } from "~/routes/standard/criterion";
import { loader as data } from "~/routes/standard/data";
import { loader as latest } from "~/routes/standard/latest";
import { loader as pdf } from "~/routes/standard/pdf";
import { loader as profilePage } from "~/routes/standard/profile-criteria";
import { loader as versionPage } from "~/routes/standard/version";
import type { findProfileCriteria } from "~/services/standard/find-profile-criteria.server";
import type { findPublicCriterion } from "~/services/standard/find-public-criterion.server";
import type { findPublicStandard } from "~/services/standard/find-public-standard.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { DOOR_ORIGIN, doorContext, doorRequest } from "../../support/door-context";
import { createHolder } from "../../support/second-factor";
import { createCooperative, PROFILE, publishStandards } from "../../support/world";

let open: TestDatabase;
let published: PublishedStandard;
beforeAll(async () => {
	open = await createTestDatabase();
	published = await publishStandards(open.db);
});
afterAll(() => open.drop());

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;

async function read(door: Loader, path: string, params = {}, headers: HeadersInit = {}): Promise<Response> {
	const request = new Request(DOOR_ORIGIN + path, { headers });
	try {
		return (await door({ request, params, context: doorContext(open.db, 0) })) as Response;
	} catch (thrown) {
		if (thrown instanceof Response) return thrown;
		throw thrown;
	}
}

const bodyOf = async <T>(response: Response) => (await response.json()) as NonNullable<Awaited<T>>;

describe("a version", () => {
	const page = async (query: string, version = "2.0") =>
		bodyOf<ReturnType<typeof findPublicStandard>>(
			await read(versionPage, `/referentiel/${version}?${query}`, { version }),
		);

	it("is the latest one when no number is given, what was asked kept", async () => {
		const answer = await read(latest, "/referentiel?recherche=statuts");
		expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/referentiel/2.0?recherche=statuts"]);
	});

	it("gives all its criteria, or those found, and says how many", async () => {
		const all = await page("");
		expect([all.found, all.total]).toEqual([120, 120]);
		expect(all.domains.map(({ code }) => code)).toEqual(["JUR", "FIN", "RHU", "ACC", "ANC"]);
		const found = await page("recherche=STATUTS&domaine=JUR&nature=blocking");
		const ids = found.domains.flatMap(({ chapters }) =>
			chapters.flatMap(({ criteria }) => criteria.map(({ id }) => id)),
		);
		expect(ids).toContain("JUR-01");
		expect(ids).toHaveLength(found.found);
		expect(found.found).toBeLessThan(24);
		expect((await page("recherche=%00&domaine=XXX&effectif=abc")).filter.domain).toBeNull();
	});

	it("also of another year, as it was", async () => {
		const old = await page("", "1.0");
		expect(old.version).toMatchObject({ version: "1.0" });
		expect(old.versions.map(({ version }) => version)).toEqual(["2.0", "1.0"]);
	});

	it.each(["3.0", "", "2", "__proto__", "../2.0"])("that was never published (%j) is not found", async (version) => {
		expect((await read(versionPage, "/referentiel/x", { version })).status).toBe(404);
		expect((await read(data, "/referentiel/x/donnees", { version })).status).toBe(404);
		expect((await read(pdf, "/referentiel/x/pdf", { version })).status).toBe(404);
		expect((await read(criterionPage, "/referentiel/x", { version, criterionId: "JUR-01" })).status).toBe(404);
	});
});

describe("a criterion", () => {
	const page = async (version: string, criterionId: string) => {
		const answer = await read(criterionPage, "/referentiel/x", { version, criterionId });
		return { status: answer.status, body: await bodyOf<ReturnType<typeof findPublicCriterion>>(answer) };
	};

	it("comes with its history and its neighbours", async () => {
		const { status, body } = await page("2.0", "RHU-17");
		expect(status).toBe(200);
		expect(body).toMatchObject({
			held: true,
			before: { id: "RHU-16" },
			after: { id: "RHU-18" },
			history: [
				{ version: "2.0", entries: [{ id: "RHU-17", origin: { kind: "merged", from: ["RHU-17", "RHU-23"] } }] },
				{ version: "1.0", entries: [{ id: "RHU-17" }, { id: "RHU-23" }] },
			],
		});
		expect((await page("2.0", "JUR-01")).body).toMatchObject({ before: null });
		expect((await page("2.0", "ANC-18")).body).toMatchObject({ after: null });
	});

	it.each([
		["2.0", "ANC-19", "retired"],
		["2.0", "RHU-23", "takenOver"],
		["1.0", "ANC-17", "notYet"],
	])("that version %s lacks (%s) is not found, and says where it is", async (version, id, kind) => {
		const { status, body } = await page(version, id);
		expect([status, body]).toMatchObject([404, { held: false, whereabouts: { kind } }]);
	});

	it("that no version holds is not found", async () => {
		const answer = await read(criterionPage, "/referentiel/x", { version: "2.0", criterionId: "JUR-99" });
		expect([answer.status, await answer.text()]).toEqual([404, "Introuvable"]);
	});
});

describe("the JSON of a version", () => {
	it("is whole, may be kept, and is not sent twice to whoever has it", async () => {
		const answer = await read(data, "/referentiel/2.0/donnees", { version: "2.0" });
		expect(answer.status).toBe(200);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			"content-type": "application/json; charset=utf-8",
			"content-disposition": 'inline; filename="label-cae-2.0.json"',
			"cache-control": "public, max-age=3600",
			etag: `W/"1-${published.contentHash}"`,
		});
		const body = (await answer.json()) as { criteria: readonly { id: string }[]; contentHash: string };
		expect(body.criteria.map(({ id }) => id)).toEqual(published.standard.criteria.map(({ id }) => id));
		expect(body.contentHash).toBe(published.contentHash);
		const tag = answer.headers.get("ETag") ?? "";
		for (const known of [tag, `"autre", ${tag}`, tag.slice(2)]) {
			const again = await read(data, "/referentiel/2.0/donnees", { version: "2.0" }, { "If-None-Match": known });
			expect([again.status, await again.text()]).toEqual([304, ""]);
		}
		const other = await read(data, "/referentiel/1.0/donnees", { version: "1.0" }, { "If-None-Match": tag });
		expect(other.status).toBe(200);
	});
});

describe("« Quels critères pour ma CAE ? »", () => {
	type Page = Awaited<ReturnType<typeof findProfileCriteria>>;
	const put = (page: NonNullable<Page>) =>
		(page.domains ?? []).flatMap(({ criteria }) => criteria.filter(({ verdict }) => verdict.applies)).length;

	it("asks a visitor first, then answers what the address says", async () => {
		const empty = await bodyOf<Page>(await read(profilePage, "/referentiel/pour-ma-cae"));
		expect(empty).toMatchObject({ profile: null, domains: null, own: [], total: 120 });
		const query = new URLSearchParams([
			...PROFILE.sectors.map((code) => ["filieres", code]),
			...PROFILE.conditions.map((code) => ["situations", code]),
			["effectif", "30"],
		]);
		const asked = await bodyOf<Page>(await read(profilePage, `/referentiel/pour-ma-cae?${query}`));
		// Example G06.
		expect(put(asked)).toBe(104);
		const odd = await bodyOf<Page>(await read(profilePage, "/referentiel/pour-ma-cae?filieres=x&effectif=plein"));
		expect(odd).toMatchObject({
			profile: { sectors: [], headcount: 0 },
			headcountRefused: true,
			headcountAsked: "plein",
		});
	});

	it("starts from the profile of one's own cooperative, and of no other", async () => {
		const own = await createCooperative(open.db, { name: "La Nôtre" });
		await createCooperative(open.db, { name: "La Leur" });
		const person = await createHolder(open.db, [{ role: "contributor", cooperativeId: own.id }]);
		const request = new Request(`${DOOR_ORIGIN}/referentiel/pour-ma-cae?cae=autre`, {
			headers: doorRequest("GET", person.token).headers,
		});
		const answer = (await profilePage({ request, params: {}, context: doorContext(open.db, 60) })) as Response;
		const page = await bodyOf<Page>(answer);
		expect(page).toMatchObject({ declaredBy: "La Nôtre", own: [{ name: "La Nôtre" }] });
		expect(put(page)).toBe(104);
	});
});
