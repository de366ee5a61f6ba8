/** Loads what of a dossier's evidence bears on the sample of one of its audits, and what its cooperative showed on demand. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { audits } from "~/db/schema/audit.server";
import { evidenceFiles, evidencePieces } from "~/db/schema/evidence.server";
import { evidenceDemands } from "~/db/schema/preparation.server";
import { can } from "~/domain/access/can";
import type { LoadedAssessment } from "../assessment/load-assessment.server";
import { auditResource } from "../audit/load-audit.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { filedPiece } from "./load-evidence.server";

/** Throws NotFoundError for an audit of something else. Two queries. */
export async function loadSampled(
	{ db, actor }: UseCase,
	{ assessment, cooperative, resource }: LoadedAssessment,
	auditId: string,
) {
	if (!isUuid(auditId)) throw new NotFoundError(auditId);
	const [row] = await db
		.select({
			audit: audits,
			criteria: sql<readonly string[]>`(select coalesce(json_agg(s.criterion_id), '[]') from audit_samples s
				where s.audit_id = ${auditId} and not s.taken_out)`,
		})
		.from(audits)
		.where(and(eq(audits.id, auditId), eq(audits.assessmentId, assessment.id)));
	if (!row) throw new NotFoundError(auditId);
	authorise(actor, "audit.findings", auditResource(row.audit));
	const { leadAuditorId, secondAuditorId } = row.audit;
	const auditorIds = [...resource.auditorIds, leadAuditorId, ...(secondAuditorId === null ? [] : [secondAuditorId])];
	const shown = await db
		.select({
			criterionId: evidenceDemands.criterionId,
			expected: evidenceDemands.wording,
			...filedPiece,
		})
		.from(evidenceDemands)
		.innerJoin(evidencePieces, sql`${evidencePieces.id} = any(${evidenceDemands.evidence})`)
		.innerJoin(
			evidenceFiles,
			and(
				eq(evidenceFiles.pieceId, evidencePieces.id),
				// As it was when it was shown.
				sql`${evidenceFiles.number} = (select max(f.number) from evidence_files f
					where f.piece_id = ${evidencePieces.id} and f.added_at <= ${evidenceDemands.answeredAt})`,
			),
		)
		.where(and(eq(evidenceDemands.auditId, auditId), inArray(evidenceDemands.state, ["answered", "received"])))
		.orderBy(asc(evidenceDemands.criterionId), asc(evidenceDemands.id), asc(evidencePieces.id));
	const cooperativeId = cooperative.id;
	return {
		criteria: new Set(row.criteria),
		shown: shown.map(({ criterionId, expected, piece, file }) => {
			const { confidential } = piece;
			const read = { cooperativeId, confidential, removed: false, cited: true, auditorIds };
			return { criterionId, expected, piece: can(actor, "evidence.read", read) ? { ...piece, ...file } : null };
		}),
	};
}
