/** What the archive of a dossier holds, for this person: each attached piece that they read, in the version that is cited. */
import { desc, eq } from "drizzle-orm";
import { assessmentSnapshots } from "~/db/schema/assessment.server";
import { loadAssessment } from "../assessment/load-assessment.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadDossierPieces } from "./load-dossier-pieces.server";
import { loadSampled } from "./load-sampled.server";

/**
 * Four queries; six for a sample.
 * @param auditId for what bears on its sampled criteria alone, with what answered its demands
 */
export async function listArchive(useCase: UseCase, assessmentId: string, auditId: string | null = null) {
	const { db, actor, now } = useCase;
	const loaded = await loadAssessment(db, actor, assessmentId);
	const { resource, cooperative, year, published } = loaded;
	authorise(actor, "assessment.read", resource);
	const [snapshot] = await db
		.select({ contentHash: assessmentSnapshots.contentHash })
		.from(assessmentSnapshots)
		.where(eq(assessmentSnapshots.assessmentId, assessmentId))
		.orderBy(desc(assessmentSnapshots.number))
		.limit(1);
	const sampled = auditId === null ? null : await loadSampled(useCase, loaded, auditId);
	const attached = (await loadDossierPieces(useCase, loaded)).filter(
		({ criterionId }) => sampled === null || sampled.criteria.has(criterionId),
	);
	const readable = [...attached, ...(sampled?.shown ?? [])].flatMap(({ piece, ...link }) => {
		if (piece === null) return [];
		const { id: pieceId, ...said } = piece;
		return [{ ...link, pieceId, ...said }];
	});
	const titles = new Map(published.standard.criteria.map(({ id, title }) => [id, title]));
	const places = new Map<string, string>();
	return {
		cooperative: cooperative.name,
		year,
		standard: `${published.standard.code}/${published.standard.version}`,
		status: resource.status,
		/** Hash of what was sent; null while it may change, given back or never sent. */
		contentHash: resource.status === "submitted" ? (snapshot?.contentHash ?? null) : null,
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
