/** Owns where a person is in what they wrote or were given to do: the part of own-data-sections.server.ts about their work. */
import { eq, or } from "drizzle-orm";
import {
	answers,
	assessmentReturns,
	assessmentSnapshots,
	assessments,
	assessmentUpgrades,
} from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import {
	absenceNotes,
	auditDerogations,
	auditorAbsences,
	auditorSkills,
	declaredInterests,
} from "~/db/schema/auditor.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import {
	auditFindingEdits,
	auditReplies,
	auditReports,
	correctivePlans,
	nonConformities,
} from "~/db/schema/finding.server";
import { assignments, plannedActions } from "~/db/schema/plan.server";
import { threadMentions, threadMessages, threads } from "~/db/schema/thread.server";
import { auditRequests, visitSlots } from "~/db/schema/visit-dates.server";
import type { OwnDataSection } from "./own-data-section";
import { OWN_MISSION_SECTIONS } from "./own-mission-sections.server";
import { OWN_PREPARATION_SECTIONS } from "./own-preparation-sections.server";
import { OWN_PROGRAMME_SECTIONS } from "./own-programme-sections.server";
import { OWN_VISIT_SECTIONS } from "./own-visit-sections.server";

export const TECHNICAL = "un numéro technique, sans information sur vous";

const ANOTHER = "qui a agi : peut-être une autre personne";

