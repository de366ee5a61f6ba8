/** What decides which criteria apply to an assessment, and which ones it sets aside. */
import { can } from "~/domain/access/can";
import { applies } from "~/domain/standard/applicability";
import { authorise, type UseCase } from "../use-case.server";
import { assessmentHeader } from "./get-overview.server";
import { loadAssessment } from "./load-assessment.server";

export async function getProfile({ db, actor }: UseCase, assessmentId: string) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", loaded.resource);
	const { standard } = loaded.published;
	const { profile, profileVersion } = loaded.assessment;
	const terms = [...standard.sectors, ...standard.activities, ...standard.conditions];
	return {
		header: assessmentHeader(loaded),
		editable: can(actor, "assessment.profile", loaded.resource),
		profile,
		version: profileVersion,
		sectors: standard.sectors,
		activities: standard.activities,
		conditions: standard.conditions,
		criteriaCount: standard.criteria.length,
		termLabels: Object.fromEntries(terms.map(({ code, label }) => [code, label])),
		setAside: standard.criteria
			.filter((criterion) => !applies(criterion, profile).applies)
			.map(({ id, title, applicability }) => ({ id, title, applicability })),
	};
}
