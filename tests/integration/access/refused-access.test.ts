/** What the doors refuse to somebody signed in, and what they leave of it in the security log. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { securityEvents } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { paths } from "~/paths";
import { action as endSessions } from "~/routes/access/account-sessions";
import { action as addPasskey } from "~/routes/access/add-passkey";
import { action as newPasskeyChallenge } from "~/routes/access/new-passkey-challenge";
import { action as copyOwnData } from "~/routes/access/own-data-copy";
import { action as renewRecoveryCodes } from "~/routes/access/recovery-codes";
import { action as removeFactor } from "~/routes/access/remove-factor";
import { action as setUpApplication } from "~/routes/access/set-up-application";
import { loader as cooperativePage } from "~/routes/cooperative/identity";
import { loader as cooperativeList } from "~/routes/cooperative/list";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { doorContext, doorRequest } from "../../support/door-context";
import { arrivalAt, createHolder, type Holder } from "../../support/second-factor";
import { createCooperative } from "../../support/world";

type Open = (args: ActionFunctionArgs) => Promise<unknown>;

let open: TestDatabase;
let person: Holder;
let otherId: string;
beforeAll(async () => {
	open = await createTestDatabase();
	const own = await createCooperative(open.db);
	person = await createHolder(open.db, [{ role: "contributor", cooperativeId: own.id }]);
	otherId = (await createCooperative(open.db)).id;
});
afterAll(() => open.drop());

/** The status and the page that a door leads to. */
async function answerOf(door: Open, method: string, seconds: number, params = {}): Promise<string> {
	try {
		await door({ request: doorRequest(method, person.token), context: doorContext(open.db, seconds), params });
		return "opened";
	} catch (thrown) {
		if (!(thrown instanceof Response)) throw thrown;
		return `${thrown.status} ${thrown.headers.get("Location")?.split("?")[0] ?? ""}`.trim();
	}
}

it("a refused access leaves one line that says who, from where and when", async () => {
	const lines = () =>
		open.db
			.select()
			.from(securityEvents)
			.where(and(eq(securityEvents.kind, "accessDenied"), eq(securityEvents.userId, person.userId)));
	expect(await answerOf(cooperativePage, "GET", 60, { cooperativeId: otherId })).toBe("404");
	expect(await lines()).toMatchObject([{ succeeded: false, at: arrivalAt(60).now, network: arrivalAt(60).network }]);
	expect(await answerOf(cooperativeList, "GET", 120)).toBe("403");
	expect(await lines()).toHaveLength(2);
});

it.each<[string, Open]>([
	["ending sessions", endSessions],
	["adding a passkey", addPasskey],
	["asking for a new passkey", newPasskeyChallenge],
	["renewing recovery codes", renewRecoveryCodes],
	["taking a factor away", removeFactor],
	["setting an application up", setUpApplication],
	["copying one's own data", copyOwnData],
])("a proof of the last fifteen minutes comes before %s: nothing happens without", async (_, door) => {
	const before = await open.db.$count(journalEntries);
	expect(await answerOf(door, "POST", 15 * 60)).toBe(`302 ${paths.account.confirm("").split("?")[0]}`);
	expect(await open.db.$count(journalEntries)).toBe(before);
});
