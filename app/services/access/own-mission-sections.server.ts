/** Owns where a person is around the teams of audits: what they signed, the ties they told, a challenge of theirs or of them. */
import { eq, or } from "drizzle-orm";
import { auditChallenges, interestDeclarations, interestDeclarationTies } from "~/db/schema/mission.server";
import type { OwnDataSection } from "./own-data-section";

const ANOTHER = "qui a agi : peut-être une autre personne";
const NOT_YOURS = "peut-être écrit par une autre personne";

export const OWN_MISSION_SECTIONS: readonly OwnDataSection[] = [
	{
		key: "interestDeclarations",
		group: "work",
		table: interestDeclarations,
		mine: ({ userId }) => eq(interestDeclarations.userId, userId),
		withheld: {},
	},
	{
		key: "declarationTies",
		group: "work",
		table: interestDeclarationTies,
		mine: ({ userId }) => eq(interestDeclarationTies.userId, userId),
		withheld: {},
	},
	{
		key: "challenges",
		group: "work",
		table: auditChallenges,
		mine: ({ userId }) =>
			or(
				eq(auditChallenges.auditorId, userId),
				eq(auditChallenges.madeBy, userId),
				eq(auditChallenges.answeredBy, userId),
			),
		withheld: {
			auditorId: "qui a été récusé : peut-être une autre personne",
			madeBy: ANOTHER,
			answeredBy: ANOTHER,
			reason: NOT_YOURS,
			answer: NOT_YOURS,
		},
	},
];
