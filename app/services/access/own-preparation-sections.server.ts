/** Owns where a person is in how audits are prepared: the plans they wrote, sent or answered, and the evidence asked for. */
import { eq, or } from "drizzle-orm";
import { auditPlanSendings, auditPlans, auditSamples, evidenceDemands } from "~/db/schema/preparation.server";
import type { OwnDataSection } from "./own-data-section";

const ANOTHER = "qui a agi : peut-être une autre personne";
const NOT_YOURS = "peut-être écrit par une autre personne";

export const OWN_PREPARATION_SECTIONS: readonly OwnDataSection[] = [
	{
		key: "auditPlans",
		group: "work",
		table: auditPlans,
		mine: ({ userId }) => eq(auditPlans.writtenBy, userId),
		withheld: { seed: "de quoi deviner le tirage au sort d’un audit" },
	},
	{
		key: "auditSamples",
		group: "work",
		table: auditSamples,
		mine: ({ userId }) => eq(auditSamples.writtenBy, userId),
		withheld: {},
	},
	{
		key: "auditPlanSendings",
		group: "work",
		table: auditPlanSendings,
		mine: ({ userId }) => or(eq(auditPlanSendings.sentBy, userId), eq(auditPlanSendings.answeredBy, userId)),
		withheld: { content: NOT_YOURS, answerText: NOT_YOURS, sentBy: ANOTHER, answeredBy: ANOTHER },
	},
	{
		key: "evidenceDemands",
		group: "work",
		table: evidenceDemands,
		mine: ({ userId }) =>
			or(
				eq(evidenceDemands.writtenBy, userId),
				eq(evidenceDemands.answeredBy, userId),
				eq(evidenceDemands.settledBy, userId),
			),
		withheld: {
			wording: NOT_YOURS,
			againReason: NOT_YOURS,
			answerNote: NOT_YOURS,
			writtenBy: ANOTHER,
			answeredBy: ANOTHER,
			settledBy: ANOTHER,
		},
	},
];
