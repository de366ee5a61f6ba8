/** What was sent, time after time: the list of the sendings, and one of them as it was frozen. */
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { users } from "~/db/schema/access.server";
import { assessmentSnapshots } from "~/db/schema/assessment.server";
import { can } from "~/domain/access/can";
import { answerValue, type RecordedAnswer } from "~/domain/assessment/answer-record";
import { applicableCriteria } from "~/domain/standard/applicability";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { assessmentHeader } from "./get-overview.server";
import { listReturns, listSendings } from "./list-returns.server";
import { type LoadedAssessment, loadAssessment } from "./load-assessment.server";
import { hashOf, readSnapshot } from "./snapshot";

async function load({ db, actor }: UseCase, assessmentId: string): Promise<LoadedAssessment> {
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.sendings", loaded.resource, ["assessment.read", loaded.resource]);
	return loaded;
}

/** Three queries. */
export async function getSendings(useCase: UseCase, assessmentId: string) {
	const loaded = await load(useCase, assessmentId);
	const returns = await listReturns(useCase.db, assessmentId);
	const sendings = await listSendings(useCase.db, assessmentId);
	return {
		header: assessmentHeader(loaded),
		readable: can(useCase.actor, "assessment.read", loaded.resource),
		sendings: sendings.map((sending) => ({
			...sending,
			said: returns.filter(({ number }) => number === sending.number),
		})),
	};
}

/** Two queries. What differs from the sending before is said criterion by criterion. */
export async function getSending(useCase: UseCase, assessmentId: string, asked: string) {
	const loaded = await load(useCase, assessmentId);
	const wanted = z.coerce.number().int().min(1).max(10_000).safeParse(asked);
	if (!wanted.success) throw new NotFoundError(asked);
	const number = wanted.data;
	const rows = await useCase.db
		.select({
			number: assessmentSnapshots.number,
			content: assessmentSnapshots.content,
			contentHash: assessmentSnapshots.contentHash,
			at: assessmentSnapshots.takenAt,
			by: users.name,
			signedAs: assessmentSnapshots.signedAs,
		})
		.from(assessmentSnapshots)
		.leftJoin(users, eq(users.id, assessmentSnapshots.signedBy))
		.where(
			and(
				eq(assessmentSnapshots.assessmentId, assessmentId),
				inArray(assessmentSnapshots.number, [number, number - 1]),
			),
		);
	const row = rows.find((one) => one.number === number);
	if (!row) throw new NotFoundError(asked);
	const before = rows.find((one) => one.number === number - 1);
	const { profile, answers, evidence = {} } = readSnapshot(row.content);
	const earlier = before ? readSnapshot(before.content).answers : null;
	const { standard } = loaded.published;
	const put = applicableCriteria(standard, profile);
	const { at, by, signedAs, contentHash } = row;
	return {
		header: assessmentHeader(loaded),
		readable: can(useCase.actor, "assessment.read", loaded.resource),
		sending: { number, at, by, signedAs, contentHash, intact: hashOf(row.content) === contentHash },
		domains: standard.domains.map(({ code, title }) => ({
			code,
			title,
			criteria: put
				.filter(({ domain }) => domain === code)
				.map(({ id, title: words }) => ({
					id,
					title: words,
					...declared(answers[id]),
					pieces: (evidence[id] ?? []).length,
					/** Null: the same as in the sending before, or there is none. */
					was: earlier && !isSame(earlier[id], answers[id]) ? declared(earlier[id]) : null,
				})),
		})),
	};
}

function declared(answer: RecordedAnswer | undefined) {
	const value = answerValue(answer);
	const notApplicable = typeof value === "object" && value !== null;
	return {
		level: notApplicable ? null : value,
		reason: notApplicable ? value.notApplicable : "",
		comment: answer?.comment ?? "",
	};
}

function isSame(before: RecordedAnswer | undefined, after: RecordedAnswer | undefined): boolean {
	return JSON.stringify(declared(before)) === JSON.stringify(declared(after));
}
