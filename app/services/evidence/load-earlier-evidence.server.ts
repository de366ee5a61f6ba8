/** Loads the pieces that the last assessment sent proposes to a criterion of a draft. Checks no right: the caller does. */
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { can } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { type CarriedEvidence, carryPieces } from "~/domain/evidence/carry-evidence";
import type { Criterion } from "~/domain/standard/standard";
import type { LoadedAssessment } from "../assessment/load-assessment.server";
import { loadCarryOver } from "../assessment/load-carry-over.server";
import type { UseCase } from "../use-case.server";

export interface ProposedPiece {
	readonly id: string;
	readonly title: string;
	readonly expected: string;
	readonly issuedOn: string | null;
	readonly expiresOn: string | null;
	readonly confidential: boolean;
}

export interface EarlierEvidence extends CarriedEvidence<ProposedPiece> {
	readonly year: number;
	/** Pieces that the reader may not see. */
	readonly hidden: number;
}

/** Null when there is nothing to take over. Three queries at most. */
export async function loadEarlierEvidence(
	{ db, actor, now }: UseCase,
	{ assessment, published, cooperative, year }: LoadedAssessment,
	criterion: Criterion,
	attached: ReadonlySet<string>,
): Promise<EarlierEvidence | null> {
	const into = { cooperativeId: cooperative.id, year, published, profile: assessment.profile };
	const earlier = await loadCarryOver(db, into);
	const origins = earlier?.carried?.criteria.find(({ criterionId }) => criterionId === criterion.id)?.origins ?? [];
	if (!earlier || origins.length === 0) return null;
	const rows = await db
		.select({
			pieceId: evidenceLinks.pieceId,
			expected: evidenceLinks.expected,
			title: evidencePieces.title,
			issuedOn: evidencePieces.issuedOn,
			expiresOn: evidencePieces.expiresOn,
			confidential: evidencePieces.confidential,
			removedAt: evidencePieces.removedAt,
		})
		.from(evidenceLinks)
		.leftJoin(evidencePieces, eq(evidencePieces.id, evidenceLinks.pieceId))
		.where(
			and(
				eq(evidenceLinks.assessmentId, earlier.assessmentId),
				inArray(evidenceLinks.criterionId, [...origins]),
				isNull(evidencePieces.removedAt),
			),
		)
		.orderBy(asc(evidenceLinks.criterionId), asc(evidenceLinks.attachedAt), asc(evidenceLinks.pieceId));
	const mayConceal = can(actor, "evidence.conceal", { cooperativeId: cooperative.id });
	const hidden = new Set<string>();
	const seen = rows.flatMap(({ pieceId: id, title, confidential, removedAt: _, ...row }): ProposedPiece[] => {
		if (attached.has(id)) return [];
		// Row-level security leaves the number of pieces, and nothing of those that are confidential.
		if (title !== null && confidential !== null && (!confidential || mayConceal)) {
			return [{ id, title, confidential, ...row }];
		}
		hidden.add(id);
		return [];
	});
	const carried = carryPieces(criterion.evidence, seen, attached, dayInParis(now));
	if (carried.fresh.length + carried.stale.length + hidden.size === 0) return null;
	return { year: earlier.year, ...carried, hidden: hidden.size };
}
