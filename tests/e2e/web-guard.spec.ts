/** What the server says of itself and refuses, on every kind of answer: headers, methods, hosts, sizes, errors. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "../support/app-server";
import { copyDemo, type DemoCopy, signInDirectly } from "../support/demo-copy";
import { ask, post, type RawRequest, speak } from "../support/raw-request";

const PUBLIC = "https://label.example";
const REFERENCE = /[Rr]éférence(?: à communiquer)?[ \u00a0]: [0-9a-f]{8}/;
const EMAIL = "gerance@demo.example";
let demo: DemoCopy;
let server: AppServer;
let cookie: string;

beforeAll(async () => {
	demo = await copyDemo("guard");
	await demo.open(async (db) => {
		cookie = `__Host-label_session=${await signInDirectly(db, EMAIL)}`;
		// Something of ours breaks: whatever reads the audits fails.
		await db.execute(sql`alter table audits rename column kind to broken_kind`);
	});
	const env = { APP_DEMO: "1", PUBLIC_ORIGIN: PUBLIC, LOG_LEVEL: "info" };
	server = await startAppServer({ dataDir: demo.dataDir, env });
});
afterAll(async () => {
	await server?.stop();
	await demo?.remove();
});

const signedIn = (more: Record<string, string> = {}) => ({ headers: { Cookie: cookie, ...more } });
const FORM = "application/x-www-form-urlencoded";
const ours = { "Sec-Fetch-Site": "same-origin", "Content-Type": FORM };

/** One of each kind of answer, and its status. */
const KINDS: readonly [name: string, status: number, path: string, request?: () => RawRequest][] = [
	["liveness", 200, "/healthz"],
	["readiness", 200, "/readyz"],
	["a page", 200, "/connexion"],
	["a page's head", 200, "/connexion", () => ({ method: "HEAD" })],
	["a personal page", 200, "/compte/sessions", () => signedIn()],
	["a page's data", 200, "/connexion?_data=routes%2Faccess%2Fsign-in"],
	["a redirect", 302, "/accueil"],
	["a picture", 200, "/favicon.svg"],
	["a text file", 200, "/robots.txt"],
	["public figures", 200, "/api/v1/key-figures?year=2025"],
	["figures asked wrongly", 400, "/api/v1/key-figures?year=deux"],
	["an unknown address", 404, "/nulle-part"],
	["an unknown file", 404, "/assets/nothing.js"],
	["an address that only receives", 400, "/auto-evaluations/x/reponses"],
	["data of no route", 403, "/connexion?_data=routes%2Fnone"],
	["an ill-formed address", 400, "/cooperatives/%E0%A4%A"],
	["a NUL in an address", 400, "/cooperatives?recherche=%00"],
	["an endless address", 414, `/cooperatives?recherche=${"a".repeat(5_000)}`],
	["a write from elsewhere", 403, "/connexion", () => ({ method: "POST", body: "", headers: { Origin: "null" } })],
	["a write to a page that takes none", 405, "/accueil", () => ({ method: "POST", body: "a=b", headers: ours })],
	[
		"a body that is no form",
		415,
		"/connexion",
		() => ({ method: "POST", body: "{}", headers: { ...ours, "Content-Type": "application/json" } }),
	],
	[
		"JSON, to a passkey's address too",
		415,
		"/connexion/cle",
		() => ({ method: "POST", body: '{"next":"/accueil"}', headers: { ...ours, "Content-Type": "application/json" } }),
	],
	[
		"text that is no form",
		415,
		"/connexion",
		() => ({ method: "POST", body: "a=b", headers: { ...ours, "Content-Type": "text/plain" } }),
	],
	[
		"a body of unknown length",
		411,
		"/connexion",
		() => ({ method: "POST", headers: { ...ours, "Transfer-Encoding": "chunked" } }),
	],
	["a body too large", 413, "/connexion", () => ({ method: "POST", body: "a".repeat(1_050_000), headers: ours })],
	["too many fields", 413, "/connexion", () => ({ method: "POST", body: "a&".repeat(3_000), headers: ours })],
	["a NUL in a field", 400, "/connexion", () => ({ method: "POST", body: "email=a%00b&password=x", headers: ours })],
	["another method", 405, "/connexion", () => ({ method: "PUT", body: "a=b", headers: ours })],
	["a broken page", 500, "/audits", () => signedIn()],
	["a broken page's data", 500, "/audits?_data=routes%2Faudit%2Fcalendar", () => signedIn()],
	["a broken calendar file", 500, "/audits/0b9d3c1e-0000-4000-8000-000000000000/invitation.ics", () => signedIn()],
];

