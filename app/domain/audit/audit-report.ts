/**
 * Owns what the report of an audit says before it is drawn: levels declared and retained side by side on the same criteria,
 * findings by domain, what the label rules make of the levels retained. Rule R-213 of docs/regles-metier.md.
 */

import { type AnswerValue, isSetAside } from "../scoring/answer";
import { type LabelOutcome, labelOutcome } from "../scoring/label-outcome";
import { type OutcomeCheck, outcomeChecks } from "../scoring/outcome-checks";
import { type AssessmentScore, type DomainScore, scoreAssessment } from "../scoring/score-assessment";
import { applicableCriteria } from "../standard/applicability";
import type { Criterion, Level, Profile, Standard } from "../standard/standard";
import { type AuditFinding, type DomainMajor, domainMajors, FINDING_KINDS, type FindingKind } from "./audit-finding";
import type { ComparedLevel } from "./level-gaps";
import type { ReplyVerdict } from "./report-delays";

/** What the cooperative said of a finding of the provisional report, and what the lead answered. */
export interface ReportReply {
	readonly text: string;
	readonly verdict: ReplyVerdict | null;
	readonly answer: string;
	/** As it was when the cooperative replied; null: not applicable, or not recorded. */
	readonly levelBefore: Level | null;
}

export interface ReportFinding {
	readonly criterionId: string;
	readonly kind: FindingKind;
	/** Null: confirmed not applicable. */
	readonly level: Level | null;
	readonly text: string;
	/** Why the team wrote it otherwise than the level says; null: it is as the level says. */
	readonly reason: string | null;
	/** Ids of the pieces sent with the criterion. */
	readonly evidence: readonly string[];
	readonly reply: ReportReply | null;
}

export interface ReportedCriterion {
	readonly criterion: Criterion;
	/** Null: nothing that counts was declared. */
	readonly declared: ComparedLevel;
	readonly finding: ReportFinding;
}

export interface ReportedDomain {
	readonly code: string;
	readonly title: string;
	/** On the criteria examined, both. */
	readonly declared: DomainScore;
	readonly audited: DomainScore;
	readonly criteria: readonly ReportedCriterion[];
}

export interface AuditReport {
	/** Not all the criteria that apply were examined: a follow-up, which gives no outcome. */
	readonly sample: boolean;
	readonly examined: number;
	readonly applicable: number;
	readonly declared: AssessmentScore;
	readonly audited: AssessmentScore;
	readonly outcome: LabelOutcome;
	readonly checks: readonly OutcomeCheck[];
	readonly counts: { readonly [K in FindingKind]: number };
	readonly majorsOfMinors: readonly DomainMajor[];
	/** With a criterion examined at least. */
	readonly domains: readonly ReportedDomain[];
}

/**
 * @param declared by criterion, the values that count only
 * @param findings of the criteria examined; one of a criterion that this profile is not asked is left out
 * Source.
 */
export function buildAuditReport(
	standard: Standard,
	profile: Profile,
	declared: Readonly<Record<string, AnswerValue | null | undefined>>,
	findings: readonly ReportFinding[],
): AuditReport {
	const put = applicableCriteria(standard, profile);
	const found = new Map(findings.map((finding) => [finding.criterionId, finding]));
	const examined = put.flatMap((criterion) => {
		const finding = found.get(criterion.id);
		return finding ? [{ criterion, declared: shownValue(declared[criterion.id]), finding }] : [];
	});
	// Both on what the audit looked at: a criterion that it did not examine is no gap.
	const looked: Standard = { ...standard, criteria: examined.map(({ criterion }) => criterion) };
	const retained = Object.fromEntries(
		examined.map(({ criterion, finding }) => [criterion.id, finding.level ?? { notApplicable: "audit" }]),
	);
	const raised = new Set(
		examined.flatMap(({ criterion: { id, kind, blocking }, finding }) =>
			kind === "mandatory" && !blocking && finding.kind === "major" ? [id] : [],
		),
	);
	const scores = {
		declared: scoreAssessment(looked, profile, declared),
		audited: scoreAssessment(looked, profile, retained, raised),
	};
	return {
		sample: examined.length < put.length,
		examined: examined.length,
		applicable: put.length,
		...scores,
		outcome: labelOutcome(standard.labelRules, scores.audited, { raised }),
		checks: outcomeChecks(standard.labelRules, scores.audited),
		counts: countKinds(examined.map(({ finding }) => finding)),
		majorsOfMinors: domainMajors(
			examined.map(({ criterion, finding }) => ({ ...finding, domain: criterion.domain })),
			standard.labelRules.minorsMakingMajor,
		),
		domains: standard.domains.flatMap(({ code, title }) => {
			const criteria = examined.filter(({ criterion }) => criterion.domain === code);
			const [said, kept] = [scores.declared.domains[code], scores.audited.domains[code]];
			return said && kept && criteria.length > 0 ? [{ code, title, declared: said, audited: kept, criteria }] : [];
		}),
	};
}

function shownValue(value: AnswerValue | null | undefined): ComparedLevel {
	if (isSetAside(value)) return "notApplicable";
	return typeof value === "number" ? value : null;
}

function countKinds(findings: readonly Pick<AuditFinding, "kind">[]): AuditReport["counts"] {
	const of = (kind: FindingKind) => findings.filter((finding) => finding.kind === kind).length;
	return Object.fromEntries(FINDING_KINDS.map((kind) => [kind, of(kind)])) as unknown as AuditReport["counts"];
}
