/** Loads one piece of evidence with what the access policy needs to know of it. */

import { and, eq, exists, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { correctivePlans } from "~/db/schema/finding.server";
import { evidenceDemands } from "~/db/schema/preparation.server";
import type { EvidenceResource } from "~/domain/access/actions";
import { type Actor, holds, holdsIn } from "~/domain/access/roles";
import { NotFoundError } from "../use-case.server";
import { isUuid } from "../uuid";

export interface LoadedEvidence {
	readonly piece: typeof evidencePieces.$inferSelect;
	readonly resource: EvidenceResource;
}

/** What a list of a dossier's evidence tells of a piece and of the version that is meant. */
export const filedPiece = {
	piece: {
		id: evidencePieces.id,
		title: evidencePieces.title,
		kind: evidencePieces.kind,
		issuedOn: evidencePieces.issuedOn,
		expiresOn: evidencePieces.expiresOn,
		confidential: evidencePieces.confidential,
	},
	file: {
		number: evidenceFiles.number,
		name: evidenceFiles.name,
		size: evidenceFiles.size,
		sha256: evidenceFiles.sha256,
		addedAt: evidenceFiles.addedAt,
	},
};

/** Joins a link to the file it stands for: the version it cites, or the latest while the assessment is a draft. */
export const isLinkedFile = and(
	eq(evidenceFiles.pieceId, evidenceLinks.pieceId),
	or(
		eq(evidenceFiles.id, evidenceLinks.fileId),
		and(
			isNull(evidenceLinks.fileId),
			sql`${evidenceFiles.number} = (select max(latest.number) from ${evidenceFiles} latest where latest.piece_id = ${evidenceLinks.pieceId})`,
		),
	),
);

/** Throws NotFoundError when there is none. Checks no right: the caller authorises with `resource`. */
export async function loadEvidence(
	db: Database | Transaction,
	actor: Actor,
	cooperativeId: string,
	pieceId: string,
): Promise<LoadedEvidence> {
	if (!isUuid(cooperativeId) || !isUuid(pieceId)) throw new NotFoundError(pieceId);
	const citing = and(eq(evidenceLinks.pieceId, evidencePieces.id), isNotNull(evidenceLinks.fileId));
	const [row] = await db
		.select({
			piece: evidencePieces,
			cited: sql<boolean>`(${exists(db.select({ one: sql`1` }).from(evidenceLinks).where(citing))} or ${shownBy()})`,
			onTeam: sql<boolean>`(${exists(
				db
					.select({ one: sql`1` })
					.from(evidenceLinks)
					.innerJoin(audits, eq(audits.assessmentId, evidenceLinks.assessmentId))
					.where(and(citing, onStandingTeam(actor))),
			)} or ${shownBy(actor)})`,
		})
		.from(evidencePieces)
		.where(and(eq(evidencePieces.cooperativeId, cooperativeId), eq(evidencePieces.id, pieceId)));
	if (!row) throw new NotFoundError(pieceId);
	const { piece, cited, onTeam } = row;
	return {
		piece,
		resource: {
			cooperativeId,
			confidential: piece.confidential,
			removed: piece.removedAt !== null,
			cited,
			auditorIds: onTeam ? [actor.userId] : [],
		},
	};
}

function onStandingTeam({ userId }: Actor): SQL | undefined {
	return and(ne(audits.status, "cancelled"), or(eq(audits.leadAuditorId, userId), eq(audits.secondAuditorId, userId)));
}

/**
 * Which versions of a piece the person reads, once they read the piece: their own cooperative's all; the others those that
 * were sent to them, and not what the cooperative did since.
 */
export function readableFiles(db: Database | Transaction, actor: Actor, cooperativeId: string): SQL | undefined {
	if (holdsIn(actor, cooperativeId)) return undefined;
	const citing = eq(evidenceLinks.fileId, evidenceFiles.id);
	const shown = sql`(exists (select from ${correctivePlans} where ${evidenceFiles.pieceId} = any(${correctivePlans.evidence})
		and ${evidenceFiles.addedAt} <= ${correctivePlans.doneAt})
		or exists (select from ${evidenceDemands} where ${evidenceFiles.pieceId} = any(${evidenceDemands.evidence})
		and ${evidenceFiles.addedAt} <= ${evidenceDemands.answeredAt}))`;
	if (holds(actor, "network")) return or(exists(db.select({ one: sql`1` }).from(evidenceLinks).where(citing)), shown);
	return or(
		exists(
			db
				.select({ one: sql`1` })
				.from(evidenceLinks)
				.innerJoin(audits, eq(audits.assessmentId, evidenceLinks.assessmentId))
				.where(and(citing, onStandingTeam(actor))),
		),
		shown,
	);
}

/**
 * Whether a corrective plan shows it, to the auditors who follow its cooperative when there is an actor (R-159); or whether it
 * answers a demand, to the team of that audit (R-205).
 */
function shownBy(actor?: Actor): SQL {
	const following = actor
		? sql`and exists (select from ${audits} where ${audits.cooperativeId} = ${correctivePlans.cooperativeId}
			and ${onStandingTeam(actor)})`
		: sql``;
	const asking = actor
		? sql`and exists (select from ${audits} where ${audits.id} = ${evidenceDemands.auditId} and ${onStandingTeam(actor)})`
		: sql``;
	return sql`(exists (select from ${correctivePlans}
		where ${evidencePieces.id} = any(${correctivePlans.evidence}) ${following})
		or exists (select from ${evidenceDemands} where ${evidencePieces.id} = any(${evidenceDemands.evidence}) ${asking}))`;
}
