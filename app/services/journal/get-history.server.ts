/** The history of one object, for whoever may read it: an assessment, an audit, a cooperative, a person. */
import { and, eq, inArray, notInArray, or, sql } from "drizzle-orm";
import { roleGrants, users } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { journalEntries } from "~/db/schema/journal.server";
import { assessmentHeader } from "../assessment/get-overview.server";
import { loadAssessment } from "../assessment/load-assessment.server";
import { auditHeader } from "../audit/get-audit.server";
import { loadAudit } from "../audit/load-audit.server";
import { termLabels } from "../cooperative/cooperative-terms.server";
import type { PublishedStandard } from "../standard/get-standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { journalPage } from "./journal-page.server";

export async function getAssessmentHistory({ db, actor }: UseCase, assessmentId: string, page: number) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.history", loaded.resource, ["assessment.read", loaded.resource]);
	const where = and(
		// By the cooperative first: that is what the index holds.
		eq(journalEntries.cooperativeId, loaded.assessment.cooperativeId),
		inArray(journalEntries.subjectType, ["assessment", "answer"]),
		ofObject(assessmentId),
	);
	return {
		header: assessmentHeader(loaded),
		history: await journalPage(db, where, page),
		...words(loaded.published),
	};
}

export async function getAuditHistory({ db, actor }: UseCase, auditId: string, page: number) {
	const loaded = await loadAudit(db, auditId);
	authorise(actor, "audit.history", loaded.resource, ["audit.read", loaded.resource]);
	const where = and(
		eq(journalEntries.cooperativeId, loaded.audit.cooperativeId),
		eq(journalEntries.subjectType, "audit"),
		ofObject(auditId),
	);
	return { header: auditHeader(loaded), history: await journalPage(db, where, page), ...words(loaded.published) };
}

/** All that concerns the cooperative, but for the criteria one by one: an assessment and an audit each have their history. */
export async function getCooperativeHistory({ db, actor }: UseCase, cooperativeId: string, page: number) {
	authorise(actor, "cooperative.history", { cooperativeId }, ["cooperative.read", { cooperativeId }]);
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const [cooperative] = await db
		.select({ id: cooperatives.id, name: cooperatives.name })
		.from(cooperatives)
		.where(eq(cooperatives.id, cooperativeId));
	if (!cooperative) throw new NotFoundError(cooperativeId);
	const where = and(
		eq(journalEntries.cooperativeId, cooperativeId),
		notInArray(journalEntries.subjectType, ["answer", "thread"]),
		notInArray(journalEntries.action, [
			"audit.levelRecorded",
			"audit.declaredLevelsConfirmed",
			"audit.photoAdded",
			"audit.photoRemoved",
			"audit.meetingRecorded",
		]),
	);
	return { cooperative, history: await journalPage(db, where, page), terms: await termLabels(db) };
}

/** What happened to an account, its roles and its sessions. */
export async function getPersonHistory({ db, actor }: UseCase, userId: string, page: number) {
	if (!isUuid(userId)) throw new NotFoundError(userId);
	const grants = await db.select({ role: roleGrants.role }).from(roleGrants).where(eq(roleGrants.userId, userId));
	authorise(actor, "person.history", { userId, roles: grants.map(({ role }) => role) });
	const [person] = await db
		.select({ id: users.id, name: users.name, erasedAt: users.erasedAt })
		.from(users)
		.where(eq(users.id, userId));
	if (!person) throw new NotFoundError(userId);
	const where = and(inArray(journalEntries.subjectType, ["user", "session"]), eq(journalEntries.subjectId, userId));
	return {
		person: { id: person.id, name: person.erasedAt === null ? person.name : null },
		history: await journalPage(db, where, page),
	};
}

/** Rows about the object itself, and about one criterion of it: `identifier/criterion`. */
function ofObject(id: string) {
	return or(eq(journalEntries.subjectId, id), sql`starts_with(${journalEntries.subjectId}, ${`${id}/`})`);
}

function words({ standard }: PublishedStandard) {
	const terms = [...standard.sectors, ...standard.activities, ...standard.conditions];
	return {
		criteria: Object.fromEntries(standard.criteria.map(({ id, title }) => [id, title])),
		terms: Object.fromEntries(terms.map(({ code, label }) => [code, label])),
	};
}
