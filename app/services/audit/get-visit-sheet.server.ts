/** What one domain's visit sheet shows: declared level and comment beside what the audit retains. */
import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { answers } from "~/db/schema/assessment.server";
import { can } from "~/domain/access/can";
import { answerValue, type RecordedAnswer, UNANSWERED } from "~/domain/assessment/answer-record";
import { confirmedFinding, isExamined, UNVISITED } from "~/domain/audit/finding";
import { applicableCriteria } from "~/domain/standard/applicability";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { missionObstacle } from "./check-mission-ready.server";
import { citedReader } from "./cited-reader";
import { auditHeader, domainProgress } from "./get-audit.server";
import { loadAudit, loadFindings } from "./load-audit.server";
import { loadMission } from "./load-mission.server";
import { loadSample } from "./load-sample.server";
import { loadVisitEvidence } from "./load-visit-evidence.server";

export async function getVisitSheet({ db, actor }: UseCase, auditId: string, domainCode: string) {
	const loaded = await loadAudit(db, auditId);
	authorise(actor, "audit.findings", loaded.resource, ["audit.read", loaded.resource]);
	const { standard } = loaded.published;
	const domain = standard.domains.find(({ code }) => code === domainCode);
	if (!domain) throw new NotFoundError(domainCode);
	const applicable = applicableCriteria(standard, loaded.profile);
	const shown = applicable.filter((criterion) => criterion.domain === domainCode);
	const findings = await loadFindings(db, auditId);
	const sample = await loadSample(db, auditId);
	const obstacle = missionObstacle(loaded.audit, await loadMission(db, auditId), actor.userId);
	const { pieces, photos } = await loadVisitEvidence(db, loaded.audit, citedReader(actor, loaded.audit));
	const ids = shown.map(({ id }) => id);
	const declared = loaded.declared ?? (await declaredAnswers(db, loaded.audit.assessmentId, ids));
	return {
		header: auditHeader(loaded),
		editable: obstacle === null && can(actor, "audit.record", loaded.resource),
		/** What keeps the visit from going on, for whoever would record. */
		obstacle: can(actor, "audit.record", loaded.resource) ? obstacle : null,
		/** How many criteria of the audit are of the sample, and whether this person chooses them. */
		sampled: sample.size,
		prepares: can(actor, "audit.prepare", loaded.resource),
		domain: { code: domain.code, title: domain.title, chapters: domain.chapters },
		progress: domainProgress(standard, applicable, findings),
		scale: standard.scale.map(({ level, label }) => ({ level, label })),
		rows: shown.map(({ id, chapter, kind, blocking, metFrom }) => {
			const answer = declared.get(id) ?? UNANSWERED;
			const value = answerValue(answer);
			return {
				id,
				chapter,
				kind,
				blocking,
				metFrom,
				declared: typeof value === "object" && value !== null ? ("notApplicable" as const) : value,
				hasComment: answer.comment.trim() !== "",
				finding: findings.get(id) ?? UNVISITED,
				pieces: pieces.get(id) ?? [],
				photos: photos.get(id) ?? [],
				/** Why it is of the sample; null: it is not. */
				sampled: sample.get(id) ?? null,
			};
		}),
		/** Unexamined criteria whose declared value can be confirmed as it is. */
		toConfirm: shown
			.filter(({ id }) => !isExamined(findings.get(id)) && confirmedFinding(declared.get(id), findings.get(id)))
			.map(({ id }) => id),
		sentOnce: {
			texts: Object.fromEntries(
				shown.map(({ id, title, statement, levels }) => {
					const { comment, reason, notApplicable } = declared.get(id) ?? UNANSWERED;
					return [id, { title, statement, levels, comment, reason: notApplicable ? reason : "" }];
				}),
			),
		},
	};
}

async function declaredAnswers(
	db: Database,
	assessmentId: string,
	criterionIds: readonly string[],
): Promise<ReadonlyMap<string, RecordedAnswer>> {
	const rows = await db
		.select()
		.from(answers)
		.where(and(eq(answers.assessmentId, assessmentId), inArray(answers.criterionId, [...criterionIds])));
	return new Map(rows.map((row) => [row.criterionId, row]));
}
