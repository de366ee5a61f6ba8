import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { invitations, passwordResets } from "~/db/schema/access.server";
import { mailMessages } from "~/db/schema/notification.server";
import { MAIL_ATTEMPTS, nextAttemptAt } from "~/domain/notification/mail-retry";
import { startMailRounds } from "~/server/mail-rounds.server";
import { createSecrets, hashToken } from "~/services/access/secrets.server";
import {
	consoleTransport,
	type MailToSend,
	type MailTransport,
	smtpTransport,
} from "~/services/notification/mail-transport.server";
import { queueMail } from "~/services/notification/queue-mail.server";
import { type Mailer, sendWaitingMail } from "~/services/notification/send-waiting-mail.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { linkIn, startMailCatcher } from "../../support/mail-catcher";
import { createActor, createCooperative, NOW } from "../../support/world";

const secrets = createSecrets(Buffer.alloc(32, 7));
/** What a template engine would read into a name. */
const PLACEHOLDERS = "$".concat("{1+1} {{x}} <% y %>");
const FROM = "Label CAE <ne-pas-repondre@label.example>";
let open: TestDatabase;

beforeAll(async () => {
	open = await createTestDatabase();
});
afterAll(() => open.drop());
beforeEach(async () => {
	await open.db.delete(mailMessages);
});

const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const address = () => `reader-${randomUUID()}@test.example`;

function mailer(transport: MailTransport, now = NOW): Mailer {
	return { db: open.db, secrets, origin: "https://label.example", from: FROM, transport, clock: () => now };
}

function failing(error: object): MailTransport & { readonly tries: MailToSend[] } {
	const tries: MailToSend[] = [];
	const transport = async (mail: MailToSend) => {
		tries.push(mail);
		throw Object.assign(new Error("250 reader@test.example said no"), error);
	};
	return Object.assign(transport, { tries });
}

function taking(): MailTransport & { readonly taken: MailToSend[] } {
	const taken: MailToSend[] = [];
	return Object.assign(async (mail: MailToSend) => void taken.push(mail), { taken });
}

async function queued(recipient = address(), now = NOW) {
	await queueMail(open.db, { kind: "passwordChanged", recipient, userId: null, params: { name: "Camille" } }, now);
	return recipient;
}

async function rowOf(recipient: string) {
	const [row] = await open.db.select().from(mailMessages).where(eq(mailMessages.recipient, recipient));
	if (!row) throw new Error("no message");
	return row;
}

