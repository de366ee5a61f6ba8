/** Writes the summary rows of one assessment at one stage, so that network figures never scan answers. */
import type { Transaction } from "~/db/client.server";
import { assessmentSummaries, WHOLE } from "~/db/schema/network.server";
import type { ScoreStage } from "~/domain/network/stage";
import { labelOutcome } from "~/domain/scoring/label-outcome";
import type { AssessmentScore } from "~/domain/scoring/score-assessment";
import type { LabelRules } from "~/domain/standard/standard";

export interface SummaryKey {
	readonly cooperativeId: string;
	readonly assessmentId: string;
	readonly year: number;
	readonly stage: ScoreStage;
}

/** The rows to insert: one per domain and one for the whole, which alone carries an outcome, and only when complete. */
export function summaryRows(key: SummaryKey, score: AssessmentScore, rules: LabelRules) {
	const complete = score.answered === score.applicable && score.applicable > 0;
	const row = (domain: string, part: Omit<AssessmentScore, "domains">) => ({
		...key,
		domain,
		applicable: part.applicable,
		answered: part.answered,
		conformityNum: part.conformity.num,
		conformityDen: part.conformity.den,
		recommendedMet: part.recommended.met,
		recommendedApplicable: part.recommended.applicable,
		maturityNum: part.maturity.num,
		maturityDen: part.maturity.den,
		majors: part.majors.length,
		minors: part.minors.length,
		outcome: domain === WHOLE && complete ? labelOutcome(rules, score).outcome : null,
	});
	return [row(WHOLE, score), ...Object.entries(score.domains).map(([domain, part]) => row(domain, part))];
}

export async function writeSummary(
	tx: Transaction,
	key: SummaryKey,
	score: AssessmentScore,
	rules: LabelRules,
): Promise<void> {
	await tx.insert(assessmentSummaries).values(summaryRows(key, score, rules));
}
