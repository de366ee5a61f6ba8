/** Owns where a person is in the year's programme: whom a visit is proposed for, who placed it, who asked the planner. */
import { eq, or } from "drizzle-orm";
import { programmeLines, programmeProposals } from "~/db/schema/programme.server";
import type { OwnDataSection } from "./own-data-section";

export const OWN_PROGRAMME_SECTIONS: readonly OwnDataSection[] = [
	{
		key: "programmeLines",
		group: "work",
		table: programmeLines,
		mine: ({ userId }) =>
			or(
				eq(programmeLines.leadAuditorId, userId),
				eq(programmeLines.secondAuditorId, userId),
				eq(programmeLines.updatedBy, userId),
			),
		withheld: {
			leadAuditorId: "pour qui elle est proposée : peut-être une autre personne",
			secondAuditorId: "pour qui elle est proposée : peut-être une autre personne",
			updatedBy: "qui l’a placée : peut-être une autre personne",
		},
	},
	{
		key: "programmeProposals",
		group: "work",
		table: programmeProposals,
		mine: ({ userId }) => eq(programmeProposals.askedBy, userId),
		withheld: { content: "calculé sur tout le réseau : d’autres personnes y sont" },
	},
];
