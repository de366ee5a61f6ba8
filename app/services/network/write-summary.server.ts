/** Writes the summary rows of one assessment at one stage, so that network figures never scan answers. */
import type { Transaction } from "~/db/client.server";
import { assessmentSummaries, WHOLE } from "~/db/schema/network.server";
import { comparableParts, OWN_VERSION } from "~/domain/network/comparable";
import type { ScoreStage } from "~/domain/network/stage";
import type { Answers } from "~/domain/scoring/answer";
import { labelOutcome, type Outcome } from "~/domain/scoring/label-outcome";
import { type AssessmentScore, scoreAssessment } from "~/domain/scoring/score-assessment";
import type { Profile, Standard } from "~/domain/standard/standard";
import { listVersions } from "../standard/get-standard.server";

export interface SummaryKey {
	readonly cooperativeId: string;
	readonly assessmentId: string;
	readonly year: number;
	readonly stage: ScoreStage;
}

/** What a score is made of: the version the assessment is pinned to, its profile, its answers. */
export interface Scored {
	readonly pinned: Standard;
	readonly profile: Profile;
	readonly answers: Answers;
	/** Of an audit: criteria whose minor it raised to a major. */
	readonly raised?: ReadonlySet<string>;
}

/**
 * The rows to insert. For every criterion of the pinned version: one per domain and one for the whole, which alone carries an
 * outcome, and only when complete. Then the same, without an outcome, for each span of versions the trends may compare over.
 * @param published every published version
 */
export function summaryRows(
	key: SummaryKey,
	{ pinned, profile, answers, raised }: Scored,
	published: readonly Standard[],
) {
	const score = scoreAssessment(pinned, profile, answers, raised);
	const complete = score.answered === score.applicable && score.applicable > 0;
	const outcome = complete ? labelOutcome(pinned.labelRules, score, raised ? { raised } : {}).outcome : null;
	return [
		...partRows({ ...key, basis: OWN_VERSION }, score, outcome),
		...comparableParts(published, pinned).flatMap(({ basis, standard }) =>
			partRows({ ...key, basis }, scoreAssessment(standard, profile, answers, raised), null),
		),
	];
}

function partRows(key: SummaryKey & { readonly basis: string }, score: AssessmentScore, outcome: Outcome | null) {
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
		outcome: domain === WHOLE ? outcome : null,
	});
	return [row(WHOLE, score), ...Object.entries(score.domains).map(([domain, part]) => row(domain, part))];
}

export async function writeSummary(tx: Transaction, key: SummaryKey, scored: Scored): Promise<void> {
	const published = (await listVersions(tx)).map(({ standard }) => standard);
	await tx.insert(assessmentSummaries).values(summaryRows(key, scored, published));
}
