/** What the archive of a dossier holds, for this person: each attached piece that they read, in the version that is cited. */
import { asc, eq } from "drizzle-orm";
import { assessmentSnapshots } from "~/db/schema/assessment.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { can } from "~/domain/access/can";
import { loadAssessment } from "../assessment/load-assessment.server";
import { authorise, type UseCase } from "../use-case.server";
import { isLinkedFile } from "./load-evidence.server";

/** Four queries. */
export async function listArchive({ db, actor, now }: UseCase, assessmentId: string) {
	const { resource, cooperative, year, published } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", resource);
	const [snapshot] = await db
		.select({ contentHash: assessmentSnapshots.contentHash })
		.from(assessmentSnapshots)
		.where(eq(assessmentSnapshots.assessmentId, assessmentId));
	const rows = await db
		.select({
			criterionId: evidenceLinks.criterionId,
			expected: evidenceLinks.expected,
			pieceId: evidencePieces.id,
			title: evidencePieces.title,
			kind: evidencePieces.kind,
			issuedOn: evidencePieces.issuedOn,
			expiresOn: evidencePieces.expiresOn,
			confidential: evidencePieces.confidential,
			number: evidenceFiles.number,
			name: evidenceFiles.name,
			size: evidenceFiles.size,
			sha256: evidenceFiles.sha256,
			addedAt: evidenceFiles.addedAt,
		})
		.from(evidenceLinks)
		.innerJoin(evidencePieces, eq(evidencePieces.id, evidenceLinks.pieceId))
		.innerJoin(evidenceFiles, isLinkedFile)
		.where(eq(evidenceLinks.assessmentId, assessmentId))
		.orderBy(asc(evidenceLinks.criterionId), asc(evidenceLinks.attachedAt), asc(evidencePieces.id));
	const titles = new Map(published.standard.criteria.map(({ id, title }) => [id, title]));
	const readable = rows.filter(({ confidential }) =>
		can(actor, "evidence.read", {
			cooperativeId: cooperative.id,
			confidential,
			removed: false,
			cited: resource.status === "submitted",
			auditorIds: resource.auditorIds,
		}),
	);
	const places = new Map<string, string>();
	return {
		cooperative: cooperative.name,
		year,
		standard: `${published.standard.code}/${published.standard.version}`,
		status: resource.status,
		/** Hash of what was sent; null for a draft. */
		contentHash: snapshot?.contentHash ?? null,
		madeAt: now,
		lines: readable.map(({ pieceId, addedAt, ...row }) => {
			const place = places.get(pieceId) ?? placeOf(row.criterionId, places.size + 1, row.name);
			places.set(pieceId, place);
			return { ...row, addedAt, criterion: titles.get(row.criterionId) ?? "", place };
		}),
	};
}

export type Archive = Awaited<ReturnType<typeof listArchive>>;

/** One file once, in the folder of the first criterion it is attached to. */
function placeOf(criterionId: string, rank: number, name: string): string {
	return `${criterionId.slice(0, 3)}/${criterionId} ${String(rank).padStart(3, "0")} ${name}`;
}
