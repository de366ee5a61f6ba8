/** Owns the life of an assessment: a draft is filled in, then submitted and locked for good. */
export const ASSESSMENT_STATUSES = ["draft", "submitted"] as const;
export type AssessmentStatus = (typeof ASSESSMENT_STATUSES)[number];
