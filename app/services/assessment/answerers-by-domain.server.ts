/** Who answers each domain of a draft, told to the cooperative's own people only. */

import { answerersOf } from "~/domain/access/entrusted-domains";
import { holdsIn } from "~/domain/access/roles";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { isAtWork, listTeam } from "../access/list-team.server";
import type { UseCase } from "../use-case.server";
import type { LoadedAssessment } from "./load-assessment.server";

/** Names by domain code; none for anyone else, nor once nobody answers any more. Checks no right: the caller read the assessment. */
export async function answerersByDomain(
	{ db, actor, now }: UseCase,
	{ resource }: LoadedAssessment,
): Promise<(domain: string) => readonly string[]> {
	if (!isOpenToAnswers(resource.status) || !holdsIn(actor, resource.cooperativeId)) return () => [];
	const team = (await listTeam(db, resource.cooperativeId, now)).filter((one) => isAtWork(one, now));
	return (domain) => answerersOf(team, domain).map(({ name }) => name);
}
