import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./env.server";

const REMOTE = "postgres://label@db.example:5432/label";
const refused = (source: Record<string, string>) => {
	try {
		readConfig(source);
	} catch (error) {
		expect(error).toBeInstanceOf(ConfigError);
		return (error as Error).message;
	}
	throw new Error(`accepted: ${JSON.stringify(source)}`);
};

describe("the database", () => {
	it("is the embedded one unless told", () => {
		expect(readConfig({ DATA_DIR: "/srv/label" }).database).toEqual({ engine: "pglite", dataDir: "/srv/label" });
	});

	it.each([
		"postgres://label@localhost/label",
		"postgres://label@127.0.0.1:5433/label",
		"postgres://label@[::1]/label",
		"postgres://label@%2Fvar%2Frun%2Fpostgresql/label",
		"postgres://label@localhost/label?sslmode=disable",
	])("is reached without TLS on this machine: %s", (url) => {
		expect(readConfig({ DATABASE_URL: url }).database).toMatchObject({ engine: "postgres", tls: null });
	});

	it("never takes its host from elsewhere", () => {
		expect(readConfig({ DATABASE_URL: "postgres:///label" }).database).toMatchObject({
			url: "postgres://localhost/label",
		});
		expect(refused({ DATABASE_URL: "postgres://localhost/label?host=db.example" })).toContain("« host »");
	});

	it("is reached on another machine with a verified certificate", () => {
		const { database } = readConfig({
			DATABASE_URL: `${REMOTE}?sslmode=verify-full`,
			DATABASE_CA_FILE: "package.json",
		});
		expect(database).toEqual({ engine: "postgres", url: REMOTE, tls: { caFile: "package.json" } });
		expect(refused({ DATABASE_URL: `${REMOTE}?sslmode=verify-full`, DATABASE_CA_FILE: "/nowhere.pem" })).toContain(
			"DATABASE_CA_FILE : fichier introuvable",
		);
	});

	it.each([
		"",
		"?sslmode=disable",
		"?sslmode=prefer",
		"?sslmode=allow",
		"?sslmode=require",
		"?sslmode=verify-ca",
		"?ssl=true",
		"?sslrootcert=system",
		"?sslnegotiation=direct",
	])("is refused on another machine otherwise: %j", (query) => {
		expect(refused({ DATABASE_URL: REMOTE + query })).toContain("DATABASE_URL");
	});

	it.each(["prefer", "allow", "require"])("is refused with sslmode=%s, which verifies nothing", (mode) => {
		expect(refused({ DATABASE_URL: `postgres://localhost/label?sslmode=${mode}` })).toContain("verify-full");
	});
});

describe("the public origin", () => {
	it.each(["https://label.example", "https://label.example/", "http://localhost:3000", "http://127.0.0.1:3000"])(
		"is taken: %s",
		(origin) => {
			expect(readConfig({ PUBLIC_ORIGIN: origin }).publicOrigin).toBe(origin.replace(/\/$/, ""));
		},
	);

	it.each([
		"https://label.example/cae",
		"https://user@label.example",
		"https://label.example?x",
		"http://label.example",
		"http://127.0.0.1.evil.example",
		"ftp://label.example",
		"label.example",
	])("is refused: %s", (origin) => {
		expect(refused({ PUBLIC_ORIGIN: origin })).toContain("PUBLIC_ORIGIN");
	});

	it("may be plain http in a demonstration", () => {
		expect(readConfig({ PUBLIC_ORIGIN: "http://192.0.2.7:3000", APP_DEMO: "1" }).publicOrigin).toBe(
			"http://192.0.2.7:3000",
		);
	});
});

describe("the identity provider", () => {
	const client = { OIDC_CLIENT_ID: "label", OIDC_CLIENT_SECRET: "a long secret" };

	it("is off by default, and on with the three", () => {
		expect(readConfig({}).oidc).toBeNull();
		expect(readConfig({ ...client, OIDC_ISSUER: "https://id.example" }).oidc).toMatchObject({ clientId: "label" });
		expect(readConfig({ ...client, OIDC_ISSUER: "http://127.0.0.1:9000" }).oidc).not.toBeNull();
	});

	it("is refused by halves, or over plain http", () => {
		expect(refused(client)).toContain("donnez les trois");
		expect(refused({ ...client, OIDC_ISSUER: "http://id.example" })).toContain("https://");
	});
});
