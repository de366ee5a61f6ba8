/** Somebody tied to a cooperative gets nothing of it over HTTP, with both nets and with the policy alone. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declaredInterests } from "~/db/schema/auditor.server";
import { ask, everyRequest } from "./requests";
import { withoutRowSecurity } from "./rounds";
import { type Served, serve } from "./served";
import { KINDS, type Kind, type Person } from "./two-cooperatives";

/** What the register says of a cooperative, for those who see the network. */
const REGISTER: readonly Kind[] = ["identity", "department"];

describe.each([
	["with both nets", undefined],
	["with the policy alone", withoutRowSecurity],
] as const)("a tie declared with a cooperative, %s", (_, prepare) => {
	let served: Served;
	beforeAll(async () => {
		served = await serve(path.resolve("build"), prepare);
		const { persons, sides } = served.world;
		for (const person of ["auditor", "committee", "board"] as const) {
			const tie = { userId: persons[person], cooperativeId: sides.own.cooperativeId, kind: "capital" as const };
			await served.db.insert(declaredInterests).values({ id: randomUUID(), ...tie, declaredAt: new Date() });
		}
	}, 300_000);
	afterAll(() => served.stop());

	async function seenBy(person: Person): Promise<{
		readonly kinds: readonly Kind[];
		readonly opened: readonly string[];
		readonly naming: readonly string[];
	}> {
		const { persons, sides } = served.world;
		const kinds = new Set<Kind>();
		const opened: string[] = [];
		const naming: string[] = [];
		for (const request of everyRequest(served.world).filter(
			({ method, side }) => method === "GET" && side !== "other",
		)) {
			const { status, body } = await ask(served, { person, userId: persons[person] }, request);
			for (const kind of KINDS) if (body.includes(sides.own.markers[kind])) kinds.add(kind);
			if (body.includes(sides.own.markers.identity)) naming.push(request.route);
			if (status === 200 && request.side === "own") opened.push(`${request.route} ${request.object}`);
		}
		return { kinds: [...kinds], opened, naming };
	}

	it("gives its auditor nothing: neither its name, nor the audit, nor the answers, nor the evidence, nor the invitation", async () => {
		const { kinds, opened, naming } = await seenBy("auditor");
		// What they say of themselves is theirs: the tie is told back to them by the name of the cooperative, on that page alone.
		expect(kinds).toEqual(["identity", "reason of an absence"]);
		expect(naming).toEqual(["/liens"]);
		expect(opened).toEqual(["/auditeurs/:auditorId own auditor"]);
	}, 300_000);

	it.each(["committee", "board"] as const)(
		"leaves the %s what the register says",
		async (person) => {
			const { kinds, opened } = await seenBy(person);
			expect(kinds.filter((kind) => !REGISTER.includes(kind))).toEqual([]);
			expect(kinds).toContain("identity");
			expect(opened).toEqual(["/cooperatives/:cooperativeId own"]);
		},
		300_000,
	);
});