describe("every answer", () => {
	it.each(KINDS)("carries the security headers: %s", async (_, status, address, request) => {
		const answer = await ask(server.origin, address, request?.());
		expect(answer.status).toBe(status);
		const { headers } = answer;
		const policy = String(headers["content-security-policy"]).split(";");
		for (const directive of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
			expect(policy).toContain(directive);
		}
		expect(policy.find((directive) => directive.startsWith("script-src"))).toMatch(
			/^script-src 'nonce-[\w+/=]{24}' 'strict-dynamic'$/,
		);
		expect(headers).toMatchObject({
			"strict-transport-security": "max-age=31536000; includeSubDomains",
			"x-content-type-options": "nosniff",
			"x-frame-options": "DENY",
			"referrer-policy": "same-origin",
			"cross-origin-opener-policy": "same-origin",
			"cross-origin-resource-policy": "same-origin",
		});
		expect(headers["permissions-policy"]).toMatch(
			/camera=\(\).*geolocation=\(\).*microphone=\(\).*publickey-credentials-get=\(self\)/,
		);
		expect(Object.keys(headers).filter((name) => /^access-control|^x-powered-by|^server$/.test(name))).toEqual([]);
		const type = headers["content-type"];
		if (type && /^(text\/|image\/svg|application\/(json|javascript))/.test(type))
			expect(type).toMatch(/charset=utf-8/i);
		const isFile = ["/favicon.svg", "/robots.txt"].includes(address);
		if (!isFile && !address.startsWith("/api")) expect(headers["cache-control"]).toBe("no-store");
	});

	it.each(KINDS.filter(([, status]) => status >= 400))(
		"tells nothing internal, in French: %s",
		async (_, __, address, request) => {
			const { text, status } = await ask(server.origin, address, request?.());
			expect(text).not.toMatch(/\n\s+at |:\d+:\d+\)|node_modules|\.server|Failed query|broken_kind|column|select "/);
			if (address.startsWith("/api") || [403, 404, 405].includes(status)) return;
			if (!/^<!DOCTYPE html>/.test(text)) expect(text).not.toMatch(/Unexpected|Error/);
			expect(text.replace(/<[^>]*>/g, "")).toMatch(REFERENCE);
		},
	);
});

describe("a failure of ours", () => {
	it("shows on the page, in the data and in the log under one reference", async () => {
		for (const address of [
			"/audits",
			"/audits?_data=routes%2Faudit%2Fcalendar",
			"/audits/0b9d3c1e-0000-4000-8000-000000000000/invitation.ics",
		]) {
			const { text } = await ask(server.origin, address, signedIn());
			const reference = /[0-9a-f]{8}$/.exec(REFERENCE.exec(text.replace(/<[^>]*>/g, ""))?.[0] ?? "")?.[0];
			expect(reference).toBeDefined();
			const lines = () => server.logs.split("\n").filter((line) => line.includes(`"${reference}"`));
			await expect
				.poll(() => lines().map((line) => JSON.parse(line)))
				.toEqual(
					expect.arrayContaining([
						expect.objectContaining({ level: "error", route: expect.stringContaining("/audits") }),
						expect.objectContaining({ level: "info", status: 500 }),
					]),
				);
		}
	});

	it("answers JSON to whoever asks for JSON", async () => {
		const address = "/audits/0b9d3c1e-0000-4000-8000-000000000000/invitation.ics";
		const { text, headers } = await ask(server.origin, address, signedIn({ Accept: "application/json" }));
		expect(headers["content-type"]).toBe("application/json; charset=utf-8");
		expect(JSON.parse(text)).toMatchObject({ ok: false, reason: "FAILED", message: expect.stringMatching(REFERENCE) });
	});
});

describe("methods", () => {
	it.each(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "SEARCH"])(
		"refuses %s, even from our pages",
		async (method) => {
			for (const address of ["/connexion", "/healthz", "/assets/", "/api/v1/key-figures?year=2025"]) {
				const answer = await ask(server.origin, address, { method, headers: { ...ours, Cookie: "planted=1" } });
				expect(answer.status).toBe(405);
				expect(answer.headers.allow).toBe("GET, HEAD, POST");
				expect(answer.text).not.toContain("planted");
			}
		},
	);

	it("opens no tunnel", async () => {
		expect(await speak(server.origin, "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n")).toBe("");
	});
});

