/** Owns the names of the writes the journal records. Past tense of the business verb. */
export const JOURNAL_ACTIONS = [
	"standard.published",
	"user.created",
	"session.opened",
	"session.closed",
	"assessment.opened",
	"assessment.profileChanged",
	"assessment.submitted",
	"answer.saved",
	"audit.scheduled",
	"audit.rescheduled",
	"audit.cancelled",
	"audit.levelRecorded",
	"audit.declaredLevelsConfirmed",
	"audit.closed",
	"network.seeded",
] as const;
export type JournalAction = (typeof JOURNAL_ACTIONS)[number];

export const SUBJECT_TYPES = ["standard", "user", "session", "assessment", "answer", "audit", "network"] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];