describe("a pass over the outbox", () => {
	it("hands each message over once to a real mail server, and marks it", async () => {
		const catcher = await startMailCatcher();
		const recipient = await queued();
		const transport = smtpTransport(catcher.url);
		expect(await sendWaitingMail(mailer(transport))).toEqual({ sent: 1, failures: [] });
		expect(await sendWaitingMail(mailer(transport, minutes(600)))).toEqual({ sent: 0, failures: [] });
		const row = await rowOf(recipient);
		expect(row).toMatchObject({ state: "sent", sentAt: NOW, attempts: 1, lastError: "" });
		const mail = await catcher.next(recipient);
		expect(mail).toMatchObject({
			recipients: [recipient],
			to: recipient,
			messageId: `<${row.id}@label.example>`,
			subject: "Votre mot de passe Label CAE a été changé",
		});
		expect(mail.from).toContain("ne-pas-repondre@label.example");
		expect(mail.headers).toContain("auto-submitted");
		expect(mail.text).toContain("Bonjour Camille,");
		expect(mail.text).toContain("https://label.example/mot-de-passe/oublie");
		expect(catcher.mails).toHaveLength(1);
		await catcher.close();
	});

	it("sends the same message again, under the same Message-ID, when it died before marking it", async () => {
		const recipient = await queued();
		const before = taking();
		const dying: MailTransport = async (mail) => {
			await before(mail);
			// The process is gone: nothing of what follows the hand-over happens.
			await new Promise(() => {});
		};
		void sendWaitingMail(mailer(dying));
		await expect.poll(() => before.taken.length).toBe(1);
		expect(await rowOf(recipient)).toMatchObject({ state: "waiting", attempts: 1 });
		const after = taking();
		expect(await sendWaitingMail(mailer(after))).toMatchObject({ sent: 0 });
		expect(await sendWaitingMail(mailer(after, minutes(1)))).toMatchObject({ sent: 1 });
		expect(after.taken[0]?.messageId).toBe(before.taken[0]?.messageId);
		expect(await rowOf(recipient)).toMatchObject({ state: "sent", attempts: 2 });
	});

	it("sends each message once when several instances pass at the same time", async () => {
		const recipients = await Promise.all(Array.from({ length: 12 }, () => queued()));
		const transport = taking();
		const passes = await Promise.all([1, 2, 3, 4].map(() => sendWaitingMail(mailer(transport))));
		expect(passes.reduce((sum, { sent }) => sum + sent, 0)).toBe(12);
		expect(transport.taken.map(({ to }) => to).sort()).toEqual([...recipients].sort());
	});

	it("tries again later and later, then gives up, without a word of the person in what it keeps", async () => {
		const recipient = await queued();
		const transport = failing({ code: "EMESSAGE", responseCode: 451 });
		let now = NOW;
		for (let attempt = 1; attempt < MAIL_ATTEMPTS; attempt++) {
			const { failures } = await sendWaitingMail(mailer(transport, now));
			expect(failures).toMatchObject([{ attempts: attempt, dead: false, error: "EMESSAGE 451" }]);
			const row = await rowOf(recipient);
			expect(row).toMatchObject({
				state: "waiting",
				lastError: "EMESSAGE 451",
				nextAttemptAt: nextAttemptAt(attempt, now),
			});
			expect(JSON.stringify(failures)).not.toContain("reader");
			expect(await sendWaitingMail(mailer(transport, new Date(row.nextAttemptAt.getTime() - 1)))).toMatchObject({
				failures: [],
			});
			now = row.nextAttemptAt;
		}
		expect(await sendWaitingMail(mailer(transport, now))).toMatchObject({ failures: [{ dead: true }] });
		expect(await rowOf(recipient)).toMatchObject({ state: "dead", attempts: MAIL_ATTEMPTS });
		expect(await sendWaitingMail(mailer(transport, minutes(100_000)))).toMatchObject({ sent: 0, failures: [] });
		expect(transport.tries).toHaveLength(MAIL_ATTEMPTS);
		expect(new Set(transport.tries.map(({ messageId }) => messageId)).size).toBe(1);
	});

	it("gives up at once on a recipient refused for good", async () => {
		const recipient = address();
		const catcher = await startMailCatcher({
			onRcptTo: (_address, _session, done) => done(Object.assign(new Error("no such mailbox"), { responseCode: 550 })),
		});
		await queued(recipient);
		expect(await sendWaitingMail(mailer(smtpTransport(catcher.url)))).toMatchObject({
			failures: [{ dead: true, error: "EENVELOPE 550" }],
		});
		expect(await rowOf(recipient)).toMatchObject({ state: "dead", lastError: "EENVELOPE 550" });
		await catcher.close();
	});

	it("leaves the other messages alone when the server is not there", async () => {
		const catcher = await startMailCatcher();
		await catcher.close();
		await Promise.all([queued(), queued(), queued()]);
		const { failures } = await sendWaitingMail(mailer(smtpTransport(catcher.url)));
		expect(failures).toHaveLength(1);
		const rows = await open.db.select().from(mailMessages);
		expect(rows.map(({ attempts }) => attempts).sort()).toEqual([0, 0, 1]);
	});

	it("never falls back to a certificate that nobody vouches for", async () => {
		const catcher = await startMailCatcher({ disabledCommands: ["AUTH"] });
		const recipient = await queued();
		const { sent, failures } = await sendWaitingMail(mailer(smtpTransport(catcher.url)));
		expect(sent).toBe(0);
		expect(failures[0]?.error).toMatch(/^E(SOCKET|TLS)/);
		expect(catcher.mails).toEqual([]);
		expect(await rowOf(recipient)).toMatchObject({ state: "waiting" });
		await catcher.close();
	});

	it.each(["a@test.example\r\nBcc: b@test.example", "a@test.example, b@test.example", "a@test.example\u0001"])(
		"refuses the recipient %j",
		async (recipient) => {
			const catcher = await startMailCatcher();
			await queued(recipient);
			for (const transport of [smtpTransport(catcher.url), consoleTransport(() => {})]) {
				await open.db.update(mailMessages).set({ state: "waiting", nextAttemptAt: NOW });
				expect(await sendWaitingMail(mailer(transport))).toMatchObject({
					failures: [{ dead: true, error: "EHEADER" }],
				});
			}
			expect(catcher.mails).toEqual([]);
			await catcher.close();
		},
	);
});

