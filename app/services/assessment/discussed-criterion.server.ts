/** Whether a person may talk about a criterion of an assessment with its team: the cooperative's own, before and after the sending. */
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { loadAssessment } from "./load-assessment.server";

export async function discussedCriterion(
	{ db, actor }: UseCase,
	assessmentId: string,
	criterionId: string,
): Promise<{ readonly cooperativeId: string }> {
	const { resource, published } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.discuss", resource, ["assessment.read", resource]);
	if (!published.standard.criteria.some(({ id }) => id === criterionId)) throw new NotFoundError(criterionId);
	return { cooperativeId: resource.cooperativeId };
}
