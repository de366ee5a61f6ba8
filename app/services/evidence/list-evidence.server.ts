/** The library of a cooperative: its pieces, filtered, fifty per page. */
import { and, count, desc, eq, exists, isNotNull, isNull, lt, not, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { cooperatives } from "~/db/schema/cooperative.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { can } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { EVIDENCE_KINDS } from "~/domain/evidence/evidence-kind";
import { freshness } from "~/domain/evidence/freshness";
import { plain } from "../cooperative/plain-name.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";

const PER_PAGE = 50;

/** `expired`: its term is over. `unused`: attached to no criterion. `removed`: out of the library, still cited. */
export const EVIDENCE_FILTERS = ["expired", "unused", "removed"] as const;

const wish = z.object({
	search: z.string().trim().max(100).default("").catch(""),
	kind: z.enum(EVIDENCE_KINDS).optional().catch(undefined),
	filter: z.enum(EVIDENCE_FILTERS).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});

/** Three queries. */
export async function listEvidence({ db, actor, now }: UseCase, cooperativeId: string, input: unknown) {
	authorise(actor, "evidence.list", { cooperativeId });
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const [cooperative] = await db
		.select({ id: cooperatives.id, name: cooperatives.name })
		.from(cooperatives)
		.where(eq(cooperatives.id, cooperativeId));
	if (!cooperative) throw new NotFoundError(cooperativeId);
	const query = wish.parse(input);
	const today = dayInParis(now);
	const mayConceal = can(actor, "evidence.conceal", { cooperativeId });
	const cited = exists(
		db.select({ one: sql`1` }).from(evidenceLinks).where(eq(evidenceLinks.pieceId, evidencePieces.id)),
	);
	const where = and(
		eq(evidencePieces.cooperativeId, cooperativeId),
		...filters(query, today, cited),
		...(mayConceal ? [] : [eq(evidencePieces.confidential, false)]),
	);
	const [counted] = await db.select({ total: count() }).from(evidencePieces).where(where);
	const total = counted?.total ?? 0;
	const pages = Math.max(1, Math.ceil(total / PER_PAGE));
	const page = Math.min(query.page, pages);
	const rows = await db
		.select({
			id: evidencePieces.id,
			title: evidencePieces.title,
			kind: evidencePieces.kind,
			issuedOn: evidencePieces.issuedOn,
			expiresOn: evidencePieces.expiresOn,
			confidential: evidencePieces.confidential,
			removedAt: evidencePieces.removedAt,
			versions: sql<number>`(select count(*)::integer from ${evidenceFiles} where ${evidenceFiles.pieceId} = ${evidencePieces}.id)`,
			criteria: sql<
				string[]
			>`coalesce((select array_agg(distinct ${evidenceLinks.criterionId} order by ${evidenceLinks.criterionId}) from ${evidenceLinks} where ${evidenceLinks.pieceId} = ${evidencePieces}.id), '{}')`,
		})
		.from(evidencePieces)
		.where(where)
		.orderBy(desc(evidencePieces.addedAt), desc(evidencePieces.id))
		.limit(PER_PAGE)
		.offset((page - 1) * PER_PAGE);
	return {
		cooperative,
		query: { ...query, page },
		total,
		pages,
		first: total === 0 ? 0 : (page - 1) * PER_PAGE + 1,
		rows: rows.map((row) => ({
			...row,
			removed: row.removedAt !== null,
			removedAt: undefined,
			freshness: freshness(row, undefined, today),
		})),
		may: { add: can(actor, "evidence.add", { cooperativeId }), conceal: mayConceal },
		today,
	};
}

function filters({ search, kind, filter }: z.output<typeof wish>, today: string, cited: SQL): SQL[] {
	const kept: (SQL | undefined)[] = [
		filter === "removed" ? isNotNull(evidencePieces.removedAt) : isNull(evidencePieces.removedAt),
	];
	if (search !== "") kept.push(sql`strpos(${plain(evidencePieces.title)}, ${plain(sql`${search}::text`)}) > 0`);
	if (kind !== undefined) kept.push(eq(evidencePieces.kind, kind));
	if (filter === "expired") kept.push(lt(evidencePieces.expiresOn, today));
	if (filter === "unused") kept.push(not(cited));
	if (filter === "removed") kept.push(cited);
	return kept.filter((one) => one !== undefined);
}
