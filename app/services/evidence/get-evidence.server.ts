/** The page of one piece: what is said of it, its versions, the criteria it is attached to. */
import { and, asc, desc, eq } from "drizzle-orm";
import { users } from "~/db/schema/access.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { evidenceFiles, evidenceLinks } from "~/db/schema/evidence.server";
import { can } from "~/domain/access/can";
import { holdsIn } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { freshness } from "~/domain/evidence/freshness";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { loadEvidence, readableFiles } from "./load-evidence.server";

/** Four queries. */
export async function getEvidence({ db, actor, now }: UseCase, cooperativeId: string, pieceId: string) {
	const { piece, resource } = await loadEvidence(db, actor, cooperativeId, pieceId);
	authorise(actor, "evidence.read", resource);
	const [cooperative] = await db
		.select({ id: cooperatives.id, name: cooperatives.name })
		.from(cooperatives)
		.where(eq(cooperatives.id, cooperativeId));
	if (!cooperative) throw new NotFoundError(cooperativeId);
	const files = await db
		.select({
			number: evidenceFiles.number,
			name: evidenceFiles.name,
			mediaType: evidenceFiles.mediaType,
			size: evidenceFiles.size,
			sha256: evidenceFiles.sha256,
			addedAt: evidenceFiles.addedAt,
			addedBy: users.name,
		})
		.from(evidenceFiles)
		.leftJoin(users, eq(users.id, evidenceFiles.addedBy))
		.where(and(eq(evidenceFiles.pieceId, pieceId), readableFiles(db, actor, cooperativeId)))
		.orderBy(desc(evidenceFiles.number));
	const member = holdsIn(actor, cooperativeId);
	const links = await db
		.select({
			assessmentId: evidenceLinks.assessmentId,
			criterionId: evidenceLinks.criterionId,
			year: campaigns.year,
			status: assessments.status,
			number: evidenceFiles.number,
		})
		.from(evidenceLinks)
		.innerJoin(assessments, eq(assessments.id, evidenceLinks.assessmentId))
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.leftJoin(evidenceFiles, eq(evidenceFiles.id, evidenceLinks.fileId))
		.where(and(eq(evidenceLinks.pieceId, pieceId), member ? undefined : eq(assessments.status, "submitted")))
		.orderBy(desc(campaigns.year), asc(evidenceLinks.criterionId));
	const { id, title, kind, issuedOn, expiresOn, confidential, version } = piece;
	return {
		cooperative,
		piece: { id, title, kind, issuedOn, expiresOn, confidential, version, removed: resource.removed },
		freshness: freshness(piece, undefined, dayInParis(now)),
		files,
		links,
		may: {
			library: can(actor, "evidence.list", { cooperativeId }),
			edit: can(actor, "evidence.edit", resource),
			conceal: can(actor, "evidence.conceal", { cooperativeId }),
		},
		today: dayInParis(now),
	};
}
