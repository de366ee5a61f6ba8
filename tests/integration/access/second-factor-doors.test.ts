/** What a session opens before its second factor: every guarded door of the product is tried, none is listed by hand. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { journalEntries } from "~/db/schema/journal.server";
import { paths } from "~/paths";
import { openSession } from "~/services/access/session.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { DOOR_ORIGIN, doorContext, doorRequest } from "../../support/door-context";
import { arrivalAt, createHolder, equip } from "../../support/second-factor";

type Open = (args: ActionFunctionArgs) => Promise<unknown>;
interface DoorModule {
	readonly loader?: Open & { readonly policy: unknown };
	readonly action?: Open & { readonly policy: unknown };
}

const modules = import.meta.glob<DoorModule>("../../../app/routes/**/*.{ts,tsx}", { eager: true });
const doors = Object.entries(modules).flatMap(([file, { loader, action }]) => {
	const name = file.replace(/^.*app\/routes\//, "");
	return [
		...(loader ? [{ name: `${name} loader`, method: "GET", open: loader, policy: loader.policy }] : []),
		...(action ? [{ name: `${name} action`, method: "POST", open: action, policy: action.policy }] : []),
	];
});
const guarded = doors.filter(({ policy }) => policy !== "open");

/** Where a person may go before they set up a factor that is due: to set it up, to prove who they are, and out. */
const BEFORE_SET_UP = [
	"access/account-security.tsx loader",
	"access/add-passkey.ts action",
	"access/confirm-identity.tsx action",
	"access/confirm-identity.tsx loader",
	"access/new-passkey-challenge.ts action",
	"access/new-passkey.tsx loader",
	"access/set-up-application.tsx action",
	"access/set-up-application.tsx loader",
];

let open: TestDatabase;
beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());

/** What a door answers to that session, as production enforces it. */
async function answerOf(door: (typeof doors)[number], token: string, accept: string, seconds: number): Promise<string> {
	const request = doorRequest(door.method, token, accept);
	const context = doorContext(open.db, seconds);
	try {
		const answered = await door.open({ request, context, params: {} });
		return answered instanceof Response ? `answered ${answered.status}` : "answered";
	} catch (thrown) {
		if (!(thrown instanceof Response)) return "broke";
		const address = thrown.headers.get("Location");
		return address ? new URL(address, DOOR_ORIGIN).pathname : `${thrown.status} ${await thrown.text()}`;
	}
}

async function answers(token: string, accept: string, seconds: number): Promise<Map<string, string>> {
	const said = new Map<string, string>();
	for (const door of guarded) said.set(door.name, await answerOf(door, token, accept, seconds));
	return said;
}

describe("before the second factor", () => {
	it("tries every door there is", () => {
		expect(guarded.length).toBeGreaterThan(30);
	});

	it("a session that owes it is sent to give it, whichever door it tries, and changes nothing", async () => {
		const person = await equip(open.db, await createHolder(open.db, [{ role: "network", cooperativeId: null }]));
		const { token } = await openSession(open.db, person.userId, { secondFactor: false }, arrivalAt(60));
		const writes = () => open.db.$count(journalEntries);
		const before = await writes();
		expect(new Set((await answers(token, "text/html", 60)).values())).toEqual(new Set([paths.secondFactor()]));
		expect(new Set((await answers(token, "application/json", 60)).values())).toEqual(
			new Set(['403 {"ok":false,"reason":"SECOND_FACTOR_REQUIRED"}']),
		);
		expect(await writes()).toBe(before);
	});

	it("so is a session opened elsewhere before the factor existed", async () => {
		const holder = await createHolder(open.db, [{ role: "network", cooperativeId: null }]);
		const { token } = await openSession(open.db, holder.userId, { secondFactor: false }, arrivalAt(0));
		// As if it had escaped the closing of the others.
		const { sessions } = await import("~/db/schema/access.server");
		const { hashToken } = await import("~/services/access/secrets.server");
		const [escaped] = await open.db
			.select()
			.from(sessions)
			.where(eq(sessions.id, hashToken(token)));
		await equip(open.db, holder);
		if (escaped) await open.db.insert(sessions).values(escaped);
		expect(new Set((await answers(token, "text/html", 60)).values())).toEqual(new Set([paths.secondFactor()]));
	});

	it.each(["auditor", "committee", "board", "network", "admin"] as const)(
		"a person with the role %s opens nothing but where it is set up",
		async (role) => {
			const { token } = await createHolder(open.db, [{ role, cooperativeId: null }]);
			const said = await answers(token, "text/html", 0);
			const opened = [...said].filter(([, answer]) => answer !== paths.account.security()).map(([name]) => name);
			expect(opened.sort()).toEqual(BEFORE_SET_UP);
		},
	);
});
