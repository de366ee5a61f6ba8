/** Loads what the last closed visit of a cooperative left about the criteria of a version. Only what the person may read. */

import { and, desc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { AUDITED } from "~/domain/audit/audit-life";
import type { RecordedFinding } from "~/domain/audit/finding";
import { type AuditorRemark, lastRemarks } from "~/domain/audit/last-remarks";
import type { PublishedStandard } from "../standard/get-standard.server";
import { loadVersionChain } from "../standard/load-version-chain.server";
import { auditResource } from "./load-audit.server";

export interface LoadedRemarks {
	/** Year of the assessment that was visited; null when there is none that the person may read. */
	readonly year: number | null;
	readonly remarks: ReadonlyMap<string, readonly AuditorRemark[]>;
}

const NONE: LoadedRemarks = { year: null, remarks: new Map() };

/** Of that year's assessment or of an earlier one. Two queries at most. */
export async function loadLastRemarks(
	db: Database | Transaction,
	actor: Actor,
	about: { readonly cooperativeId: string; readonly year: number; readonly published: PublishedStandard },
): Promise<LoadedRemarks> {
	const { criterionId, level, notApplicable, note, version } = auditObservations;
	const visits = await db
		.select({
			audit: audits,
			year: campaigns.year,
			standardVersionId: assessments.standardVersionId,
			findings: sql<readonly FindingRow[]>`coalesce((select json_agg(json_build_object('criterionId', ${criterionId},
				'level', ${level}, 'notApplicable', ${notApplicable}, 'note', ${note}, 'version', ${version}))
				from ${auditObservations} where ${auditObservations.auditId} = ${audits.id}), '[]')`,
		})
		.from(audits)
		.innerJoin(assessments, eq(assessments.id, audits.assessmentId))
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.where(
			and(
				eq(audits.cooperativeId, about.cooperativeId),
				inArray(audits.status, [...AUDITED]),
				lte(campaigns.year, about.year),
			),
		)
		.orderBy(desc(campaigns.year), desc(audits.finalAt))
		.limit(VISITS);
	const last = visits.find(({ audit }) => can(actor, "audit.findings", auditResource(audit)));
	if (!last) return NONE;
	const { versions } = await loadVersionChain(db, last.standardVersionId, about.published);
	if (!versions) return NONE;
	const findings = new Map(last.findings.map(({ criterionId, ...finding }) => [criterionId, finding]));
	return { year: last.year, remarks: lastRemarks(versions, findings) };
}

type FindingRow = RecordedFinding & { readonly criterionId: string };

/** Row-level security leaves out those of other teams: the first is nearly always the one. */
const VISITS = 2;
