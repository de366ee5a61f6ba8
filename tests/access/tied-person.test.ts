/** Somebody tied to a cooperative gets nothing of it over HTTP, with both nets and with the policy alone. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declaredInterests } from "~/db/schema/auditor.server";
import { interestDeclarations } from "~/db/schema/mission.server";
import { type Answered, ask, everyRequest } from "./requests";
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
	let signed: readonly Answered[] = [];
	const sign = (auditId: string, method: "GET" | "POST" = "POST") => {
		const form = { says: "ties", ties: "capital", wording: "1", signature: "oui" };
		const asked = { method, route: "/audits/:auditId/declaration", object: "-", side: null };
		const address = `/audits/${auditId}/declaration`;
		return ask(
			served,
			{ person: "auditor", userId: served.world.persons.auditor },
			{ ...asked, address, ...(method === "POST" && { form }) },
		);
	};
	beforeAll(async () => {
		served = await serve(path.resolve("build"), prepare);
		const { persons, sides } = served.world;
		// The auditor tells it by signing, with a double click and once more.
		const { planned } = sides.own.audits;
		signed = [...(await Promise.all([sign(planned), sign(planned)])), await sign(planned), await sign(planned, "GET")];
		for (const person of ["committee", "board"] as const) {
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

	it("told by a signature sent twice leads to one's own ties, and opens the way to no other file", async () => {
		const own = { status: 302, location: "/liens?fait=signature" };
		expect(signed.map(({ status, location }) => ({ status, location }))).toEqual([own, own, own, own]);
		const { own: closed, other } = served.world.sides;
		for (const auditId of [closed.audits.inProgress, other.audits.planned, randomUUID()]) {
			expect([(await sign(auditId)).status, (await sign(auditId, "GET")).status]).toEqual([404, 404]);
		}
		const rows = await served.db
			.select()
			.from(interestDeclarations)
			.where(eq(interestDeclarations.auditId, closed.audits.planned));
		expect(rows.filter(({ userId }) => userId === served.world.persons.auditor)).toHaveLength(1);
	}, 60_000);

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
