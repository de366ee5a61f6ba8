/** Builders: an assessment sent, those around it, and what a request of theirs does. */

import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { answers, assessmentSnapshots, assessments, type campaigns } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import type { AuditStatus } from "~/domain/audit/audit-life";
import { applicableCriteria } from "~/domain/standard/applicability";
import { returnAssessment } from "~/services/assessment/return-assessment.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { scheduleAudit } from "~/services/audit/schedule-audit.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import type { UseCase } from "~/services/use-case.server";
import { lifeOf } from "../../support/audit-life";
import {
	as,
	createActor,
	createAuditor,
	createCooperative,
	createDraft,
	NOW,
	PROFILE,
	SIGNED,
} from "../../support/world";

export type Scene = Awaited<ReturnType<typeof fullDraft>>;

/** Every criterion answered at level 2, one piece attached to ANC-01. */
export async function fullDraft(db: Database, published: PublishedStandard, campaign: typeof campaigns.$inferSelect) {
	const cooperative = await createCooperative(db);
	const draft = await createDraft(db, cooperative, campaign);
	const at = { cooperativeId: cooperative.id, assessmentId: draft.id };
	await db.insert(answers).values(
		applicableCriteria(published.standard, PROFILE).map(({ id }) => {
			return { ...at, criterionId: id, level: 2 as const, updatedAt: NOW };
		}),
	);
	const manager = await createActor(db, "manager", cooperative.id);
	return {
		id: draft.id,
		cooperative,
		pieceId: await attachPiece(db, cooperative.id, draft.id, manager),
		manager,
		contributor: await createActor(db, "contributor", cooperative.id),
		stranger: await createActor(db, "manager", (await createCooperative(db)).id),
		network: await createActor(db, "network"),
		auditors: [await createAuditor(db), await createAuditor(db)] as const,
	};
}

async function attachPiece(db: Database, cooperativeId: string, assessmentId: string, by: Actor): Promise<string> {
	const pieceId = randomUUID();
	const added = { addedAt: NOW, addedBy: by.userId };
	await db.insert(evidencePieces).values({ ...added, id: pieceId, cooperativeId, title: "Statuts", kind: "deed" });
	await addFile(db, cooperativeId, pieceId, 1);
	await db
		.insert(evidenceLinks)
		.values({ cooperativeId, assessmentId, criterionId: "ANC-01", pieceId, attachedAt: NOW });
	return pieceId;
}

export async function addFile(db: Database, cooperativeId: string, pieceId: string, number: number) {
	const file = { name: "statuts.pdf", mediaType: "application/pdf", size: 10, sha256: `${number}`.repeat(64) };
	await db.insert(evidenceFiles).values({ ...file, cooperativeId, pieceId, number, addedAt: NOW });
}

/** What the person does, in one transaction on their behalf. */
export function inRequest<T>(db: Database, actor: Actor, work: (useCase: UseCase) => Promise<T>, now = NOW) {
	return onBehalfOf(db, actor.userId, "write", (tx) => work(as(tx, actor, now)));
}

export function send(db: Database, { id, manager }: Scene, now = NOW) {
	return inRequest(db, manager, (useCase) => submitAssessment(useCase, id, SIGNED), now);
}

export function giveBack(db: Database, { id, network }: Scene, input: Readonly<Record<string, unknown>> = {}) {
	const form = { kind: "returned", reason: "Le niveau de ANC-01 n’est pas prouvé.", number: 1, ...input };
	return inRequest(db, network, (useCase) => returnAssessment(useCase, id, form));
}

export async function answerAs(db: Database, actor: Actor, assessmentId: string, choice: string) {
	const [row] = await db
		.select()
		.from(answers)
		.where(eq(answers.assessmentId, assessmentId))
		.orderBy(asc(answers.criterionId))
		.limit(1);
	const form = { criterionId: row?.criterionId, choice, version: row?.version, key: randomUUID() };
	return inRequest(db, actor, (useCase) => saveAnswer(useCase, assessmentId, form));
}

export function plan(db: Database, { id, network, auditors: [lead, second] }: Scene) {
	const team = { leadAuditorId: lead.userId, secondAuditorId: second.userId };
	const visit = { startsOn: "2026-11-16", endsOn: "2026-11-17", mode: "onSite", place: "Au siège" };
	const form = { assessmentId: id, kind: "initial", ...visit, ...team };
	return inRequest(db, network, (useCase) => scheduleAudit(useCase, form));
}

/** A visit in some state, written as it is. */
export async function visit(db: Database, { id, cooperative, auditors: [lead] }: Scene, status: AuditStatus) {
	const dates = { startsOn: "2026-09-16", endsOn: "2026-09-17", createdAt: NOW };
	const [row] = await db
		.insert(audits)
		.values({
			...dates,
			...lifeOf(status, NOW, lead.userId),
			cooperativeId: cooperative.id,
			assessmentId: id,
			kind: "initial",
			status,
			mode: "onSite",
			place: "Au siège",
			leadAuditorId: lead.userId,
		})
		.returning();
	if (!row) throw new Error("no audit");
	return row;
}

export async function statusOf(db: Database, id: string) {
	const [row] = await db.select({ status: assessments.status }).from(assessments).where(eq(assessments.id, id));
	return row?.status;
}

export function sendingsOf(db: Database, id: string) {
	return db
		.select()
		.from(assessmentSnapshots)
		.where(eq(assessmentSnapshots.assessmentId, id))
		.orderBy(asc(assessmentSnapshots.number));
}
