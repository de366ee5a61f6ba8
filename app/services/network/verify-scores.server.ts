/**
 * Recomputes every stored figure from the version of the référentiel it is pinned to and from what was frozen, and says which
 * is the first that differs. Integers are compared as they are: nothing is rounded.
 */
import { createHash } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { assessmentSnapshots, assessments, campaigns } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { atOneInstant } from "~/db/transaction.server";
import { answerValues, type RecordedAnswer } from "~/domain/assessment/answer-record";
import { auditedAnswers } from "~/domain/audit/finding";
import type { ScoreStage } from "~/domain/network/stage";
import { accept, type Result, refuse } from "~/domain/result";
import type { Answers } from "~/domain/scoring/answer";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import type { Profile } from "~/domain/standard/standard";
import { loadFindings } from "../audit/load-audit.server";
import { getStandard, type PublishedStandard } from "../standard/get-standard.server";
import { summaryRows } from "./write-summary.server";

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

/** Every assessment sent, oldest campaign first; a draft must have no figure at all. */
export async function verifyScores(db: Database): Promise<ScoresVerdict> {
	return atOneInstant(db, async (tx) => {
		const byStandard: Record<string, number> = {};
		let rows = 0;
		let sent = 0;
		for (const sheet of await listSheets(tx)) {
			const published = await getStandard(tx, sheet.standardVersionId);
			const verdict = await verifySheet(tx, sheet, published);
			if (!verdict.ok) return verdict;
			if (sheet.status === "draft") continue;
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

async function verifySheet(tx: Transaction, sheet: Sheet, published: PublishedStandard): Promise<Verdict> {
	const stored = await tx.select().from(assessmentSummaries).where(eq(assessmentSummaries.assessmentId, sheet.id));
	if (sheet.status === "draft") return compare(sheet, published, stored, []);
	const frozen = await findFrozen(tx, sheet, published);
	if (!frozen.ok) return frozen;
	const { profile, answers } = frozen.value;
	const expected = rowsOf(sheet, published, "declared", profile, answers);
	const audited = await findAudited(tx, sheet, published, profile);
	if (audited) expected.push(...rowsOf(sheet, published, "audited", profile, audited));
	return compare(sheet, published, stored, expected);
}

function rowsOf(sheet: Sheet, { standard }: PublishedStandard, stage: ScoreStage, profile: Profile, answers: Answers) {
	const { cooperativeId, id: assessmentId, year } = sheet;
	const score = scoreAssessment(standard, profile, answers);
	return summaryRows({ cooperativeId, assessmentId, year, stage }, score, standard.labelRules);
}

interface Frozen {
	readonly profile: Profile;
	readonly answers: Answers;
}

async function findFrozen(
	tx: Transaction,
	sheet: Sheet,
	published: PublishedStandard,
): Promise<Result<Frozen, ScoreFault, ScoreDifference>> {
	const [snapshot] = await tx.select().from(assessmentSnapshots).where(eq(assessmentSnapshots.assessmentId, sheet.id));
	if (!snapshot) return refuse("SNAPSHOT_MISSING", place(sheet, published));
	const hash = createHash("sha256").update(snapshot.content).digest("hex");
	if (hash !== snapshot.contentHash) {
		const both = { stored: snapshot.contentHash, recomputed: hash };
		return refuse("SNAPSHOT_CHANGED", { ...place(sheet, published), ...both });
	}
	const content = JSON.parse(snapshot.content) as {
		standard: string;
		standardHash: string;
		profile: Profile;
		answers: Record<string, RecordedAnswer>;
	};
	const { code, version } = published.standard;
	if (content.standard !== `${code}/${version}` || content.standardHash !== published.contentHash) {
		const both = {
			stored: `${content.standard} ${content.standardHash}`,
			recomputed: `${code}/${version} ${published.contentHash}`,
		};
		return refuse("OTHER_VERSION", { ...place(sheet, published), ...both });
	}
	const { profile, answers } = content;
	return accept({ profile, answers: answerValues(new Map(Object.entries(answers))) });
}

/** What the first closed visit that examined everything retained: a follow-up's sample gives no audited figures. */
async function findAudited(
	tx: Transaction,
	sheet: Sheet,
	{ standard }: PublishedStandard,
	profile: Profile,
): Promise<Answers | null> {
	const closed = await tx
		.select({ id: audits.id })
		.from(audits)
		.where(and(eq(audits.assessmentId, sheet.id), eq(audits.status, "closed")))
		.orderBy(asc(audits.closedAt), asc(audits.id));
	for (const { id } of closed) {
		const answers = auditedAnswers(await loadFindings(tx, id));
		const { answered, applicable } = scoreAssessment(standard, profile, answers);
		if (answered === applicable) return answers;
	}
	return null;
}

function compare(
	sheet: Sheet,
	published: PublishedStandard,
	stored: readonly SummaryRow[],
	expected: readonly SummaryRow[],
): Verdict {
	const left = new Map(stored.map((row) => [keyOf(row), row]));
	for (const row of expected) {
		const at = { ...place(sheet, published), stage: row.stage, domain: row.domain };
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
	for (const { stage, domain } of left.values()) {
		return refuse("ROW_UNEXPECTED", { ...place(sheet, published), stage, domain });
	}
	return accept(expected.length);
}

function keyOf({ stage, domain }: SummaryRow): string {
	return `${stage} ${domain}`;
}

function nameOf({ standard }: PublishedStandard): string {
	return `${standard.code} ${standard.version}`;
}

function place({ id, cooperative, year }: Sheet, published: PublishedStandard): ScoreDifference {
	const nothing = { stage: null, domain: null, figure: null, stored: null, recomputed: null };
	return { assessmentId: id, cooperative, year, standard: nameOf(published), ...nothing };
}
