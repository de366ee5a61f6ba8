/** What one domain's sheet shows: its applicable criteria with their answers, last year's beside, and what the live gauges need. */
import { can } from "~/domain/access/can";
import { answerValues, type RecordedAnswer, UNANSWERED } from "~/domain/assessment/answer-record";
import { type EarlierSaid, earlierSaid } from "~/domain/assessment/earlier-answers";
import type { CriterionTexts, GaugedCriterion, SetAside, SheetRow } from "~/domain/assessment/sheet";
import { keepsCriterion, type SheetFilter } from "~/domain/assessment/sheet-filter";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { applicableCriteria, applies } from "~/domain/standard/applicability";
import type { Criterion, Standard } from "~/domain/standard/standard";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { answerersByDomain } from "./answerers-by-domain.server";
import { assessmentHeader } from "./get-overview.server";
import { loadAnswers, loadAssessment } from "./load-assessment.server";
import { loadCarryOver } from "./load-carry-over.server";
import { loadFilteredBeside } from "./load-filtered-beside.server";

export async function getDomainSheet(useCase: UseCase, assessmentId: string, domainCode: string, filter: SheetFilter) {
	const { db, actor } = useCase;
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", loaded.resource);
	const { standard } = loaded.published;
	const { profile } = loaded.assessment;
	const domain = standard.domains.find(({ code }) => code === domainCode);
	if (!domain) throw new NotFoundError(domainCode);
	const recorded = await loadAnswers(db, assessmentId);
	const { cooperativeId } = loaded.resource;
	// Who reads this year's answers for an audit does not read, beside them, those of a year that is not audited with it.
	const readsEarlier = can(actor, "assessment.read", { cooperativeId, status: "submitted", auditorIds: [] });
	const earlier = readsEarlier
		? await loadCarryOver(db, { cooperativeId, year: loaded.year, published: loaded.published, profile })
		: null;
	const carried = new Map(earlier?.carried?.criteria.map((one) => [one.criterionId, one]));
	const said = (criterion: Criterion) =>
		earlierSaid(criterion, recorded.get(criterion.id) ?? UNANSWERED, carried.get(criterion.id));

	const inDomain = applicableCriteria(standard, profile).filter((criterion) => criterion.domain === domainCode);
	const whole = scoreAssessment(standard, profile, answerValues(recorded));
	const editable = can(actor, "assessment.answer", { ...loaded.resource, domain: domainCode });
	const beside = await loadFilteredBeside(useCase, loaded, filter, { recorded, carried, answers: editable });
	const shown = inDomain.filter((one) => keepsCriterion(filter, one, recorded.get(one.id), beside(one)));
	const toConfirm = inDomain.filter(({ id }) => recorded.get(id)?.toConfirm).length;
	const setAside = standard.criteria
		.filter((criterion) => criterion.domain === domainCode && !applies(criterion, profile).applies)
		.map(({ id, title, applicability }) => ({ id, title, applicability }));
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
		/** Year of the answers shown beside; absent when there is none. */
		...(earlier?.carried ? { earlierYear: earlier.year } : {}),
		rows: shown.map((criterion) => sheetRow(criterion, recorded.get(criterion.id) ?? UNANSWERED, said(criterion))),
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
			texts: Object.fromEntries(shown.map((criterion) => [criterion.id, criterionTexts(criterion, said(criterion))])),
		},
	};
}

function gauged({ id, kind, blocking, weight, metFrom }: Criterion, answer: RecordedAnswer): GaugedCriterion {
	return { id, kind, blocking, weight, metFrom, answer };
}

function sheetRow(criterion: Criterion, answer: RecordedAnswer, { answers, note }: EarlierSaid): SheetRow {
	const { chapter, type, evidence, source, guidance } = criterion;
	return {
		...gauged(criterion, answer),
		chapter,
		type,
		confidence: source.confidence,
		evidenceCount: evidence.length,
		hasGuidance: guidance !== undefined,
		...(answers.length > 0 ? { earlier: answers.map(({ words: _, ...shown }) => shown) } : {}),
		...(note === "" ? {} : { changed: true as const }),
	};
}

/** The long texts, printed once in the page. */
function criterionTexts(criterion: Criterion, { answers, note }: EarlierSaid): CriterionTexts {
	const { title, statement, levels, evidence, source, guidance } = criterion;
	return {
		title,
		statement,
		levels,
		evidence,
		source: source.text,
		guidance,
		...(answers.length > 0 ? { earlierWords: answers.map(({ words }) => words) } : {}),
		...(note === "" ? {} : { changeNote: note }),
	};
}

/** Labels of the codes that the criteria set aside name, no others. */
function termLabels(standard: Standard, setAside: readonly SetAside[]): Record<string, string> {
	const named = setAside.flatMap(({ applicability: rule }) =>
		"anyOf" in rule ? rule.anyOf : rule.scope === "condition" ? [rule.key] : [],
	);
	const terms = [...standard.sectors, ...standard.activities, ...standard.conditions];
	return Object.fromEntries(terms.filter(({ code }) => named.includes(code)).map(({ code, label }) => [code, label]));
}
