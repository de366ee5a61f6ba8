/** What a person finds on arriving: their cooperatives' open assessment first. */
import { getOverview } from "../assessment/get-overview.server";
import { listOwnAssessments } from "../assessment/list-assessments.server";
import type { UseCase } from "../use-case.server";

export async function getHome(useCase: UseCase) {
	const own = await listOwnAssessments(useCase);
	return {
		name: useCase.actor.name,
		own: await Promise.all(
			own.cooperatives.map(async (cooperative) => {
				const current = cooperative.assessments.find(({ year }) => year === own.campaign?.year);
				return {
					cooperative: { id: cooperative.id, name: cooperative.name },
					campaign: own.campaign,
					overview: current ? await getOverview(useCase, current.id) : null,
				};
			}),
		),
	};
}
