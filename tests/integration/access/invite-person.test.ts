import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invitations, roleGrants } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { onBehalfOf } from "~/db/transaction.server";
import { INVITATIONS_PER_DAY, type InvitationInput } from "~/domain/access/invitation";
import type { Actor } from "~/domain/access/roles";
import { invitePerson } from "~/services/access/invite-person.server";
import { resendInvitation } from "~/services/access/resend-invitation.server";
import { revokeInvitation } from "~/services/access/revoke-invitation.server";
import { createSecrets, hashToken } from "~/services/access/secrets.server";
import { ForbiddenError, NotFoundError } from "~/services/use-case.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { createActor, createCooperative, NOW, publishStandards } from "../../support/world";

const secrets = createSecrets(Buffer.alloc(32, 7));
const DAY = 86_400_000;
let open: TestDatabase;

beforeAll(async () => {
	open = await createTestDatabase();
	await publishStandards(open.db);
});
afterAll(() => open.drop());

const address = () => `invitee-${randomUUID()}@test.example`;
const later = (days: number) => new Date(NOW.getTime() + days * DAY);

/** As the door of a page would: on behalf of the person, under row-level security. */
function asked<T>(
	actor: Actor,
	now: Date,
	work: (useCase: { db: typeof open.db; actor: Actor; now: Date }) => Promise<T>,
) {
	return onBehalfOf(open.db, actor.userId, "write", (db) => work({ db, actor, now }));
}
const invite = (actor: Actor, input: InvitationInput, now = NOW) =>
	asked(actor, now, (useCase) => invitePerson(useCase, secrets, input));
const resend = (actor: Actor, id: string, now = NOW) =>
	asked(actor, now, (useCase) => resendInvitation(useCase, secrets, id));
const revoke = (actor: Actor, id: string, now = NOW) => asked(actor, now, (useCase) => revokeInvitation(useCase, id));

async function invited(actor: Actor, input: InvitationInput, now = NOW): Promise<string> {
	const result = await invite(actor, input, now);
	if (!result.ok) throw new Error(result.reason);
	return result.value.invitationId;
}

async function stored(id: string) {
	const [row] = await open.db.select().from(invitations).where(eq(invitations.id, id));
	if (!row) throw new Error("no invitation");
	return row;
}

async function team() {
	const cooperative = await createCooperative(open.db);
	const manager = await createActor(open.db, "manager", cooperative.id);
	return { cooperative, manager, cooperativeId: cooperative.id };
}

