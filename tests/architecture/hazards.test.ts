/** What the code may not do, or may do in one place only: run texts, build SQL or HTML, weaken cryptography, talk to the outside. */
import { describe, expect, it } from "vitest";
import { appSources, filesIn, linesMatching, read, TYPESCRIPT } from "./source-files";

/** Files of app/ with a line that matches. */
const filesMatching = (pattern: RegExp) => appSources.filter((file) => linesMatching([file], pattern).length > 0);

describe("texts that would run", () => {
	it("are neither evaluated nor given to the operating system", () => {
		expect(linesMatching(appSources, /\beval\(|\bFunction\(|"(node:)?(vm|child_process)"/)).toEqual([]);
		// A thread runs our own file, bundled at build.
		const [opens, runs] = ["app/services/programme/plan-in-thread.server.ts", "app/services/programme/plan-thread.ts"];
		expect(filesMatching(/"(node:)?worker_threads"/)).toEqual([opens, runs]);
		expect(read(opens ?? "")).toContain('import script from "./plan-thread?thread";');
		expect(read(opens ?? "").match(/new Worker\((\w+),/g)).toEqual(["new Worker(script,"]);
	});

	it("reach the database as values, but for the migrations and our own lists of codes", () => {
		expect(filesMatching(/\bsql\.raw\(|\.unsafe\(/)).toEqual([
			"app/db/migrate.server.ts",
			"app/db/schema/access.server.ts",
		]);
	});

	it("become HTML in one component, which escapes them", () => {
		expect(filesMatching(/dangerouslySetInnerHTML|(inner|outer)HTML\b|insertAdjacentHTML|document\.write/)).toEqual([
			"app/components/text/printed.tsx",
		]);
	});

	it("become regular expressions in one list of our own words", () => {
		expect(filesMatching(/\bRegExp\(/)).toEqual([
			"app/domain/standard/certified-wording.ts",
			"app/services/assessment/refuse-workbook.server.ts",
		]);
	});

	it("are read as forms, JSON and our own YAML, by nothing else", () => {
		expect(
			filesMatching(/from "(yaml|js-yaml|xml\S*|fast-xml-parser|v8|node:v8|ldap\S*|superjson|turbo-stream)"/),
		).toEqual([
			"app/domain/standard/edit-criteria-text.ts",
			"app/domain/standard/yaml-document.ts",
			"app/domain/standard/yaml-guard.ts",
			"app/domain/standard/yaml-messages.ts",
		]);
	});
});

describe("cryptography", () => {
	it("encrypts by AES-256-GCM and hashes by SHA-256, nothing else", () => {
		const calls = linesMatching(appSources, /\bcreate(Cipheriv|Decipheriv|Hash|Hmac|Sign|Verify)\(/);
		expect(calls.length).toBeGreaterThan(6);
		const weak =
			/\bcreate(Cipheriv|Decipheriv|Hash|Hmac|Sign|Verify)\((?!"(aes-256-gcm|sha256)")|\b(pbkdf2|scrypt)(Sync)?\(|\bAES-(CBC|CTR)/;
		expect(linesMatching(appSources, weak)).toEqual([]);
	});

	it("comes from Node and from four libraries made for it", () => {
		const rooms = /^app\/(services\/access|domain\/access|auth|config)\//;
		const imported = appSources
			.filter((file) => rooms.test(file))
			.flatMap((file) => [...read(file).matchAll(/from "([^.~"][^"]*)"/g)].map(([, name = ""]) => name));
		const ours =
			/^(node:(fs|path|net|timers|module)(\/promises)?|zod|drizzle-orm(\/pg-core)?|bowser|fxa-common-password-list|@remix-run\/node)$/;
		const known = ["@node-rs/argon2", "@simplewebauthn/server", "node:crypto", "openid-client", "otpauth"];
		expect([...new Set(imported)].filter((name) => !ours.test(name) && !known.includes(name))).toEqual([]);
		expect(imported).toEqual(expect.arrayContaining(["@node-rs/argon2", "node:crypto"]));
	});

	it("takes chance from the platform's generator", () => {
		expect(linesMatching(appSources, /Math\.random/)).toEqual([]);
	});
});

describe("sessions", () => {
	it("are opened by the ways in that docs/security.md lists, and by nothing else", () => {
		const opening = filesMatching(/\bopenSession\(/).filter((file) => file !== "app/services/access/session.server.ts");
		const waysIn = ["accept-invitation", "enter-with-passkey", "finish-oidc-sign-in", "reset-password", "sign-in"];
		const known = waysIn.map((name) => `app/services/access/${name}.server.ts`);
		expect(opening).toEqual(known);
	});

	it("have no other key: neither secret questions, nor hints, nor keys for programs", () => {
		const schema = filesIn("app/db/schema", TYPESCRIPT);
		expect(schema.length).toBeGreaterThan(5);
		expect(linesMatching(schema, /question|password_?hint|api_?key/i)).toEqual([]);
	});
});

describe("the outside", () => {
	it("is reached by the database, the mail and the identity provider only", () => {
		const server = appSources.filter((file) => file.includes(".server."));
		const reaching =
			/from "(node:)?(net|tls|http|https|http2|dgram|dns)(\/promises)?"|from "(postgres|nodemailer|openid-client|undici|axios)"|\bfetch\(/;
		const outward = server.filter((file) => linesMatching([file], reaching).some((line) => !/import type/.test(line)));
		const known = [
			"app/db/client.server.ts",
			// The lock on the data folder: a local socket.
			"app/db/data-folder-lock.server.ts",
			"app/db/migrate.server.ts",
			// `isIPv6` alone.
			"app/server/arrival-of.server.ts",
			"app/server/start-server.server.ts",
			"app/services/access/finish-oidc-sign-in.server.ts",
			"app/services/access/oidc-provider.server.ts",
			"app/services/access/start-oidc-sign-in.server.ts",
			// The antivirus, where one is configured.
			"app/services/evidence/clamd.server.ts",
			// The store of the evidence, where it is not the disk.
			"app/services/evidence/s3-storage.server.ts",
			"app/services/notification/mail-transport.server.ts",
		];
		expect(outward).toEqual(known);
	});

	it("is written to by one log, and by the console at start and in the demonstration", () => {
		expect(filesMatching(/\bconsole\.\w+/)).toEqual([
			"app/server/start-server.server.ts",
			"app/services/notification/mail-transport.server.ts",
		]);
	});
});

describe("in the browser", () => {
	it("nothing is kept but what one shelf seals, and codes of where one was", () => {
		expect(filesMatching(/\b(localStorage|sessionStorage|indexedDB)\b|document\.cookie|\bcaches\./)).toEqual([
			"app/components/assessment/sheet-place.ts",
			"app/components/assessment/unsent-shelf.ts",
			// Visits prepared for use without network: sealed, deleted at sign-out with the rest.
			"app/components/audit/visit-copy.ts",
			"app/components/audit/visit-database.ts",
			"app/components/evidence/photo-shelf.ts",
		]);
	});

	it("one worker answers in place of the network, under /audits alone, and keeps nothing itself", () => {
		expect(filesMatching(/serviceWorker\.register\(/)).toEqual(["app/components/audit/visit-copy.ts"]);
		expect(read("app/components/audit/visit-copy.ts")).toContain(
			"register(VISIT_WORKER, { scope: paths.audits.list() })",
		);
		const worker = read("public/visite-hors-ligne.js");
		expect(worker).not.toMatch(/\bcaches\b|importScripts|\.put\(|\.add\(|https?:/);
		expect(worker).toContain("if (url.origin !== location.origin) return;");
		for (const word of ["VISIT_DATABASE = ", "OFFLINE_DOOR = "]) {
			const ours = ["app/components/assessment/unsent-shelf.ts", "app/components/audit/visit-worker.ts"]
				.map(read)
				.join();
			expect(worker).toContain(`"${ours.split(word)[1]?.split('"')[1]}"`);
		}
	});

	it("no other window is listened to, and nothing is embedded, but the frame without origin of a preview", () => {
		const pages = appSources.filter((file) => !file.startsWith("app/services/"));
		const found = linesMatching(pages, /postMessage|\("message"|<(iframe|object|embed|applet)\b|new WebSocket/);
		const [frame, talk] = [
			"app/components/evidence/pdf-preview.tsx",
			"app/components/evidence/use-preview.ts",
		] as const;
		expect([...new Set(found.map((line) => line.split(":")[0]))]).toEqual([frame, talk]);
		// No origin, no way out; and only the window of that frame is heard.
		expect(read(frame)).toMatch(/sandbox="allow-scripts"/);
		expect(read(frame).match(/sandbox=/g)).toHaveLength(read(frame).match(/<iframe/g)?.length ?? 0);
		expect(read(talk)).toMatch(/if \(source === null \|\| source !== frame\.current\?\.contentWindow\) return;/);
	});
});

describe("password fields", () => {
	/** Each text field of the forms, with its attributes. */
	const fields = filesIn("app", /\.tsx$/).flatMap((file) =>
		[...read(file).matchAll(/<(?:TextField|input)\b[^>]*?\/>/gs)].map(([field]) => field),
	);

	it("are masked, and known to password managers", () => {
		const ofPasswords = fields.filter((field) =>
			/name="(password|current)"|autoComplete="(current|new)-password"/.test(field),
		);
		expect(ofPasswords.length).toBeGreaterThanOrEqual(4);
		const wrong = ofPasswords.filter(
			(field) => !/type="password"/.test(field) || !/autoComplete="(current|new)-password"/.test(field),
		);
		expect(wrong).toEqual([]);
	});

	it("take what is pasted: no field listens to the clipboard or shortens what is typed", () => {
		expect(linesMatching(appSources, /\bon(Paste|Copy|Cut|BeforeInput|Drop)\b/)).toEqual([]);
		const short = fields.filter((field) => /type="password"/.test(field) && /maxLength/i.test(field));
		expect(short).toEqual([]);
	});
});
