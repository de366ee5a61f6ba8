/** Nobody raises themselves: not by granting a role, not by inviting their own address. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { invitations, roleGrants } from "~/db/schema/access.server";
import { grantRole } from "~/services/access/grant-role.server";
import { invitePerson } from "~/services/access/invite-person.server";
import { createSecrets } from "~/services/access/secrets.server";
import { ForbiddenError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { as, createActor, createCooperative, publishStandards } from "../../support/world";

let open: TestDatabase;
beforeAll(async () => {
	open = await createTestDatabase();
	await publishStandards(open.db);
});
afterAll(() => open.drop());

it("keeps the national team out of a cooperative's drafts", async () => {
	const cooperative = await createCooperative(open.db);
	const network = await createActor(open.db, "network");
	const useCase = as(open.db, network);
	const offered = { role: "manager", cooperativeId: cooperative.id };
	await expect(grantRole(useCase, network.userId, { ...offered, startsOn: "", endsOn: "" })).rejects.toThrow(
		ForbiddenError,
	);
	const secrets = createSecrets(new Uint8Array(32).fill(7));
	await expect(invitePerson(useCase, secrets, { ...offered, email: network.email })).rejects.toThrow();
	expect(await open.db.select().from(roleGrants).where(eq(roleGrants.userId, network.userId))).toHaveLength(1);
	expect(await open.db.select().from(invitations).where(eq(invitations.email, network.email))).toEqual([]);
	expect(await invitePerson(useCase, secrets, { ...offered, email: "autre@test.example" })).toMatchObject({ ok: true });
});
