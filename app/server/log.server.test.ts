import { describe, expect, it } from "vitest";
import { describeError } from "./log.server";

const said = (error: unknown) => JSON.stringify(describeError(error));

describe("describeError", () => {
	it("keeps what failed and where", () => {
		const described = describeError(new TypeError("seats is not iterable"));
		expect(described).toMatchObject({ name: "TypeError", message: "seats is not iterable" });
		expect(described.frames?.[0]).toMatch(/log\.server\.test\.ts:\d+:\d+/);
	});

	it("keeps the statement and the codes of a database error, and none of its values", () => {
		const cause = Object.assign(new Error("duplicate key: Key (email)=(jeanne@cae.example) already exists"), {
			severity: "ERROR",
			code: "23505",
			detail: "Key (email)=(jeanne@cae.example) already exists.",
			constraint_name: "users_email",
			table_name: "users",
		});
		const query = 'insert into "users" ("email", "name") values ($1, $2)';
		const error = Object.assign(
			new Error(`Failed query: ${query}\nparams: jeanne@cae.example,Jeanne Le Gall`, { cause }),
			{
				query,
				params: ["jeanne@cae.example", "Jeanne Le Gall"],
			},
		);
		expect(describeError(error)).toMatchObject({
			query,
			cause: { code: "23505", constraint: "users_email", table: "users" },
		});
		expect(said(error)).not.toMatch(/jeanne|Gall/i);
	});

	it.each([
		["an e-mail address", "no mailbox for <jeanne.le-gall@cae.example>", /jeanne|cae\.example/],
		["a token", "bad link k3J9_vQ2xW8sT1uY6zR4pL0mN7bV5cX3aS8dF2gH1jK", /k3J9/],
		["a connection string", "cannot reach postgres://label:secret@db.example/label", /secret|db\.example/],
		["an address with its query", "Invalid URL: https://label.example/connexion?suite=/x&email=j", /suite|email/],
	])("leaves out %s", (_, message, hidden) => {
		expect(said(new Error(message))).not.toMatch(hidden);
		expect(said(message)).not.toMatch(hidden);
	});

	it("stays on one line, whatever the error says", () => {
		const error = new Error('one\n    at two (/three.ts:1:2)\r\n{"level":"info"}\u001b[31m\u2028');
		for (const sign of ["\n", "\r", "\u001b"]) expect(said(error)).not.toContain(sign);
		expect(describeError(error).frames?.join()).not.toContain("three.ts");
	});

	it("says what was thrown that is no error", () => {
		expect(describeError(undefined)).toEqual({ name: "undefined", message: "undefined" });
	});
});
