/** Owns the self-assessments of the demonstration with their answers, and what sending one freezes. */

import { answerValues, type RecordedAnswer } from "../../app/domain/assessment/answer-record";
import { applicableCriteria } from "../../app/domain/standard/applicability";
import type { Criterion } from "../../app/domain/standard/standard";
import { buildSnapshot } from "../../app/services/assessment/snapshot";
import { summaryRows } from "../../app/services/network/write-summary.server";
import type { PublishedStandard } from "../../app/services/standard/get-standard.server";
import { assessmentsOf, type DemoAssessment, OPEN_YEAR } from "./calendar";
import { anyCommentOn, commentOn, setAsideReason } from "./comments";
import { addDays, atWork, draw, uuidOf, workingDayBefore } from "./deterministic";
import { type InventedCooperative, MANAGER_HOME } from "./invented-cooperatives";
import { declaredLevel } from "./levels";
import { writerOf } from "./people";
import { citedIn, type DrawnPiece } from "./pieces";

export interface BuiltAssessment {
	readonly id: string;
	readonly cooperative: InventedCooperative;
	readonly plan: DemoAssessment;
	readonly published: PublishedStandard;
	readonly createdAt: Date;
	readonly submittedAt: Date | null;
	readonly answers: ReadonlyMap<string, RecordedAnswer>;
	readonly answerRows: readonly AnswerRow[];
	/** Null for a draft. */
	readonly frozen: Frozen | null;
}

type AnswerRow = RecordedAnswer & {
	readonly criterionId: string;
	readonly updatedAt: Date;
	readonly updatedBy: string;
};

interface Frozen {
	readonly content: string;
	readonly contentHash: string;
	readonly submittedBy: string;
	readonly summaries: ReturnType<typeof summaryRows>;
}

export function cooperativeId(code: string): string {
	return uuidOf("cooperative", code);
}

export function assessmentId(code: string, year: number): string {
	return uuidOf("assessment", code, year);
}

/** Every assessment of one cooperative. `standardOf` gives the version the campaign of a year is pinned to. */
export function buildAssessments(
	cooperative: InventedCooperative,
	standardOf: (year: number) => PublishedStandard,
	pieces: readonly DrawnPiece[],
): BuiltAssessment[] {
	return assessmentsOf(cooperative).map((plan) => {
		const published = standardOf(plan.year);
		const { code } = cooperative;
		const createdAt = atWork(plan.openedOn, code, "opened");
		const submittedAt = plan.submittedOn ? atWork(plan.submittedOn, code, "sent") : null;
		const answerRows = answered(published, cooperative, plan).map((criterion) =>
			answerRow(published.standard.version, cooperative, criterion, plan),
		);
		const answers = new Map(
			answerRows.map(({ criterionId, updatedAt, updatedBy, ...recorded }) => [criterionId, recorded]),
		);
		const built = { id: assessmentId(code, plan.year), cooperative, plan, published, createdAt, submittedAt, answers };
		return {
			...built,
			answerRows,
			frozen: submittedAt ? freeze({ ...built, submittedAt }, citedIn(pieces, code, plan.year)) : null,
		};
	});
}

/** The criteria answered so far, in the order of the standard: people go domain by domain, and skip a few. */
function answered(
	{ standard }: PublishedStandard,
	{ code, profile }: InventedCooperative,
	{ year, percent }: DemoAssessment,
): readonly Criterion[] {
	const criteria = applicableCriteria(standard, profile);
	if (percent === 100) return criteria;
	const turn = new Map(criteria.map(({ id }, index) => [id, index + draw(18, code, id, year, "turn")]));
	const kept = [...criteria]
		.sort((a, b) => (turn.get(a.id) ?? 0) - (turn.get(b.id) ?? 0))
		.slice(0, Math.round((criteria.length * percent) / 100));
	return criteria.filter((criterion) => kept.includes(criterion));
}

function answerRow(
	version: string,
	cooperative: InventedCooperative,
	criterion: Criterion,
	plan: DemoAssessment,
): AnswerRow {
	const { code } = cooperative;
	const { year } = plan;
	const reason = setAsideReason(code, criterion.id);
	const level = reason === null ? declaredLevel(cooperative, criterion, plan) : null;
	const talkative = code === MANAGER_HOME && year === OPEN_YEAR;
	const comment =
		level === null
			? ""
			: talkative
				? anyCommentOn(criterion.id, level)
				: commentOn(version, code, criterion.id, level, year);
	return {
		criterionId: criterion.id,
		level,
		notApplicable: reason !== null,
		reason: reason ?? "",
		comment,
		version: 1,
		updatedAt: atWork(answerDay(code, criterion.id, plan), code, criterion.id),
		updatedBy: writerOf(code, criterion.id).id,
	};
}

/** Some working day while the assessment was open; a draft was last worked on in the third week of November. */
function answerDay(code: string, criterionId: string, { year, openedOn, submittedOn }: DemoAssessment): string {
	const latest = submittedOn ? addDays(submittedOn, -1) : `${year}-11-20`;
	const days = Math.max(1, (Date.parse(latest) - Date.parse(openedOn)) / 86_400_000);
	return workingDayBefore(addDays(openedOn, draw(days, code, criterionId, year, "day")));
}

function freeze(
	built: Omit<BuiltAssessment, "frozen" | "answerRows" | "submittedAt"> & { submittedAt: Date },
	evidence: ReturnType<typeof citedIn>,
): Frozen {
	const { id, cooperative, plan, published, submittedAt, answers } = built;
	const { code, profile } = cooperative;
	const tenant = { assessmentId: id, cooperativeId: cooperativeId(code), year: plan.year };
	const submittedBy = writerOf(code, "").id;
	return {
		...buildSnapshot({ ...tenant, published, profile, answers, evidence, submittedAt, submittedBy }),
		submittedBy,
		summaries: summaryRows(
			{ ...tenant, stage: "declared" },
			{ pinned: published.standard, profile, answers: answerValues(answers) },
			[],
		),
	};
}
