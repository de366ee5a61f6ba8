/** Owns the comparison of a version with an earlier one: what became of each criterion, and what that makes. */
import { diffArrays } from "diff";
import { compareAudiences } from "./compare-audiences";
import { compareTexts, isChanged } from "./compare-texts";
import {
	COMPARED_KINDS,
	type CriterionComparison,
	type EvidencePiece,
	LABEL_RULES,
	type LabelRule,
	type StandardComparison,
	type StandardFigures,
	TEXT_FIELDS,
	type TextDifference,
	type TextField,
	TRAITS,
	type TraitDifference,
} from "./comparison";
import { type ChainedLineage, type ChainedOrigin, traceChain } from "./lineage-chain";
import { type Criterion, type ExpectedEvidence, KEEP_ANSWERS, LEVELS, type Standard } from "./standard";
import type { VersionChain } from "./version-chain";

/**
 * Compares the last version of the chain with the first; with versions in between, each criterion says what each made of it.
 * @throws RangeError when the versions do not follow one another
 * Source: R-85, product 1.
 */
export function compareStandards(versions: VersionChain): StandardComparison {
	const lineage = traceChain(versions);
	const [previous] = versions;
	const next = versions.at(-1) ?? previous;
	const through = versions.slice(1, -1).map(({ version }) => version);
	const compared = [
		...next.criteria.map((criterion) => compareOne(criterion, previous, lineage)),
		...retiredOnes(previous, lineage),
	];
	const criteria = compared.map((one) => (through.length > 0 ? { ...one, note: null } : { ...one, steps: [] }));
	const codes = [...new Set([...next.domains, ...previous.domains].map(({ code }) => code))];
	return {
		code: next.code,
		before: { version: previous.version, publishedOn: previous.publishedOn },
		after: { version: next.version, publishedOn: next.publishedOn },
		through,
		criteria,
		counts: tally(
			COMPARED_KINDS,
			criteria.map(({ kind }) => kind),
		),
		kept: tally(
			KEEP_ANSWERS,
			criteria.flatMap(({ keepAnswer }) => keepAnswer ?? []),
		),
		whole: { before: figuresOf(previous.criteria), after: figuresOf(next.criteria) },
		domains: codes.map((code) => ({
			code,
			title: [...next.domains, ...previous.domains].find((domain) => domain.code === code)?.title ?? code,
			before: figuresOf(previous.criteria.filter(({ domain }) => domain === code)),
			after: figuresOf(next.criteria.filter(({ domain }) => domain === code)),
		})),
		rules: (Object.keys(LABEL_RULES) as LabelRule[]).flatMap((rule) => {
			const [before, after] = [previous, next].map(({ labelRules }) => LABEL_RULES[rule](labelRules)) as [
				number,
				number,
			];
			return before === after ? [] : [{ rule, before, after }];
		}),
		terms: Object.fromEntries(
			[previous, next].flatMap(({ sectors, activities, conditions }) =>
				[...sectors, ...activities, ...conditions].map(({ code, label }) => [code, label]),
			),
		),
		audiences: compareAudiences(previous, next, lineage),
	};
}

function compareOne(criterion: Criterion, previous: Standard, lineage: ChainedLineage): CriterionComparison {
	const { id, domain, title } = criterion;
	const { kind, from, keepAnswer, note, steps } = lineage.origins.get(id) as ChainedOrigin;
	const ancestors = from.flatMap((old) => previous.criteria.find((candidate) => candidate.id === old) ?? []);
	const continued = ancestors.find((ancestor) => ancestor.id === id) ?? ancestors[0];
	const fate = kind === "split" && continued ? lineage.fates.get(continued.id) : undefined;
	return {
		id,
		domain,
		title,
		kind,
		from,
		parts: fate && !fate.retired ? fate.to : [],
		keepAnswer,
		note: note ?? null,
		steps,
		replacedBy: null,
		texts: compareFields(continued, criterion),
		evidence: compareEvidence(continued?.evidence ?? [], criterion.evidence),
		traits: continued ? compareTraits(continued, criterion) : [],
		gathered: ancestors
			.filter((one) => one !== continued)
			.map(({ id, title, statement }) => ({ id, title, statement })),
	};
}

function retiredOnes(previous: Standard, { fates }: ChainedLineage): CriterionComparison[] {
	return previous.criteria.flatMap((criterion) => {
		const fate = fates.get(criterion.id);
		if (!fate?.retired) return [];
		const { id, domain, title } = criterion;
		return [
			{
				id,
				domain,
				title,
				kind: "retired" as const,
				from: [id],
				parts: [],
				keepAnswer: null,
				note: fate.because.reason,
				steps: fate.steps,
				replacedBy: fate.because.replacedBy ?? null,
				texts: compareFields(criterion, undefined),
				evidence: [],
				traits: [],
				gathered: [],
			},
		];
	});
}

function compareFields(before: Criterion | undefined, after: Criterion | undefined): TextDifference[] {
	return TEXT_FIELDS.flatMap((field) => {
		const pieces = compareTexts(textOf(before, field), textOf(after, field));
		return isChanged(pieces) ? [{ field, pieces }] : [];
	});
}

function textOf(criterion: Criterion | undefined, field: TextField): string {
	if (!criterion) return "";
	switch (field) {
		case "title":
		case "statement":
			return criterion[field];
		case "source":
			return criterion.source.text;
		case "guidance":
			return criterion.guidance ?? "";
		default:
			return criterion.levels[LEVELS[Number(field.slice(-1))] ?? 0];
	}
}

function compareEvidence(before: readonly ExpectedEvidence[], after: readonly ExpectedEvidence[]): EvidencePiece[] {
	const pieces = diffArrays([...before], [...after], { comparator: isSame }).flatMap(({ added, removed, value }) =>
		value.map((evidence): EvidencePiece => ({ kind: added ? "added" : removed ? "removed" : "same", evidence })),
	);
	return pieces.every(({ kind }) => kind === "same") ? [] : pieces;
}

function compareTraits(before: Criterion, after: Criterion): TraitDifference[] {
	return TRAITS.flatMap((trait) =>
		isSame(before[trait], after[trait])
			? []
			: [{ trait, before: before[trait], after: after[trait] } as TraitDifference],
	);
}

/** Plain data, whose keys come in the order of the schema. */
function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function figuresOf(criteria: readonly Criterion[]): StandardFigures {
	const mandatory = criteria.filter(({ kind }) => kind === "mandatory").length;
	return {
		criteria: criteria.length,
		mandatory,
		recommended: criteria.length - mandatory,
		blocking: criteria.filter(({ blocking }) => blocking).length,
		weight: criteria.reduce((sum, { weight }) => sum + weight, 0),
	};
}

function tally<Code extends string>(codes: readonly Code[], found: readonly Code[]): Readonly<Record<Code, number>> {
	return Object.fromEntries(codes.map((code) => [code, found.filter((one) => one === code).length])) as Record<
		Code,
		number
	>;
}