describe("the message on the wire", () => {
	const head =
		"POST /connexion HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";
	it.each([
		["a length and chunks", `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
		["two lengths", `${head}Content-Length: 4\r\nContent-Length: 5\r\n\r\na=bcd`],
		["an ill-written chunk", `${head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n`],
		["a length that is no number", `${head}Content-Length: 0x4\r\n\r\na=bc`],
		["an obsolete folded header", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n 2\r\n\r\n"],
		["a bare line feed", "GET /healthz HTTP/1.1\nHost: x\n\n"],
		["headers without end", `GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`],
		[
			"an address that is no path",
			"GET http://evil.example/connexion HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		],
	])("is refused with %s", async (_, bytes) => {
		const said = await speak(server.origin, bytes);
		expect(said).toMatch(/^HTTP\/1\.1 4(00|11|31) /);
		expect(said.match(/^HTTP\/1\.1/gm)).toHaveLength(1);
	});
});

describe("the Host and forwarded headers", () => {
	const forged = {
		Host: "evil.example",
		"X-Forwarded-Host": "evil.example:666",
		"X-Forwarded-Proto": "gopher",
		Forwarded: "host=evil.example",
		"X-Forwarded-For": "203.0.113.9",
	};

	it("changes neither a page nor a redirect", async () => {
		const page = await ask(server.origin, "/connexion", { headers: forged });
		expect(page.status).toBe(200);
		expect(page.text).not.toContain("evil.example");
		const away = await ask(server.origin, "/accueil", { headers: forged });
		expect(away.headers.location).toBe("/connexion?suite=%2Faccueil");
		const signIn = { email: EMAIL, password: "demo-label-cae" };
		const inside = await post(server.origin, "/connexion?suite=%2Faudits", signIn, { headers: forged });
		expect([inside.status, inside.headers.location]).toEqual([302, "/audits"]);
		for (const host of ["", "[", "a b", "label.example:99999", "x".repeat(300)]) {
			expect((await ask(server.origin, "/connexion", { headers: { Host: host } })).status).toBe(200);
		}
	});

	it("does not decide where a request comes from, unless a proxy is trusted", async () => {
		const { status } = await ask(server.origin, "/mot-de-passe-de-personne", { headers: forged });
		await expect.poll(() => server.logs).toContain(`"route":"*","status":${status}`);
		expect(server.logs).not.toContain("203.0.113.");
		const env = { PUBLIC_ORIGIN: PUBLIC, TRUSTED_PROXIES: "1", LOG_LEVEL: "info" };
		const behind = await startAppServer({ env });
		try {
			await ask(behind.origin, "/connexion", { headers: forged });
			await expect.poll(() => behind.logs).toContain('"network":"203.0.113.0/24"');
		} finally {
			await behind.stop();
		}
	});

	it("makes cookies secure and bound to the host over https", async () => {
		const { headers } = await post(server.origin, "/connexion", { email: EMAIL, password: "demo-label-cae" });
		for (const one of headers["set-cookie"] ?? [])
			expect(one).toMatch(/^__Host-\w+=[^;]*; Path=\/; HttpOnly; SameSite=(Lax|Strict); Secure/);
		expect(headers["set-cookie"]?.length).toBeGreaterThan(0);
	});
});

describe("files", () => {
	it.each([
		"/.git/HEAD",
		"/.env",
		"/package.json",
		"/assets/",
		"/assets",
		"/criteria/",
		"/build/server/index.js",
		"/..%2f..%2fpackage.json",
		"/assets/..%2f..%2f..%2fpackage.json",
		"/metrics",
	])("serves nothing at %s", async (address) => {
		expect((await ask(server.origin, address)).status).toBe(404);
	});

	it("ships no source map", async () => {
		const { text } = await ask(server.origin, "/connexion");
		const [script = ""] = /\/assets\/[\w.-]+\.js/.exec(text) ?? [];
		const file = await ask(server.origin, script);
		expect(file.status).toBe(200);
		expect(file.text).not.toContain("sourceMappingURL");
		expect((await ask(server.origin, `${script}.map`)).status).toBe(404);
	});
});

describe("compression", () => {
	it("is for pages without a secret", async () => {
		const encoding = async (address: string) =>
			(await ask(server.origin, address, signedIn({ "Accept-Encoding": "gzip" }))).headers["content-encoding"];
		expect(await encoding("/")).not.toBe("gzip");
		for (const address of ["/auto-evaluations", "/cooperatives"]) expect(await encoding(address)).toBe("gzip");
		for (const address of ["/compte/securite", "/compte/sessions", "/connexion"])
			expect(await encoding(address)).toBeUndefined();
	});
});
