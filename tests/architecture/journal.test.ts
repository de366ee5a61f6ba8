/** Every write of the product leaves a row in the journal: a service that writes to a table also records it, or says why not. */
import { describe, expect, it } from "vitest";
import { appSources, filesIn, read } from "./source-files";

/** Tables whose rows are not what the journal is about. */
const UNRECORDED_TABLES: Readonly<Record<string, string>> = {
	journalEntries: "the journal itself",
	securityEvents: "the security log, kept apart and for a limited time (R-94)",
	mailMessages: "the letters to send follow from the write that queues them",
	answerSaves: "keys that make a save sent twice have one effect",
	throttles: "counters of attempts",
	ceremonies: "challenges of a sign-in under way, read once",
	visitReminders: "which reminders left: nothing about a visit changes",
	knownDevices: "browsers already seen, for the throttling of sign-ins alone",
};

/** Services whose writes are recorded elsewhere: by the one they write for, or in the security log. */
const RECORDED_ELSEWHERE: Readonly<Record<string, string>> = {
	"app/services/access/add-passkey.server.ts": "settle-factor-change.server.ts records it in the same transaction",
	"app/services/access/consume-passkey.server.ts": "a passkey's counter and last use: each use is in the security log",
	"app/services/access/consume-totp-code.server.ts": "a code that serves once: each try is in the security log",
	"app/services/access/recovery-codes.server.ts": "writes for the services that renew or use the codes",
	"app/services/access/remove-factor.server.ts": "settle-factor-change.server.ts records it in the same transaction",
	"app/services/access/set-up-totp.server.ts": "settle-factor-change.server.ts records it in the same transaction",
	"app/services/assessment/write-answers.server.ts": "writes for the move of a draft and its undoing, which record it",
	"app/services/audit/slot-rows.server.ts": "slots withdrawn by the change that takes their place, which is recorded",
	"app/services/audit/preparation-rows.server.ts":
		"an empty plan, made for the service that writes in it and records it",
	"app/services/audit/remind-demands.server.ts": "which reminders left: nothing about a demand changes",
	"app/services/evidence/link-rows.server.ts": "writes for the move of a draft and its undoing, which record it",
	"app/services/evidence/cite-evidence.server.ts": "which versions a submission cites, written and recorded with it",
	"app/services/audit/propose-plan.server.ts":
		"move-non-conformity.server.ts records each move in the same transaction",
	"app/services/audit/freeze-report.server.ts":
		"what a report says, recorded with its hash by the sending or the issue",
	"app/services/network/complete-summaries.server.ts":
		"figures drawn from frozen answers when a version is published, which is recorded",
	"app/services/network/write-summary.server.ts": "figures written with the submission or the closing of a visit",
};

const WRITE = /\.(?:insert|update|delete)\(\s*([A-Za-z]\w*)\s*\)/g;
const RECORDS = /\brecordWrites?\(/;
const WRITE_IN_TEXT = /\b(?:insert\s+into|update\s+"?\w+"?\s+set|delete\s+from|truncate)\b/i;

const TABLES = new Set(
	filesIn("app/db/schema").flatMap((file) =>
		[...read(file).matchAll(/^export const (\w+) = pgTable\(/gm)].map(([, table = ""]) => table),
	),
);
const services = appSources.filter((file) => file.startsWith("app/services/"));
const writing = services
	.map((file) => ({ file, text: read(file), tables: tablesWrittenIn(read(file)) }))
	.filter(({ tables }) => tables.length > 0);

function tablesWrittenIn(text: string): string[] {
	return [...new Set([...text.matchAll(WRITE)].map(([, table = ""]) => table))].filter((table) => TABLES.has(table));
}

describe("the journal's coverage", () => {
	it("finds the services that write", () => {
		expect(TABLES.size).toBeGreaterThan(20);
		expect(Object.keys(UNRECORDED_TABLES).filter((table) => !TABLES.has(table))).toEqual([]);
		expect(writing.length).toBeGreaterThan(10);
		expect(tablesWrittenIn("await tx\n\t.insert(users)\n.values(x); tx.delete( sessions )")).toEqual([
			"users",
			"sessions",
		]);
	});

	it("records each write", () => {
		const silent = writing
			.filter(({ file, text }) => !RECORDS.test(text) && !(file in RECORDED_ELSEWHERE))
			.map(({ file, tables }) => ({ file, tables: tables.filter((table) => !(table in UNRECORDED_TABLES)) }))
			.filter(({ tables }) => tables.length > 0);
		expect(silent, "call recordWrite in the same transaction, or say here why not").toEqual([]);
	});

	it("writes from services only, and records what is written by a text of SQL", () => {
		const elsewhere = appSources.filter((file) => /^app\/(auth|server|routes|components|domain)\//.test(file));
		expect(elsewhere.filter((file) => tablesWrittenIn(read(file)).length > 0)).toEqual([]);
		const byText = services.map((file) => ({ file, text: read(file) })).filter(({ text }) => WRITE_IN_TEXT.test(text));
		expect(byText.filter(({ text }) => !RECORDS.test(text)).map(({ file }) => file)).toEqual([]);
	});

	it("excuses only what exists and writes", () => {
		const files = writing.map(({ file }) => file);
		expect(Object.keys(RECORDED_ELSEWHERE).filter((file) => !files.includes(file))).toEqual([]);
	});
});
