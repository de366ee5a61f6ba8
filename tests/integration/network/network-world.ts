/** Builders of a small network: a standard of two domains, assessments sent or not, audits, decisions. */

import { randomUUID } from "node:crypto";
import type { Database } from "~/db/client.server";
import { answers, assessments } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { labelDecisions } from "~/db/schema/decision.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { standardVersions } from "~/db/schema/standard.server";
import type { ScoreStage } from "~/domain/network/stage";
import type { Level, Standard } from "~/domain/standard/standard";
import { lifeOf } from "../../support/audit-life";
import { createAuditor, NOW, PROFILE } from "../../support/world";

const criterion = (id: string, domain: string) => ({
	id,
	domain,
	chapter: `${domain}-A`,
	title: id,
	statement: id,
	kind: "mandatory" as const,
	type: "labelRequirement" as const,
	blocking: false,
	weight: 1 as const,
	metFrom: 2 as const,
	levels: ["0", "1", "2", "3"] as const,
	evidence: [],
	source: { text: "", confidence: "high" as const },
	applicability: { scope: "all" as const },
});

const SMALL_STANDARD = {
	code: "small",
	version: "1.0",
	title: "Petit référentiel",
	publishedOn: "2024-01-08",
	sectors: [
		{ code: "generaliste", label: "Généraliste" },
		{ code: "batiment", label: "Bâtiment" },
	],
	activities: [],
	conditions: [],
	domains: [
		{ code: "JUR", title: "Juridique", description: "", chapters: [{ code: "JUR-A", title: "A" }] },
		{ code: "ACC", title: "Accompagnement", description: "", chapters: [{ code: "ACC-A", title: "A" }] },
	],
	labelRules: {
		recommendedSharePercent: 50,
		minorsMakingMajor: 5,
		conformity: {
			awardedPercent: 100,
			reservationsPercent: 90,
			reservationsDomainPercent: 80,
			refusedBelowPercent: 80,
		},
	},
	criteria: [criterion("JUR-01", "JUR"), criterion("JUR-02", "JUR"), criterion("ACC-01", "ACC")],
} as unknown as Standard;

export async function publishSmallStandard(db: Database): Promise<string> {
	const [row] = await db
		.insert(standardVersions)
		.values({
			code: "small",
			version: randomUUID(),
			contentHash: "0".repeat(64),
			content: SMALL_STANDARD,
			files: [],
			publishedAt: NOW,
		})
		.returning();
	if (!row) throw new Error("no standard");
	return row.id;
}

interface Campaign {
	readonly id: string;
	readonly year: number;
	readonly standardVersionId: string;
}

export async function sendAssessment(db: Database, cooperativeId: string, campaign: Campaign) {
	return insertAssessment(db, cooperativeId, campaign, "submitted");
}

export async function insertAssessment(
	db: Database,
	cooperativeId: string,
	campaign: Campaign,
	status: "draft" | "submitted",
): Promise<string> {
	const [row] = await db
		.insert(assessments)
		.values({
			cooperativeId,
			campaignId: campaign.id,
			standardVersionId: campaign.standardVersionId,
			profile: PROFILE,
			status,
			createdAt: NOW,
			submittedAt: status === "submitted" ? NOW : null,
		})
		.returning();
	if (!row) throw new Error("no assessment");
	return row.id;
}

/** Figures in percent of conformity for the whole and each domain; maturity is ten points lower. */
export async function writeFigures(
	db: Database,
	key: { cooperativeId: string; assessmentId: string; year: number; stage: ScoreStage },
	percents: Readonly<Record<string, number>>,
) {
	await db.insert(assessmentSummaries).values(
		Object.entries(percents).map(([domain, percent]) => ({
			...key,
			domain,
			applicable: 100,
			answered: 100,
			conformityNum: percent,
			conformityDen: 100,
			recommendedMet: 1,
			recommendedApplicable: 2,
			maturityNum: percent - 10,
			maturityDen: 100,
			majors: 0,
			minors: 0,
		})),
	);
}

/** A cooperative's assessment sent in that campaign, with its declared figures. */
export async function sendWithFigures(
	db: Database,
	cooperativeId: string,
	campaign: Campaign,
	percents: Readonly<Record<string, number>>,
): Promise<string> {
	const assessmentId = await sendAssessment(db, cooperativeId, campaign);
	await writeFigures(db, { cooperativeId, assessmentId, year: campaign.year, stage: "declared" }, percents);
	return assessmentId;
}

export async function answer(db: Database, cooperativeId: string, assessmentId: string, levels: Record<string, Level>) {
	await db.insert(answers).values(
		Object.entries(levels).map(([criterionId, level]) => ({
			cooperativeId,
			assessmentId,
			criterionId,
			level,
			updatedAt: NOW,
		})),
	);
}

export async function closeAudit(db: Database, cooperativeId: string, assessmentId: string, endsOn: string) {
	const auditor = await createAuditor(db);
	await db.insert(audits).values({
		cooperativeId,
		assessmentId,
		kind: "initial",
		status: "closed",
		startsOn: endsOn,
		endsOn,
		mode: "onSite",
		place: "12 rue de la Coopérative",
		leadAuditorId: auditor.userId,
		createdAt: NOW,
		...lifeOf("closed", NOW, auditor.userId),
	});
}

export async function award(
	db: Database,
	cooperativeId: string,
	assessmentId: string,
	values: Partial<typeof labelDecisions.$inferInsert> = {},
) {
	await db.insert(labelDecisions).values({
		cooperativeId,
		assessmentId,
		outcome: "awarded",
		decidedOn: "2025-06-20",
		validFrom: "2025-06-20",
		validUntil: "2028-06-19",
		rationale: "Tous les critères obligatoires sont remplis.",
		...values,
	});
}

/** Counts the queries made through this handle. */
export function counting(db: Database): { db: Database; queries: () => number } {
	let queries = 0;
	const STARTS = new Set(["select", "selectDistinct", "insert", "update", "delete", "execute", "transaction"]);
	const counted = new Proxy(db, {
		get(target, key) {
			if (typeof key === "string" && STARTS.has(key)) queries += 1;
			const value = Reflect.get(target, key);
			return typeof value === "function" ? value.bind(target) : value;
		},
	});
	return { db: counted, queries: () => queries };
}
