/**
 * What people may type, and others may send: over two hundred hostile texts in the fields and parameters of every route. In
 * every run each field meets a sixth of them and all are used; PAYLOADS=all has each field meet them all. Nothing fails,
 * nothing leads elsewhere, nothing comes back as it was sent.
 */
import http from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_PAYLOADS, FOREIGN_HOST, PAYLOADS } from "../fixtures/payloads";
import { type AppServer, startAppServer } from "../support/app-server";
import { askedNames, unseenReadings } from "../support/asked-names";
import { copyDemo, type DemoCopy } from "../support/demo-copy";
import { addressOf, COSTLY_SHARE, inFields, inPaths, inSearch, type Sent, SHARE } from "../support/payload-rounds";
import { type PayloadWorld, preparePayloadWorld } from "../support/payload-world";
import { ask, post, type RawAnswer } from "../support/raw-request";
import { ROUTE_INPUTS, type RouteInputs } from "../support/route-inputs";
import { listRoutes } from "../support/route-table";

const routes = await listRoutes();
const inputsOf = (pattern: string): RouteInputs => ROUTE_INPUTS[pattern] ?? { as: null };
/** The longest first: what its fields have met, the same names elsewhere need not meet again. */
const formsBySize = routes
	.flatMap(({ pattern }) => (inputsOf(pattern).forms ?? []).map((form) => [pattern, form] as const))
	.sort(([, a], [, b]) => Object.keys(b.fields).length - Object.keys(a.fields).length);
const AT_ONCE = 6;
/** Thousands of requests, on a machine that does something else meanwhile. */
const LONG_MS = 240_000;
/** They lead on, or want something that nobody has here: an identity provider, a year, a key, a photo. */
const LEADS_ON = [
	"/*",
	"/api/v1/key-figures",
	"/audits/:auditId/photos/:photoId",
	"/calendrier/:file",
	"/compte/securite/retrait",
	"/connexion/oidc",
	"/connexion/oidc/retour",
	"/deconnexion",
	"/equipe",
	"/pieces",
	"/referentiel",
];

let demo: DemoCopy;
let server: AppServer;
let world: PayloadWorld;
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
const met = new Map<string, Set<string>>();
const figures = { requests: 0 };

beforeAll(async () => {
	demo = await copyDemo("payloads");
	world = await demo.open((db) => preparePayloadWorld(db, demo.dataDir, 700));
	server = await startAppServer({
		dataDir: demo.dataDir,
		hostName: "localhost",
		env: { APP_DEMO: "1", LOG_LEVEL: "error" },
	});
});
afterAll(async () => {
	agent.destroy();
	await server?.stop();
	await demo?.remove();
	console.log(`${ALL_PAYLOADS.length} textes, ${figures.requests} demandes, ${met.size} champs et paramètres`);
});

describe("the corpus", () => {
	it("holds two hundred payloads of every kind, each once", () => {
		expect(ALL_PAYLOADS.length).toBeGreaterThanOrEqual(200);
		expect(new Set(ALL_PAYLOADS).size).toBe(ALL_PAYLOADS.length);
		for (const [kind, payloads] of Object.entries(PAYLOADS)) expect([kind, payloads.length > 9]).toEqual([kind, true]);
	});
});

describe("the table of what routes read", () => {
	it("has every route of the URL table, and no other", () => {
		expect(Object.keys(ROUTE_INPUTS).sort()).toEqual(routes.map(({ pattern }) => pattern).sort());
	});

	it("has every field and search parameter that the source of the route asks for", () => {
		const missing = routes.flatMap((route) => {
			const { forms = [], search: loaded = [], shown = [] } = inputsOf(route.pattern);
			const search = [...loaded, ...shown];
			const fields = forms.flatMap((form) => [...Object.keys(form.fields), ...Object.keys(form.fixed ?? {})]);
			const asked = askedNames(route.file);
			return [
				...asked.fields.filter((name) => !fields.includes(name)).map((name) => `${route.pattern} ${name}`),
				...asked.search.filter((name) => !search.includes(name)).map((name) => `${route.pattern} ?${name}`),
				...(route.hasAction && forms.length === 0 ? [`${route.pattern} takes forms`] : []),
			];
		});
		expect(missing).toEqual([]);
		expect(unseenReadings()).toEqual([]);
		expect(routes.flatMap(({ file }) => askedNames(file).fields).length).toBeGreaterThan(100);
	});

	it("opens every page with something real in its address", async () => {
		const closed: string[] = [];
		for (const route of routes.filter(({ hasLoader, pattern }) => hasLoader && !LEADS_ON.includes(pattern))) {
			const { status } = await ask(server.origin, addressOf(route.pattern, inputsOf(route.pattern), world.places), {
				agent,
				headers: cookieOf(inputsOf(route.pattern)),
			});
			if (status !== 200) closed.push(`${route.pattern} ${status}`);
		}
		expect(closed.sort()).toEqual([]);
	});
});

