/** Attaches the pieces of an earlier year that a person confirms: those that were proposed to them, none that is stale. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { evidenceLinks } from "~/db/schema/evidence.server";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import { loadAssessment } from "../assessment/load-assessment.server";
import type { UseCase } from "../use-case.server";
import { type AttachRefusal, answeredCriterion, attachEvidence } from "./attach-evidence.server";
import { loadEarlierEvidence } from "./load-earlier-evidence.server";

const asked = z.array(z.uuid()).min(1).max(50);

export async function carryEvidence(
	useCase: UseCase,
	assessmentId: string,
	criterionId: string,
	pieceIds: unknown,
): Promise<Result<{ readonly attached: number }, AttachRefusal>> {
	const { db, actor } = useCase;
	const { criterion, resource } = await answeredCriterion(useCase, assessmentId, criterionId);
	const parsed = asked.safeParse(pieceIds);
	if (!parsed.success) return refuse("INVALID");
	if (!isOpenToAnswers(resource.status)) return refuse("ASSESSMENT_LOCKED");
	const present = await db
		.select({ pieceId: evidenceLinks.pieceId, criterionId: evidenceLinks.criterionId })
		.from(evidenceLinks)
		.where(eq(evidenceLinks.assessmentId, assessmentId));
	const attached = new Set(present.filter((one) => one.criterionId === criterionId).map(({ pieceId }) => pieceId));
	const loaded = await loadAssessment(db, actor, assessmentId);
	const earlier = await loadEarlierEvidence(useCase, loaded, criterion, attached);
	// Asked twice, or already attached by somebody else meanwhile: what is there is there.
	const wanted = parsed.data.filter((id) => !attached.has(id));
	const found = (earlier?.fresh ?? []).filter(({ id }) => wanted.includes(id));
	if (!earlier || found.length !== new Set(wanted).size) {
		return wanted.length === 0 ? accept({ attached: 0 }) : refuse("INVALID");
	}
	let count = 0;
	for (const expected of new Set(found.map((piece) => piece.expected))) {
		const ids = found.filter((piece) => piece.expected === expected).map(({ id }) => id);
		const input = { pieceIds: ids, expected };
		const result = await attachEvidence(useCase, assessmentId, criterionId, input, earlier.year);
		if (!result.ok) return result;
		count += result.value.attached;
	}
	return accept({ attached: count });
}
