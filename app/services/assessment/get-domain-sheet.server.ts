/** What one domain's sheet shows: its applicable criteria with their answers, last year's level beside, and what the live gauges need. */
import { and, eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { answers, assessments, campaigns } from "~/db/schema/assessment.server";
import { can } from "~/domain/access/can";
import { answerValues, type RecordedAnswer, UNANSWERED } from "~/domain/assessment/answer-record";
import type { CriterionTexts, GaugedCriterion, SetAside, SheetRow } from "~/domain/assessment/sheet";
import { keepsCriterion, type SheetFilter } from "~/domain/assessment/sheet-filter";
import { comparableCriteria } from "~/domain/network/comparable";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { applicableCriteria, applies } from "~/domain/standard/applicability";
import type { Criterion, Level, Standard } from "~/domain/standard/standard";
import { getStandard } from "../standard/get-standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { answerersByDomain } from "./answerers-by-domain.server";
import { assessmentHeader } from "./get-overview.server";
import { type LoadedAssessment, loadAnswers, loadAssessment } from "./load-assessment.server";

export async function getDomainSheet(useCase: UseCase, assessmentId: string, domainCode: string, filter: SheetFilter) {
	const { db, actor } = useCase;
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", loaded.resource);
	const { standard } = loaded.published;
	const { profile } = loaded.assessment;
	const domain = standard.domains.find(({ code }) => code === domainCode);
	if (!domain) throw new NotFoundError(domainCode);
	const recorded = await loadAnswers(db, assessmentId);
	const lastYear = await lastYearLevels(db, loaded);

	const inDomain = applicableCriteria(standard, profile).filter((criterion) => criterion.domain === domainCode);
	const whole = scoreAssessment(standard, profile, answerValues(recorded));
	const shown = inDomain.filter((criterion) => keepsCriterion(filter, criterion, recorded.get(criterion.id)));
	const toConfirm = inDomain.filter(({ id }) => recorded.get(id)?.toConfirm).length;
	const setAside = standard.criteria
		.filter((criterion) => criterion.domain === domainCode && !applies(criterion, profile).applies)
		.map(({ id, title, applicability }) => ({ id, title, applicability }));
	const editable = can(actor, "assessment.answer", { ...loaded.resource, domain: domainCode });
	return {
		header: assessmentHeader(loaded),
		editable,
		/** Who answers this domain, for a colleague who only reads it. */
		answeredBy: editable ? [] : (await answerersByDomain(useCase, loaded))(domainCode),
		domain,
		filter,
		inDomain: inDomain.length,
		...(toConfirm > 0 ? { toConfirm } : {}),
		/** Criteria of the domain set aside by the profile, with the rule that does. */
		setAside,
		termLabels: termLabels(standard, setAside),
		domains: standard.domains.map(({ code, title }) => ({ code, title })),
		rows: shown.map((criterion) =>
			sheetRow(criterion, recorded.get(criterion.id) ?? UNANSWERED, lastYear.get(criterion.id)),
		),
		scoring: {
			minorsMakingMajor: standard.labelRules.minorsMakingMajor,
			/** Criteria of the domain that the filter leaves out: they count all the same. */
			hidden: inDomain
				.filter((criterion) => !shown.includes(criterion))
				.map((criterion) => gauged(criterion, recorded.get(criterion.id) ?? UNANSWERED)),
			/** The other domains, as counts. */
			elsewhere: {
				applicable: whole.applicable - (whole.domains[domainCode]?.applicable ?? 0),
				answered: whole.answered - (whole.domains[domainCode]?.answered ?? 0),
			},
		},
		scale: standard.scale.map(({ level, label }) => ({ level, label })),
		sentOnce: {
			texts: Object.fromEntries(shown.map((criterion) => [criterion.id, criterionTexts(criterion)])),
		},
	};
}

function gauged({ id, kind, blocking, weight, metFrom }: Criterion, answer: RecordedAnswer): GaugedCriterion {
	return { id, kind, blocking, weight, metFrom, answer };
}

function sheetRow(criterion: Criterion, answer: RecordedAnswer, lastYear: Level | undefined): SheetRow {
	const { chapter, type, evidence, source, guidance, change } = criterion;
	return {
		...gauged(criterion, answer),
		chapter,
		type,
		confidence: source.confidence,
		evidenceCount: evidence.length,
		hasGuidance: guidance !== undefined,
		lastYear: lastYear ?? null,
		...(answer.toConfirm && change?.note ? { changeNote: change.note } : {}),
	};
}

/** The long texts, printed once in the page. */
function criterionTexts(criterion: Criterion): CriterionTexts {
	const { title, statement, levels, evidence, source, guidance } = criterion;
	return { title, statement, levels, evidence, source: source.text, guidance };
}

/** Labels of the codes that the criteria set aside name, no others. */
function termLabels(standard: Standard, setAside: readonly SetAside[]): Record<string, string> {
	const named = setAside.flatMap(({ applicability: rule }) =>
		"anyOf" in rule ? rule.anyOf : rule.scope === "condition" ? [rule.key] : [],
	);
	const terms = [...standard.sectors, ...standard.activities, ...standard.conditions];
	return Object.fromEntries(terms.filter(({ code }) => named.includes(code)).map(({ code, label }) => [code, label]));
}

/** By criterion of this year's version: a level given to another question is not shown beside this one. */
async function lastYearLevels(db: Database, loaded: LoadedAssessment): Promise<ReadonlyMap<string, Level>> {
	const rows = await db
		.select({
			criterionId: answers.criterionId,
			level: answers.level,
			standardVersionId: assessments.standardVersionId,
		})
		.from(answers)
		.innerJoin(assessments, eq(assessments.id, answers.assessmentId))
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.where(
			and(
				eq(answers.cooperativeId, loaded.resource.cooperativeId),
				eq(campaigns.year, loaded.year - 1),
				eq(assessments.status, "submitted"),
			),
		);
	const levels = new Map(rows.flatMap(({ criterionId, level }) => (level === null ? [] : [[criterionId, level]])));
	const versionId = rows[0]?.standardVersionId;
	if (versionId === undefined || versionId === loaded.published.id) return levels;
	const now = loaded.published.standard;
	const before = (await getStandard(db, versionId)).standard;
	const same = comparableCriteria([before, now], { since: before.version, until: now.version });
	const formerIds = same?.get(before.version) ?? [];
	return new Map(
		(same?.get(now.version) ?? []).flatMap((id, place): [string, Level][] => {
			const level = levels.get(formerIds[place] ?? "");
			return level === undefined ? [] : [[id, level]];
		}),
	);
}