describe("invitePerson", () => {
	it("writes the invitation, its mail and its journal row together; the address is in neither of the last two’s content", async () => {
		const { manager, cooperativeId } = await team();
		const email = address();
		const id = await invited(manager, {
			email: ` ${email.toUpperCase()} `,
			role: "contributor",
			cooperativeId,
			domains: ["RHU", "FIN"],
			startsOn: "2026-11-01",
			endsOn: "2027-10-31",
		});
		expect(await stored(id)).toMatchObject({
			email,
			role: "contributor",
			cooperativeId,
			domains: ["FIN", "RHU"],
			startsOn: "2026-11-01",
			endsOn: "2027-10-31",
			invitedBy: manager.userId,
			expiresAt: later(7),
			tokenHash: hashToken(secrets.linkToken("invitation", id)),
		});
		const [mail] = await open.db.select().from(mailMessages).where(eq(mailMessages.recipient, email));
		expect(mail).toMatchObject({ kind: "invitation", state: "waiting", params: { invitationId: id } });
		const rows = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, id));
		expect(rows).toMatchObject([{ action: "invitation.sent", actorId: manager.userId, cooperativeId }]);
		expect(JSON.stringify(rows)).not.toContain(email);
	});

	it("is open to whoever may grant that role, and to nobody else", async () => {
		const { manager, cooperativeId } = await team();
		const other = await team();
		const contributor = await createActor(open.db, "contributor", cooperativeId);
		const network = await createActor(open.db, "network");
		const admin = await createActor(open.db, "admin");
		const board = await createActor(open.db, "board");
		const to = (role: string, within: string | null = null) => ({ email: address(), role, cooperativeId: within });

		for (const [actor, input] of [
			[manager, to("manager", cooperativeId)],
			[network, to("manager", cooperativeId)],
			[network, to("auditor")],
			[network, to("network")],
			[admin, to("admin")],
		] as const) {
			expect(await invite(actor, input)).toMatchObject({ ok: true });
		}
		await expect(invite(contributor, to("contributor", cooperativeId))).rejects.toThrow(ForbiddenError);
		for (const [actor, input] of [
			[manager, to("contributor", other.cooperativeId)],
			[manager, to("auditor")],
			[manager, to("admin")],
			[network, to("admin")],
			[board, to("board")],
			[board, to("manager", cooperativeId)],
			[network, to("manager", randomUUID())],
			[network, to("manager", "pas-un-identifiant")],
		] as const) {
			await expect(invite(actor, input)).rejects.toThrow(NotFoundError);
		}
	});

	it.each<[Partial<InvitationInput>, string]>([
		[{ email: "pas une adresse" }, "INVALID_EMAIL"],
		[{ email: "a@test.example\r\nBcc: b@test.example" }, "INVALID_EMAIL"],
		[{ email: "a@test.example, b@test.example" }, "INVALID_EMAIL"],
		[{ role: "empereur" }, "INVALID_ROLE"],
		[{ role: "auditor" }, "INVALID_ROLE"],
		[{ cooperativeId: null }, "INVALID_ROLE"],
		[{ domains: [] }, "INVALID_DOMAINS"],
		[{ domains: ["FIN", "ZZZ"] }, "INVALID_DOMAINS"],
		[{ role: "manager", domains: ["FIN"] }, "INVALID_DOMAINS"],
		[{ startsOn: "demain" }, "INVALID_DATES"],
		[{ startsOn: "2027-02-30" }, "INVALID_DATES"],
		[{ endsOn: "2026-10-04" }, "INVALID_DATES"],
		[{ startsOn: "2026-12-01", endsOn: "2026-11-30" }, "INVALID_DATES"],
	])("refuses %j: %s, and writes nothing", async (change, reason) => {
		const { manager, cooperativeId } = await team();
		const network = await createActor(open.db, "network");
		const input = { email: address(), role: "contributor", cooperativeId, ...change };
		expect(await invite(change.role === "auditor" ? network : manager, input)).toMatchObject({ ok: false, reason });
		expect(await open.db.select().from(invitations).where(eq(invitations.cooperativeId, cooperativeId))).toEqual([]);
	});

	it("refuses a member, even one whose role starts later, but not a former one", async () => {
		const { manager, cooperativeId } = await team();
		const member = await createActor(open.db, "contributor", cooperativeId);
		const input = { email: member.email, role: "contributor", cooperativeId };
		expect(await invite(manager, input)).toMatchObject({ reason: "ALREADY_MEMBER" });
		const holding = (values: Partial<typeof roleGrants.$inferInsert>) =>
			open.db.update(roleGrants).set(values).where(eq(roleGrants.userId, member.userId));
		await holding({ startsOn: "2026-12-01" });
		expect(await invite(manager, input)).toMatchObject({ reason: "ALREADY_MEMBER" });
		await holding({ startsOn: null, endsOn: "2026-10-04" });
		expect(await invite(manager, input)).toMatchObject({ ok: true });
	});

	it("refuses a second pending invitation to the same role; another role, or once it expired, is fine", async () => {
		const { manager, cooperativeId } = await team();
		const input = { email: address(), role: "contributor", cooperativeId };
		await invited(manager, input);
		expect(await invite(manager, input)).toMatchObject({ reason: "ALREADY_INVITED" });
		expect(await invite(manager, { ...input, role: "manager" })).toMatchObject({ ok: true });
		expect(await invite(manager, input, later(7))).toMatchObject({ ok: true });
	});

	it("sends one invitation when two people invite the same address at once", async () => {
		const { manager, cooperativeId } = await team();
		const second = await createActor(open.db, "manager", cooperativeId);
		const input = { email: address(), role: "contributor", cooperativeId };
		const results = await Promise.all([invite(manager, input), invite(second, input), invite(manager, input)]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		expect(results.filter((result) => !result.ok && result.reason === "ALREADY_INVITED")).toHaveLength(2);
		expect(await open.db.select().from(mailMessages).where(eq(mailMessages.recipient, input.email))).toHaveLength(1);
	});

	it("stops at the number of a day, and starts again the next one", async () => {
		const { manager, cooperativeId } = await team();
		await open.db.insert(invitations).values(
			Array.from({ length: INVITATIONS_PER_DAY }, () => ({
				email: address(),
				tokenHash: randomUUID(),
				role: "contributor" as const,
				cooperativeId,
				invitedBy: manager.userId,
				createdAt: NOW,
				expiresAt: later(7),
			})),
		);
		const input = { email: address(), role: "contributor", cooperativeId };
		expect(await invite(manager, input)).toMatchObject({ reason: "TOO_MANY_INVITATIONS" });
		expect(await invite(manager, input, later(1))).toMatchObject({ ok: true });
	});
});

