/** The evidence of one criterion: what is expected, what is attached and how fresh it is, what the library could add. */
import { and, asc, eq, isNull } from "drizzle-orm";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { can } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { evidenceChecklist } from "~/domain/evidence/checklist";
import { assessmentHeader } from "../assessment/get-overview.server";
import { type LoadedAssessment, loadAssessment } from "../assessment/load-assessment.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { loadEarlierEvidence } from "./load-earlier-evidence.server";
import { isLinkedFile } from "./load-evidence.server";

/** A choice longer than this is a search in the library. */
const CHOICES = 300;

/** The page of its own. Six queries at most. */
export async function getCriterionEvidence(useCase: UseCase, assessmentId: string, criterionId: string) {
	const loaded = await loadAssessment(useCase.db, useCase.actor, assessmentId);
	authorise(useCase.actor, "assessment.read", loaded.resource);
	const { ids, ...evidence } = await loadCriterionEvidence(useCase, loaded, criterionId);
	const criterion = loaded.published.standard.criteria.find(({ id }) => id === criterionId);
	return {
		header: assessmentHeader(loaded),
		evidence,
		earlier:
			criterion && evidence.may.attach ? await loadEarlierEvidence(useCase, loaded, criterion, new Set(ids)) : null,
	};
}

/** For a page that loaded the assessment, and asked the policy, already. Two queries. */
export async function loadCriterionEvidence(
	{ db, actor, now }: UseCase,
	{ assessment, published, resource, cooperative }: LoadedAssessment,
	criterionId: string,
) {
	const criterion = published.standard.criteria.find(({ id }) => id === criterionId);
	if (!criterion) throw new NotFoundError(criterionId);
	const rows = await db
		.select({
			id: evidenceLinks.pieceId,
			expected: evidenceLinks.expected,
			title: evidencePieces.title,
			kind: evidencePieces.kind,
			issuedOn: evidencePieces.issuedOn,
			expiresOn: evidencePieces.expiresOn,
			confidential: evidencePieces.confidential,
			number: evidenceFiles.number,
			name: evidenceFiles.name,
			size: evidenceFiles.size,
		})
		.from(evidenceLinks)
		.leftJoin(evidencePieces, eq(evidencePieces.id, evidenceLinks.pieceId))
		.leftJoin(evidenceFiles, isLinkedFile)
		.where(and(eq(evidenceLinks.assessmentId, assessment.id), eq(evidenceLinks.criterionId, criterionId)))
		.orderBy(asc(evidenceLinks.attachedAt), asc(evidenceLinks.pieceId));
	const attached = rows.flatMap((row) => {
		const { title, kind, confidential, number, name, size } = row;
		// Row-level security leaves the number of pieces, and nothing of those that are confidential.
		if (title === null || kind === null || confidential === null || number === null) return [];
		const seen = can(actor, "evidence.read", {
			cooperativeId: cooperative.id,
			confidential,
			removed: false,
			cited: resource.status === "submitted",
			auditorIds: resource.auditorIds,
		});
		return seen ? [{ ...row, title, kind, confidential, number, name: name ?? "", size: size ?? 0 }] : [];
	});
	const may = {
		attach: can(actor, "assessment.answer", { ...resource, domain: criterion.domain }),
		conceal: can(actor, "evidence.conceal", { cooperativeId: cooperative.id }),
		library: can(actor, "evidence.list", { cooperativeId: cooperative.id }),
	};
	const { id, title, statement, domain, metFrom } = criterion;
	const today = dayInParis(now);
	return {
		assessmentId: assessment.id,
		cooperativeId: cooperative.id,
		criterion: { id, title, statement, domain, metFrom },
		...evidenceChecklist(criterion.evidence, attached, today),
		/** Pieces that are attached and confidential for this person. */
		hidden: rows.length - attached.length,
		choices: may.attach ? await choicesFor(db, cooperative.id, may.conceal, new Set(rows.map((row) => row.id))) : [],
		may,
		today,
		/** Of every piece attached, hidden ones too. */
		ids: rows.map((row) => row.id),
	};
}

async function choicesFor(
	db: UseCase["db"],
	cooperativeId: string,
	withConfidential: boolean,
	attached: ReadonlySet<string>,
) {
	const rows = await db
		.select({ id: evidencePieces.id, title: evidencePieces.title, issuedOn: evidencePieces.issuedOn })
		.from(evidencePieces)
		.where(
			and(
				eq(evidencePieces.cooperativeId, cooperativeId),
				isNull(evidencePieces.removedAt),
				withConfidential ? undefined : eq(evidencePieces.confidential, false),
			),
		)
		.orderBy(asc(evidencePieces.title))
		.limit(CHOICES);
	return rows.filter(({ id }) => !attached.has(id));
}
