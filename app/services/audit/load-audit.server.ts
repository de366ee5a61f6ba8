/** Loads one audit with its cooperative, its référentiel and its team, for the use cases that work on it. */
import { and, eq, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { assessmentSnapshots, assessments, campaigns } from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import type { AuditResource } from "~/domain/access/actions";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import type { CooperativeFacts } from "~/domain/audit/conflict-facts";
import type { VisitRecord } from "~/domain/audit/finding";
import type { Profile } from "~/domain/standard/standard";
import { readSnapshot } from "../assessment/snapshot";
import { getStandard, type PublishedStandard } from "../standard/get-standard.server";
import { NotFoundError } from "../use-case.server";
import { isUuid } from "../uuid";
import { cooperativeFacts } from "./cooperative-facts.server";

export type AuditRow = typeof audits.$inferSelect;

export interface LoadedAudit {
	readonly audit: AuditRow;
	readonly year: number;
	readonly profile: Profile;
	/** What was declared when the visit was planned, once the answers may have changed since; null: they are the same. */
	readonly declared: ReadonlyMap<string, RecordedAnswer> | null;
	readonly cooperative: CooperativeFacts & { readonly fictional: boolean };
	readonly leadName: string;
	readonly secondName: string | null;
	/** Whether they are tied to the cooperative since: told to the national team alone, false for anybody else. */
	readonly leadTied: boolean;
	readonly secondTied: boolean;
	readonly published: PublishedStandard;
	/** What the access policy needs to know. */
	readonly resource: AuditResource;
}

const isTied = (person: PgColumn) =>
	sql<boolean>`coalesce(${audits.cooperativeId} = any(app_tied_to(${person})), false)`;

/** Throws NotFoundError when there is none. Checks no right: the caller authorises with `resource`. */
export async function loadAudit(db: Database | Transaction, auditId: string): Promise<LoadedAudit> {
	if (!isUuid(auditId)) throw new NotFoundError(auditId);
	const lead = alias(users, "lead");
	const second = alias(users, "second");
	const [row] = await db
		.select({
			audit: audits,
			year: campaigns.year,
			profile: assessments.profile,
			standardVersionId: assessments.standardVersionId,
			cooperative: { ...cooperativeFacts, fictional: cooperatives.fictional },
			leadName: lead.name,
			secondName: second.name,
			leadTied: isTied(lead.id),
			secondTied: isTied(second.id),
		})
		.from(audits)
		.innerJoin(assessments, eq(assessments.id, audits.assessmentId))
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.innerJoin(lead, eq(lead.id, audits.leadAuditorId))
		.leftJoin(second, eq(second.id, audits.secondAuditorId))
		.where(eq(audits.id, auditId));
	if (!row) throw new NotFoundError(auditId);
	const { standardVersionId, ...rest } = row;
	const sent = row.audit.status === "cancelled" ? await findDeclared(db, row.audit) : null;
	return {
		...rest,
		profile: sent?.profile ?? row.profile,
		declared: sent && new Map(Object.entries(sent.answers)),
		published: await getStandard(db, standardVersionId),
		resource: auditResource(row.audit),
	};
}

/** A cancelled visit holds back nothing: what it read may have been given back, corrected and sent again. */
async function findDeclared(db: Database | Transaction, { assessmentId, sending }: AuditRow) {
	const [row] = await db
		.select({ content: assessmentSnapshots.content })
		.from(assessmentSnapshots)
		.where(and(eq(assessmentSnapshots.assessmentId, assessmentId), eq(assessmentSnapshots.number, sending)));
	return row ? readSnapshot(row.content) : null;
}

export function auditResource(audit: AuditRow): AuditResource {
	const { cooperativeId, status, leadAuditorId, secondAuditorId } = audit;
	return { cooperativeId, status, leadAuditorId, secondAuditorId };
}

/** The audit's row, held until the end of the transaction: no one records, moves, cancels or closes it meanwhile. */
export async function lockAudit(tx: Transaction, auditId: string): Promise<AuditRow> {
	const [row] = await tx.select().from(audits).where(eq(audits.id, auditId)).for("update");
	if (!row) throw new NotFoundError(auditId);
	return row;
}

/** Findings by criterion. */
export async function loadFindings(
	db: Database | Transaction,
	auditId: string,
): Promise<ReadonlyMap<string, VisitRecord>> {
	const rows = await db
		.select({
			criterionId: auditObservations.criterionId,
			level: auditObservations.level,
			notApplicable: auditObservations.notApplicable,
			note: auditObservations.note,
			seenPieces: auditObservations.seenPieces,
			seenOnSite: auditObservations.seenOnSite,
			version: auditObservations.version,
		})
		.from(auditObservations)
		.where(eq(auditObservations.auditId, auditId));
	return new Map(rows.map(({ criterionId, ...finding }) => [criterionId, finding]));
}
