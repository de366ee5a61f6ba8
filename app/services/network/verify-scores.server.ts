/**
 * Recomputes every stored figure from the version of the référentiel it is pinned to and from what was frozen, and says which
 * is the first that differs. Integers are compared as they are: nothing is rounded.
 */
import { asc, eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { atOneInstant } from "~/db/transaction.server";
import type { ScoreStage } from "~/domain/network/stage";
import { accept, type Result, refuse } from "~/domain/result";
import type { Standard } from "~/domain/standard/standard";
import { getStandard, listVersions, type PublishedStandard } from "../standard/get-standard.server";
import { type Frozen, findRetained, listFrozen } from "./frozen-answers.server";
import { type Scored, summaryRows } from "./write-summary.server";

export type ScoreFault =
	/** Sent, yet nothing was frozen. */
	| "SNAPSHOT_MISSING"
	/** What was frozen no longer has its own hash. */
	| "SNAPSHOT_CHANGED"
	/** What was frozen names another version than the one the assessment is pinned to, or another text of it. */
	| "OTHER_VERSION"
	| "ROW_MISSING"
	| "ROW_UNEXPECTED"
	| "FIGURE_DIFFERS";

/** Where the first difference is, as far as it is known. */
export interface ScoreDifference {
	readonly assessmentId: string;
	readonly cooperative: string;
	readonly year: number;
	/** e.g. `label-cae 1.0`. */
	readonly standard: string;
	readonly stage: ScoreStage | null;
	/** Empty: every criterion of the version; else the span of versions compared, e.g. `1.0..2.0`. */
	readonly basis: string | null;
	/** Domain code, or `*` for the whole. */
	readonly domain: string | null;
	/** Name of the column. */
	readonly figure: string | null;
	readonly stored: string | null;
	readonly recomputed: string | null;
}

export interface VerifiedScores {
	readonly assessments: number;
	readonly rows: number;
	/** Assessments verified by version, e.g. `label-cae 1.0`. */
	readonly byStandard: Readonly<Record<string, number>>;
}

export type ScoresVerdict = Result<VerifiedScores, ScoreFault, ScoreDifference>;

type Sheet = Awaited<ReturnType<typeof listSheets>>[number];
type SummaryRow = ReturnType<typeof summaryRows>[number];
type Verdict = Result<number, ScoreFault, ScoreDifference>;

/** Every assessment sent, oldest campaign first, each of its sendings; what may still change must have no figure at all. */
export async function verifyScores(db: Database): Promise<ScoresVerdict> {
	return atOneInstant(db, async (tx) => {
		const versions = (await listVersions(tx)).map(({ standard }) => standard);
		const byStandard: Record<string, number> = {};
		let rows = 0;
		let sent = 0;
		for (const sheet of await listSheets(tx)) {
			const published = await getStandard(tx, sheet.standardVersionId);
			const verdict = await verifySheet(tx, sheet, published, versions);
			if (!verdict.ok) return verdict;
			if (sheet.status !== "submitted") continue;
			const name = nameOf(published);
			byStandard[name] = (byStandard[name] ?? 0) + 1;
			rows += verdict.value;
			sent += 1;
		}
		return accept({ assessments: sent, rows, byStandard });
	});
}

async function listSheets(tx: Transaction) {
	return tx
		.select({
			id: assessments.id,
			status: assessments.status,
			standardVersionId: assessments.standardVersionId,
			cooperativeId: assessments.cooperativeId,
			cooperative: cooperatives.name,
			year: campaigns.year,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.innerJoin(cooperatives, eq(cooperatives.id, assessments.cooperativeId))
		.orderBy(asc(campaigns.year), asc(cooperatives.name), asc(assessments.id));
}

async function verifySheet(
	tx: Transaction,
	sheet: Sheet,
	published: PublishedStandard,
	versions: readonly Standard[],
): Promise<Verdict> {
	const stored = await tx.select().from(assessmentSummaries).where(eq(assessmentSummaries.assessmentId, sheet.id));
	const sendings = await listFrozen(tx, sheet.id);
	for (const frozen of sendings) {
		const fault = faultOf(sheet, published, frozen);
		if (fault) return fault;
	}
	if (sheet.status !== "submitted") return compare(sheet, published, stored, []);
	const [frozen] = sendings;
	if (!frozen) return refuse("SNAPSHOT_MISSING", place(sheet, published));
	const { cooperativeId, id: assessmentId, year } = sheet;
	const { profile } = frozen;
	const pinned = published.standard;
	const rowsOf = (stage: ScoreStage, values: Omit<Scored, "pinned" | "profile">) =>
		summaryRows({ cooperativeId, assessmentId, year, stage }, { pinned, profile, ...values }, versions);
	const retained = await findRetained(tx, sheet.id, pinned, profile);
	const expected = [
		...rowsOf("declared", { answers: frozen.answers }),
		...(retained ? rowsOf("audited", retained) : []),
	];
	return compare(sheet, published, stored, expected);
}

function faultOf(sheet: Sheet, published: PublishedStandard, frozen: Frozen): Extract<Verdict, { ok: false }> | null {
	if (frozen.contentHash !== frozen.writtenHash) {
		const both = { stored: frozen.writtenHash, recomputed: frozen.contentHash };
		return refuse("SNAPSHOT_CHANGED", { ...place(sheet, published), ...both });
	}
	const { code, version } = published.standard;
	if (frozen.standard === `${code}/${version}` && frozen.standardHash === published.contentHash) return null;
	const both = {
		stored: `${frozen.standard} ${frozen.standardHash}`,
		recomputed: `${code}/${version} ${published.contentHash}`,
	};
	return refuse("OTHER_VERSION", { ...place(sheet, published), ...both });
}

function compare(
	sheet: Sheet,
	published: PublishedStandard,
	stored: readonly SummaryRow[],
	expected: readonly SummaryRow[],
): Verdict {
	const left = new Map(stored.map((row) => [keyOf(row), row]));
	for (const row of expected) {
		const at = { ...place(sheet, published), stage: row.stage, basis: row.basis, domain: row.domain };
		const found = left.get(keyOf(row));
		if (!found) return refuse("ROW_MISSING", at);
		left.delete(keyOf(row));
		for (const [figure, value] of Object.entries(row)) {
			const held = found[figure as keyof SummaryRow];
			if (held !== value) {
				return refuse("FIGURE_DIFFERS", { ...at, figure, stored: String(held), recomputed: String(value) });
			}
		}
	}
	const [extra] = left.values();
	if (!extra) return accept(expected.length);
	const { stage, basis, domain } = extra;
	return refuse("ROW_UNEXPECTED", { ...place(sheet, published), stage, basis, domain });
}

function keyOf({ stage, basis, domain }: SummaryRow): string {
	return `${stage} ${basis} ${domain}`;
}

function nameOf({ standard }: PublishedStandard): string {
	return `${standard.code} ${standard.version}`;
}

function place({ id, cooperative, year }: Sheet, published: PublishedStandard): ScoreDifference {
	const nothing = { stage: null, basis: null, domain: null, figure: null, stored: null, recomputed: null };
	return { assessmentId: id, cooperative, year, standard: nameOf(published), ...nothing };
}
