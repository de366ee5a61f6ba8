/** What the pages that give back, and that ask for it, need: what was sent, what was said of it, and what stands in the way. */
import { authorise, type UseCase } from "../use-case.server";
import { findSubmission } from "./find-submission.server";
import { assessmentHeader } from "./get-overview.server";
import { findReturnState, listReturns, onceSent } from "./list-returns.server";
import { type LoadedAssessment, loadAssessment } from "./load-assessment.server";

/** For the national team. Once given back, it says so instead of the form. */
export async function getReturnForm({ db, actor }: UseCase, assessmentId: string) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	const { resource, published } = loaded;
	authorise(actor, "assessment.return", onceSent(resource), ["assessment.read", resource]);
	const { domains, criteria } = published.standard;
	return {
		...(await standing(db, loaded)),
		domains: domains.map(({ code, title }) => ({
			code,
			title,
			criteria: criteria.filter(({ domain }) => domain === code).map(({ id, title: words }) => ({ id, title: words })),
		})),
	};
}

/** For the managers of its cooperative. */
export async function getReopeningForm({ db, actor }: UseCase, assessmentId: string) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	const { resource } = loaded;
	authorise(actor, "assessment.askReopening", onceSent(resource), ["assessment.read", resource]);
	return standing(db, loaded);
}

async function standing(db: UseCase["db"], loaded: LoadedAssessment) {
	const { id, status } = loaded.assessment;
	const { number, asked, barrier } = await findReturnState(db, id);
	const said = (await listReturns(db, id)).filter((one) => one.number === number);
	return {
		header: assessmentHeader(loaded),
		sent: status === "submitted",
		number,
		submission: await findSubmission(db, id),
		barrier,
		/** The request that waits for an answer. */
		request: asked ? (said.findLast(({ kind }) => kind === "asked") ?? null) : null,
		declined: asked ? null : (said.findLast(({ kind }) => kind === "declined") ?? null),
	};
}
