/**
 * Owns where a person is in the database: each table with the rows that are theirs, and the columns that never leave it. A
 * test walks the schema and fails when a table that names people is in neither list.
 */
import { and, eq, or, sql } from "drizzle-orm";
import {
	invitations,
	knownDevices,
	oidcIdentities,
	passkeys,
	passwordResets,
	passwords,
	recoveryCodes,
	roleGrants,
	securityEvents,
	sessions,
	totpFactors,
	users,
} from "~/db/schema/access.server";
import { auditorProfiles } from "~/db/schema/audit.server";
import { calendarFeeds } from "~/db/schema/calendar.server";
import { journalEntries } from "~/db/schema/journal.server";
import { mailMessages } from "~/db/schema/notification.server";
import { criterionReports } from "~/db/schema/standard.server";
import type { OwnDataSection } from "./own-data-section";
import { OWN_WORK_SECTIONS, TECHNICAL } from "./own-work-sections.server";

const SECRET = "un secret, ou son empreinte : il ouvrirait le compte";

export const OWN_DATA_SECTIONS: readonly OwnDataSection[] = [
	{ key: "account", group: "account", table: users, mine: ({ userId }) => eq(users.id, userId), withheld: {} },
	{
		key: "roles",
		group: "account",
		table: roleGrants,
		mine: ({ userId }) => eq(roleGrants.userId, userId),
		withheld: {},
	},
	{
		key: "accreditation",
		group: "account",
		table: auditorProfiles,
		mine: ({ userId }) => eq(auditorProfiles.userId, userId),
		withheld: {},
	},
	{
		key: "password",
		group: "signIn",
		table: passwords,
		mine: ({ userId }) => eq(passwords.userId, userId),
		withheld: { hash: SECRET },
	},
	{
		key: "oneTimeCodes",
		group: "signIn",
		table: totpFactors,
		mine: ({ userId }) => eq(totpFactors.userId, userId),
		withheld: { secret: SECRET, lastStep: TECHNICAL },
	},
	{
		key: "recoveryCodes",
		group: "signIn",
		table: recoveryCodes,
		mine: ({ userId }) => eq(recoveryCodes.userId, userId),
		withheld: { codeHash: SECRET },
	},
	{
		key: "passkeys",
		group: "signIn",
		table: passkeys,
		mine: ({ userId }) => eq(passkeys.userId, userId),
		withheld: { id: TECHNICAL, publicKey: TECHNICAL, counter: TECHNICAL },
	},
	{
		key: "organisationIdentities",
		group: "signIn",
		table: oidcIdentities,
		mine: ({ userId }) => eq(oidcIdentities.userId, userId),
		withheld: {},
	},
	{
		key: "sessions",
		group: "signIn",
		table: sessions,
		mine: ({ userId }) => eq(sessions.userId, userId),
		withheld: { id: SECRET },
	},
	{
		key: "knownDevices",
		group: "signIn",
		table: knownDevices,
		mine: ({ userId }) => eq(knownDevices.userId, userId),
		withheld: { id: SECRET },
	},
	{
		key: "passwordResets",
		group: "signIn",
		table: passwordResets,
		mine: ({ userId }) => eq(passwordResets.userId, userId),
		withheld: { tokenHash: SECRET },
	},
	{
		key: "calendarFeed",
		group: "signIn",
		table: calendarFeeds,
		mine: ({ userId }) => eq(calendarFeeds.userId, userId),
		withheld: { tokenHash: SECRET },
	},
	{
		key: "invitationsReceived",
		group: "invitations",
		table: invitations,
		mine: ({ userId, email }) => or(eq(invitations.acceptedBy, userId), eq(invitations.email, email)),
		withheld: { tokenHash: SECRET, invitedBy: "qui vous a invité : une autre personne" },
	},
	{
		key: "invitationsSent",
		group: "invitations",
		table: invitations,
		mine: ({ userId }) => eq(invitations.invitedBy, userId),
		withheld: {
			tokenHash: SECRET,
			email: "l’adresse d’une autre personne",
			acceptedBy: "une autre personne",
		},
	},
	{
		key: "securityEvents",
		group: "security",
		table: securityEvents,
		mine: ({ userId }) => eq(securityEvents.userId, userId),
		withheld: {},
	},
	{
		key: "mails",
		group: "mails",
		table: mailMessages,
		mine: ({ userId, email }) => or(eq(mailMessages.userId, userId), eq(mailMessages.recipient, email)),
		withheld: {},
	},
	...OWN_WORK_SECTIONS,
	{
		key: "reportsWritten",
		group: "reports",
		table: criterionReports,
		mine: ({ userId }) => eq(criterionReports.authorId, userId),
		withheld: { closedBy: "qui vous a répondu : une autre personne" },
	},
	{
		key: "reportsClosed",
		group: "reports",
		table: criterionReports,
		mine: ({ userId }) => eq(criterionReports.closedBy, userId),
		withheld: { authorId: "une autre personne", text: "écrit par une autre personne" },
	},
	{
		key: "journalWritten",
		group: "journal",
		table: journalEntries,
		mine: ({ userId }) => eq(journalEntries.actorId, userId),
		withheld: { before: "ce qui était là avant vous peut être d’une autre personne" },
	},
	{
		key: "journalAbout",
		group: "journal",
		table: journalEntries,
		mine: ({ userId }) =>
			and(
				eq(journalEntries.subjectType, "user"),
				eq(journalEntries.subjectId, userId),
				sql`${journalEntries.actorId} is distinct from ${userId}`,
			),
		withheld: { actorId: "qui a agi : une autre personne" },
	},
];

/** Tables that name people and are not in the file, and why. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
	ceremonies: "Connexions en cours : des secrets qui ne vivent que quelques minutes.",
};