describe("every payload", () => {
	it(
		"in the parameters of addresses",
		async () => {
			const patterns = routes.map(({ pattern }) => pattern);
			await sendAll(inPaths(patterns, inputsOf, world.places));
		},
		LONG_MS,
	);

	it(
		"in the search parameters",
		async () => {
			await sendAll(
				routes.flatMap(({ pattern }) => {
					const inputs = inputsOf(pattern);
					return inSearch(addressOf(pattern, inputs, world.places), inputs, met).map((sent) => ({ ...sent, pattern }));
				}),
			);
		},
		LONG_MS,
	);

	it(
		"in the fields of forms",
		async () => {
			await sendAll(
				formsBySize.flatMap(([pattern, form]) => {
					const address = addressOf(pattern, inputsOf(pattern), world.places);
					return inFields(address, form, world.places, met).map((sent) => ({ ...sent, pattern }));
				}),
			);
		},
		LONG_MS,
	);

	it("has met each name of a field or a parameter", () => {
		const costly = routes.flatMap(({ pattern }) => (inputsOf(pattern).costly ? (inputsOf(pattern).search ?? []) : []));
		const least = (name: string) => Math.floor(ALL_PAYLOADS.length / (costly.includes(name) ? COSTLY_SHARE : SHARE));
		expect([...met].filter(([name, payloads]) => payloads.size < least(name)).map(([name]) => name)).toEqual([]);
		expect(met.size).toBeGreaterThan(75);
		expect(new Set([...met.values()].flatMap((payloads) => [...payloads])).size).toBe(ALL_PAYLOADS.length);
	});

	it("leaves whoever sent them signed in", async () => {
		for (const asker of ["manager", "auditor", "network", "admin"] as const) {
			const { status } = await ask(server.origin, "/accueil", { agent, headers: cookieOf({ as: asker }) });
			expect([asker, status]).toEqual([asker, 200]);
		}
	});
});

async function sendAll(todo: readonly (Sent & { readonly pattern: string })[]): Promise<void> {
	const wrong = new Set<string>();
	let next = 0;
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (let sent = todo[next++]; sent; sent = todo[next++]) {
				for (const fault of faultsOf(await send(sent), sent)) wrong.add(`${sent.pattern} ${fault}`);
			}
		}),
	);
	figures.requests += todo.length;
	expect([...wrong].slice(0, 60)).toEqual([]);
}

function send(sent: Sent & { readonly pattern: string }): Promise<RawAnswer> {
	const { pattern, asPage, form } = sent;
	const file = routes.find((route) => route.pattern === pattern)?.file ?? "";
	const data = `_data=${encodeURIComponent(file.replace(/\.tsx?$/, ""))}`;
	const address =
		asPage || !file.endsWith(".tsx") ? sent.address : `${sent.address}${sent.address.includes("?") ? "&" : "?"}${data}`;
	const headers = cookieOf(inputsOf(pattern), pattern);
	const once = () =>
		form ? post(server.origin, address, form, { agent, headers }) : ask(server.origin, address, { agent, headers });
	// A connection kept open may be closed at the very moment it is used again.
	return once().catch(() => once());
}

function cookieOf({ as }: RouteInputs, pattern?: string): Record<string, string> {
	const cookies: string[] = [];
	if (as !== null) cookies.push(`label_session=${world.sessions[as]}`);
	const kind = pattern === "/connexion/cle" ? "passkeySignIn" : "passkeyRegistration";
	if (pattern === "/connexion/cle" || pattern === "/compte/securite/cle/ajout") {
		cookies.push(`label_ceremony=${world.ceremonies[kind].pop()}`);
	}
	return cookies.length > 0 ? { Cookie: cookies.join("; ") } : {};
}

function faultsOf({ status, headers, text }: RawAnswer, sent: Sent): string[] {
	const faults: string[] = [];
	const what = JSON.stringify(sent.carried.filter(([, payload]) => payload.length < 200)).slice(0, 300);
	const fault = (said: string) => faults.push(`${said} ${what}`);
	if (status >= 500) fault(`${status}`);
	const policy = String(headers["content-security-policy"]);
	if (!policy.startsWith("default-src 'none'") || headers["x-content-type-options"] !== "nosniff") fault("headers");
	if (headers["x-frame-options"] !== "DENY" || headers["referrer-policy"] !== "same-origin") fault("headers");
	if (/vole/.test(String(headers["set-cookie"]))) fault("cookie");
	for (const name of ["location", "x-remix-redirect"]) {
		const place = headers[name];
		if (place === undefined) continue;
		const safe =
			URL.canParse(String(place), server.origin) && new URL(String(place), server.origin).origin === server.origin;
		if (!safe || /^\/[/\\]/.test(String(place))) fault(`leads to ${place}`);
	}
	if (String(headers["content-type"]).startsWith("text/html")) {
		for (const payload of PAYLOADS.runs) {
			if (/<[a-z!]/i.test(payload) && text.includes(payload)) fault(`comes back as it was sent: ${payload}`);
		}
		if (new RegExp(`(src|href|action)="?[^"]*//${FOREIGN_HOST}`).test(text)) fault("names another place");
	}
	return faults;
}
