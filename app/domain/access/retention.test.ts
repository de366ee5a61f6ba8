import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RETENTION_RULES, type RetentionKey, retentionDelay, retentionLimit } from "./retention";

const NOW = new Date("2026-10-05T09:30:00Z");
const INVITED = ["accepted_at", "revoked_at", "expires_at"];

/** Days kept, and what the delay counts from. A rule left out does not compile. */
const REVIEWED: {
	readonly [K in RetentionKey]: readonly [table: string, days: number, effect: string, ...from: string[]];
} = {
	sessions: ["sessions", 0, "removed", "expires_at"],
	ceremonies: ["ceremonies", 0, "removed", "expires_at"],
	throttles: ["throttles", 0, "removed", "expire"],
	knownDevices: ["known_devices", 0, "removed", "expires_at"],
	passwordResets: ["password_resets", 30, "removed", "expires_at"],
	invitationAddresses: ["invitations", 90, "emptied", ...INVITED],
	invitations: ["invitations", 365, "removed", ...INVITED],
	mailContents: ["mail_messages", 30, "emptied", "sent_at", "created_at"],
	mails: ["mail_messages", 365, "removed", "sent_at", "created_at"],
	securityEvents: ["security_events", 365, "removed", "at"],
	answerSaves: ["answer_saves", 90, "removed", "saved_at"],
	criterionReports: ["criterion_reports", 1095, "removed", "closed_at"],
	auditorAbsences: ["auditor_absences", 365, "removed", "ends_on"],
	declaredTies: ["interest_declaration_ties", 1095, "removed", "signed_at"],
	programmeProposals: ["programme_proposals", 365, "removed", "asked_at"],
	programmeLines: ["programme_lines", 1095, "removed", "ends_on"],
	removedEvidence: ["evidence_pieces", 30, "removed", "removed_at"],
	dormantAccounts: ["users", 1095, "listed", "created_at"],
};

describe("how long personal data is kept (R-94)", () => {
	it("is what was reviewed, kind by kind, no other", () => {
		const applied = RETENTION_RULES.map(({ key, table, days, effect, from }) => [key, [table, days, effect, ...from]]);
		expect(Object.fromEntries(applied)).toEqual(REVIEWED);
		expect(applied).toHaveLength(Object.keys(REVIEWED).length);
	});

	it("empties a row before it removes it", () => {
		for (const emptied of RETENTION_RULES.filter(({ effect }) => effect === "emptied")) {
			const removed = RETENTION_RULES.find(({ table, effect }) => table === emptied.table && effect === "removed");
			expect(removed?.days).toBeGreaterThan(emptied.days);
		}
	});
});

describe("a delay", () => {
	it.each([
		[0, "aussitôt"],
		[30, "30 jours"],
		[90, "90 jours"],
		[365, "12 mois"],
		[366, "366 jours"],
		[730, "2 ans"],
		[1095, "3 ans"],
	])("of %d days is said: %s", (days, said) => {
		expect(retentionDelay(days)).toBe(said);
	});

	it("is over that many days of 24 hours later", () => {
		expect(retentionLimit(30, NOW)).toEqual(new Date("2026-09-05T09:30:00Z"));
		expect(retentionLimit(0, NOW)).toEqual(NOW);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
				expect(NOW.getTime() - retentionLimit(days, NOW).getTime()).toBe(days * 86_400_000);
			}),
		);
	});
});
