/** Everything a report of one assessment says, as it was declared: what an audit recorded is never in it. */

import { buildReport } from "~/domain/assessment/report";
import { dayInParis } from "~/domain/calendar-day";
import { loadDossierPieces } from "../evidence/load-dossier-pieces.server";
import { authorise, type UseCase } from "../use-case.server";
import { findSubmission } from "./find-submission.server";
import { assessmentHeader } from "./get-overview.server";
import { loadAnswers, loadAssessment } from "./load-assessment.server";

/** Five queries at most. */
export async function getReport(useCase: UseCase, assessmentId: string) {
	const { db, actor, now } = useCase;
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", loaded.resource);
	const { assessment, published } = loaded;
	const { standard } = published;
	const submission = assessment.status === "submitted" ? await findSubmission(db, assessmentId) : null;
	const recorded = await loadAnswers(db, assessmentId);
	const links = await loadDossierPieces(useCase, loaded);
	return {
		header: assessmentHeader(loaded),
		standard: { ...standard, contentHash: published.contentHash },
		submission,
		madeAt: now,
		report: buildReport(standard, assessment.profile, recorded, links, dayInParis(submission?.at ?? now)),
	};
}