export const OWN_WORK_SECTIONS: readonly OwnDataSection[] = [
	{
		key: "answers",
		group: "work",
		table: answers,
		mine: ({ userId }) => eq(answers.updatedBy, userId),
		withheld: {},
	},
	{
		key: "submissions",
		group: "work",
		table: assessments,
		mine: ({ userId }) => eq(assessments.submittedBy, userId),
		withheld: { profile: "le profil de la CAE, pas le vôtre", profileVersion: TECHNICAL },
	},
	{
		key: "signatures",
		group: "work",
		table: assessmentSnapshots,
		mine: ({ userId }) => eq(assessmentSnapshots.signedBy, userId),
		withheld: { content: "le dossier de la CAE, avec les réponses d’autres personnes", contentHash: TECHNICAL },
	},
	{
		key: "returns",
		group: "work",
		table: assessmentReturns,
		mine: ({ userId }) => eq(assessmentReturns.by, userId),
		withheld: {},
	},
	{
		key: "upgrades",
		group: "work",
		table: assessmentUpgrades,
		mine: ({ userId }) => or(eq(assessmentUpgrades.appliedBy, userId), eq(assessmentUpgrades.undoneBy, userId)),
		withheld: {
			before: "le brouillon de la CAE, avec les réponses d’autres personnes",
			after: "le brouillon de la CAE, avec les réponses d’autres personnes",
			beforeHash: TECHNICAL,
			afterHash: TECHNICAL,
			appliedBy: "qui a agi : peut-être une autre personne",
			undoneBy: "qui a agi : peut-être une autre personne",
		},
	},
	{
		key: "evidence",
		group: "work",
		table: evidencePieces,
		mine: ({ userId }) => eq(evidencePieces.addedBy, userId),
		withheld: {},
	},
	{
		key: "evidenceFiles",
		group: "work",
		table: evidenceFiles,
		mine: ({ userId }) => eq(evidenceFiles.addedBy, userId),
		withheld: {},
	},
	{
		key: "evidenceLinks",
		group: "work",
		table: evidenceLinks,
		mine: ({ userId }) => eq(evidenceLinks.attachedBy, userId),
		withheld: {},
	},
	{
		key: "assignmentsReceived",
		group: "work",
		table: assignments,
		mine: ({ userId }) => eq(assignments.assigneeId, userId),
		withheld: { assignedBy: "qui vous l’a confié : peut-être une autre personne" },
	},
	{
		key: "assignmentsGiven",
		group: "work",
		table: assignments,
		mine: ({ userId }) => eq(assignments.assignedBy, userId),
		withheld: { assigneeId: "à qui vous l’avez confié : peut-être une autre personne" },
	},
	{
		key: "actions",
		group: "work",
		table: plannedActions,
		mine: ({ userId }) =>
			or(eq(plannedActions.ownerId, userId), eq(plannedActions.plannedBy, userId), eq(plannedActions.closedBy, userId)),
		withheld: {
			ownerId: "qui la porte : peut-être une autre personne",
			plannedBy: "qui a agi : peut-être une autre personne",
			closedBy: "qui a agi : peut-être une autre personne",
		},
	},
	{
		key: "messages",
		group: "work",
		table: threadMessages,
		mine: ({ userId }) => eq(threadMessages.writtenBy, userId),
		withheld: {},
	},
	{
		key: "threads",
		group: "work",
		table: threads,
		mine: ({ userId }) => or(eq(threads.openedBy, userId), eq(threads.resolvedBy, userId)),
		withheld: {
			openedBy: "qui l’a ouvert : peut-être une autre personne",
			resolvedBy: "qui l’a résolu : peut-être une autre personne",
		},
	},
	{
		key: "mentions",
		group: "work",
		table: threadMentions,
		mine: ({ userId }) => eq(threadMentions.userId, userId),
		withheld: {},
	},
	{
		key: "audits",
		group: "work",
		table: audits,
		mine: ({ userId }) =>
			or(
				eq(audits.leadAuditorId, userId),
				eq(audits.secondAuditorId, userId),
				eq(audits.closedBy, userId),
				eq(audits.repliesSentBy, userId),
			),
		withheld: { statusReason: "écrit par une autre personne" },
	},
	{
		key: "derogations",
		group: "work",
		table: auditDerogations,
		mine: ({ userId }) => or(eq(auditDerogations.auditorId, userId), eq(auditDerogations.grantedBy, userId)),
		withheld: {
			auditorId: "pour qui elle a été accordée : peut-être une autre personne",
			grantedBy: "qui l’a accordée : peut-être une autre personne",
			reason: "peut-être écrit par une autre personne",
		},
	},
	{
		key: "interests",
		group: "work",
		table: declaredInterests,
		mine: ({ userId }) => eq(declaredInterests.userId, userId),
		withheld: {},
	},
	...OWN_MISSION_SECTIONS,
	...OWN_PROGRAMME_SECTIONS,
	...OWN_PREPARATION_SECTIONS,
	...OWN_VISIT_SECTIONS,
	{
		key: "auditorSkills",
		group: "work",
		table: auditorSkills,
		mine: ({ userId }) => eq(auditorSkills.userId, userId),
		withheld: {},
	},
	{
		key: "absences",
		group: "work",
		table: auditorAbsences,
		mine: ({ userId }) => eq(auditorAbsences.userId, userId),
		withheld: {},
	},
	{
		key: "absenceNotes",
		group: "work",
		table: absenceNotes,
		mine: ({ userId }) => eq(absenceNotes.userId, userId),
		withheld: {},
	},
	{
		key: "auditRequests",
		group: "work",
		table: auditRequests,
		mine: ({ userId }) => eq(auditRequests.askedBy, userId),
		withheld: {},
	},
	{
		key: "visitSlots",
		group: "work",
		table: visitSlots,
		mine: ({ userId }) => or(eq(visitSlots.proposedBy, userId), eq(visitSlots.answeredBy, userId)),
		withheld: {
			reason: "peut-être écrit par une autre personne",
			proposedBy: "qui a agi : peut-être une autre personne",
			answeredBy: "qui a agi : peut-être une autre personne",
		},
	},
	{
		key: "findings",
		group: "work",
		table: auditObservations,
		mine: ({ userId }) => eq(auditObservations.recordedBy, userId),
		withheld: {},
	},
	{
		key: "findingEdits",
		group: "work",
		table: auditFindingEdits,
		mine: ({ userId }) => eq(auditFindingEdits.by, userId),
		withheld: {},
	},
	{
		key: "reportReplies",
		group: "work",
		table: auditReplies,
		mine: ({ userId }) => or(eq(auditReplies.savedBy, userId), eq(auditReplies.answeredBy, userId)),
		withheld: { savedBy: ANOTHER, answeredBy: ANOTHER },
	},
	{
		key: "reports",
		group: "work",
		table: auditReports,
		mine: ({ userId }) => eq(auditReports.issuedBy, userId),
		withheld: { content: "le rapport sur une CAE, avec ce qu’elle a répondu", contentHash: TECHNICAL },
	},
	{
		key: "nonConformities",
		group: "work",
		table: nonConformities,
		mine: ({ userId }) => eq(nonConformities.closedBy, userId),
		withheld: {},
	},
	{
		key: "correctivePlans",
		group: "work",
		table: correctivePlans,
		mine: ({ userId }) =>
			or(
				eq(correctivePlans.ownerId, userId),
				eq(correctivePlans.proposedBy, userId),
				eq(correctivePlans.judgedBy, userId),
				eq(correctivePlans.doneBy, userId),
				eq(correctivePlans.checkedBy, userId),
			),
		withheld: {
			ownerId: ANOTHER,
			proposedBy: ANOTHER,
			judgedBy: ANOTHER,
			doneBy: ANOTHER,
			checkedBy: ANOTHER,
		},
	},
];