describe("revokeInvitation and resendInvitation", () => {
	it("revokes once", async () => {
		const { manager, cooperativeId } = await team();
		const id = await invited(manager, { email: address(), role: "contributor", cooperativeId });
		expect(await revoke(manager, id)).toMatchObject({ ok: true });
		expect((await stored(id)).revokedAt).toEqual(NOW);
		expect(await revoke(manager, id)).toMatchObject({ reason: "NOT_PENDING" });
		expect(await resend(manager, id)).toMatchObject({ reason: "NOT_PENDING" });
	});

	it("sends a new link in place of the former one, even expired, with the same role", async () => {
		const { manager, cooperativeId } = await team();
		const email = address();
		const offer = { role: "contributor", cooperativeId, domains: ["JUR"], endsOn: "2026-10-20" };
		const former = await invited(manager, { email, ...offer });
		const again = await resend(manager, former, later(9));
		if (!again.ok) throw new Error(again.reason);
		const next = await stored(again.value.invitationId);
		expect(next).toMatchObject({ email, ...offer, expiresAt: later(16) });
		const before = await stored(former);
		expect(before.revokedAt).toEqual(later(9));
		expect(next.tokenHash).not.toBe(before.tokenHash);
		const rows = await open.db.select().from(journalEntries).where(eq(journalEntries.subjectId, next.id));
		expect(rows).toMatchObject([{ action: "invitation.sent", after: { replaces: former } }]);
	});

	it("leaves the former link good when it refuses", async () => {
		const { manager, cooperativeId } = await team();
		const id = await invited(manager, {
			email: address(),
			role: "contributor",
			cooperativeId,
			endsOn: "2026-10-06",
		});
		expect(await resend(manager, id, later(3))).toMatchObject({ reason: "INVALID_DATES" });
		const member = await createActor(open.db, "contributor", cooperativeId);
		const [row] = await open.db
			.insert(invitations)
			.values({ ...(await stored(id)), id: randomUUID(), tokenHash: randomUUID(), email: member.email })
			.returning();
		expect(await resend(manager, row?.id ?? "")).toMatchObject({ reason: "ALREADY_MEMBER" });
		expect((await stored(row?.id ?? "")).revokedAt).toBeNull();
		expect((await stored(id)).revokedAt).toBeNull();
	});

	it("answers to those who may grant the role, and as for none to the others", async () => {
		const { manager, cooperativeId } = await team();
		const other = await team();
		const contributor = await createActor(open.db, "contributor", cooperativeId);
		const admin = await createActor(open.db, "admin");
		const network = await createActor(open.db, "network");
		const id = await invited(manager, { email: address(), role: "contributor", cooperativeId });
		const administration = await invited(admin, { email: address(), role: "admin", cooperativeId: null });
		for (const act of [revoke, resend]) {
			for (const actor of [other.manager, contributor]) await expect(act(actor, id)).rejects.toThrow(NotFoundError);
			await expect(act(network, administration)).rejects.toThrow(NotFoundError);
			await expect(act(manager, randomUUID())).rejects.toThrow(NotFoundError);
			await expect(act(manager, "pas-un-identifiant")).rejects.toThrow(NotFoundError);
		}
		expect(await revoke(network, id)).toMatchObject({ ok: true });
		expect(await revoke(admin, administration)).toMatchObject({ ok: true });
	});

	it("lets one of two simultaneous renewals win", async () => {
		const { manager, cooperativeId } = await team();
		const email = address();
		const id = await invited(manager, { email, role: "contributor", cooperativeId });
		const results = await Promise.all([resend(manager, id), resend(manager, id), revoke(manager, id)]);
		expect(results.filter(({ ok }) => ok)).toHaveLength(1);
		const rows = await open.db.select().from(invitations).where(eq(invitations.email, email));
		expect(rows.filter(({ revokedAt }) => revokedAt === null).length).toBeLessThanOrEqual(1);
	});
});
