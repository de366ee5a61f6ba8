/** Owns the two stages of a score, which no figure ever mixes (dossier C.4). */
export const SCORE_STAGES = ["declared", "audited"] as const;
export type ScoreStage = (typeof SCORE_STAGES)[number];