describe("what the mails say", () => {
	async function sentText(transport = taking(), now = NOW) {
		await sendWaitingMail(mailer(transport, now));
		return transport.taken;
	}

	async function invitation(values: Partial<typeof invitations.$inferInsert> = {}) {
		const cooperative = await createCooperative(open.db, { name: `Les Toits\npartagés ${PLACEHOLDERS}` });
		const [row] = await open.db
			.insert(invitations)
			.values({
				email: address(),
				tokenHash: randomUUID(),
				role: "manager",
				cooperativeId: cooperative.id,
				createdAt: NOW,
				expiresAt: minutes(7 * 1440),
				...values,
			})
			.returning();
		if (!row) throw new Error("no invitation");
		const params = { invitationId: row.id };
		await queueMail(open.db, { kind: "invitation", recipient: row.email, userId: null, params }, NOW);
		return row;
	}

	it("invites with a link to the token of the row, a limit in the time of Paris, and what people typed as it is", async () => {
		const row = await invitation();
		const [mail] = await sentText();
		const token = secrets.linkToken("invitation", row.id);
		expect(linkIn(mail ?? { text: "" })).toBe(`https://label.example/invitation/${token}`);
		expect(mail?.text).toContain(`«\u00a0Les Toits partagés ${PLACEHOLDERS}\u00a0»`);
		expect(mail?.text).toContain("lundi 12 octobre 2026 à 11 h 30 (heure de Paris)");
		const [stored] = await open.db.select().from(mailMessages).where(eq(mailMessages.recipient, row.email));
		expect(JSON.stringify(stored)).not.toContain(token);
	});

	it("says nothing about an invitation revoked, accepted or expired meanwhile", async () => {
		const user = await createActor(open.db, "board");
		const rows = [
			await invitation({ revokedAt: NOW }),
			await invitation({ acceptedAt: NOW, acceptedBy: user.userId }),
			await invitation({ expiresAt: NOW }),
		];
		expect(await sentText()).toEqual([]);
		for (const { email } of rows) {
			expect(await rowOf(email)).toMatchObject({ state: "dead", lastError: "NOTHING_LEFT_TO_SAY" });
		}
	});

	it("sends a link for a new password, unless it is too late", async () => {
		const user = await createActor(open.db, "board");
		const ask = async (values: Partial<typeof passwordResets.$inferInsert> = {}) => {
			const id = randomUUID();
			const tokenHash = hashToken(secrets.linkToken("passwordReset", id));
			const row = { id, userId: user.userId, tokenHash, createdAt: NOW, expiresAt: minutes(60) };
			await open.db.insert(passwordResets).values({ ...row, ...values });
			const params = { resetId: id };
			await queueMail(open.db, { kind: "passwordReset", recipient: user.email, userId: user.userId, params }, NOW);
			return id;
		};
		await ask({ usedAt: NOW });
		await ask({ expiresAt: NOW });
		const id = await ask();
		const mails = await sentText();
		expect(mails.map(linkIn)).toEqual([`https://label.example/mot-de-passe/${secrets.linkToken("passwordReset", id)}`]);
		expect(mails[0]?.text).toContain("lundi 5 octobre 2026 à 12 h 30");
	});

	it("tells of a change of the second factor and of a new browser, on one line each", async () => {
		const to = { recipient: address(), userId: null };
		const change = { ...to, kind: "secondFactorChanged" as const };
		await queueMail(open.db, { ...change, params: { name: "Camille\r\nPerrin", change: "passkeyAdded" } }, NOW);
		await queueMail(
			open.db,
			{ ...to, kind: "newDevice", params: { name: "", device: "Firefox sur Linux" } },
			minutes(1),
		);
		const [factor, device] = await sentText(taking(), minutes(2));
		expect(factor?.text).toContain("Bonjour Camille Perrin,");
		expect(factor?.text).toContain("une clé d’accès a été ajoutée");
		expect(device?.text).toContain("Bonjour,\n");
		expect(device?.text).toContain("Firefox sur Linux");
		for (const mail of [factor, device]) expect(mail?.subject).not.toMatch(/\p{C}/u);
	});

	it("prints readable mails in the demonstration", async () => {
		const recipient = await queued();
		const printed: string[] = [];
		await sendWaitingMail(mailer(consoleTransport((text) => printed.push(text))));
		expect(printed.join()).toContain("Courriel (démonstration)");
		expect(printed.join()).toContain(`À : ${recipient}`);
		expect(printed.join()).toContain("Bonjour Camille,");
		expect(await rowOf(recipient)).toMatchObject({ state: "sent" });
	});
});

describe("the rounds of the server", () => {
	it("send what comes in between, and stop once the message under way is marked", async () => {
		const first = await queued();
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		const started: string[] = [];
		const slow: MailTransport = async ({ to }) => {
			started.push(to);
			await held;
		};
		const rounds = startMailRounds(mailer(slow), 5);
		await expect.poll(() => started).toEqual([first]);
		const second = await queued();
		let stopped = false;
		const stopping = rounds.stop().then(() => {
			stopped = true;
		});
		await new Promise((resume) => setTimeout(resume, 50));
		expect(stopped).toBe(false);
		release();
		await stopping;
		expect(await rowOf(first)).toMatchObject({ state: "sent" });
		expect(await rowOf(second)).toMatchObject({ state: "waiting", attempts: 0 });
	});
});
