/** Loads what the sampling rule looks at, criterion by criterion. Checks no right: the caller does. */
import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { nonConformities } from "~/db/schema/finding.server";
import { answerValue } from "~/domain/assessment/answer-record";
import { xRay } from "~/domain/assessment/x-ray";
import type { SampleFacts } from "~/domain/audit/sampling";
import type { Day } from "~/domain/calendar-day";
import { applicableCriteria } from "~/domain/standard/applicability";
import { contradictionsIn } from "~/domain/standard/contradiction";
import { traceChain } from "~/domain/standard/lineage-chain";
import type { Level } from "~/domain/standard/standard";
import { chainBetween } from "~/domain/standard/version-chain";
import { loadAnswers } from "../assessment/load-assessment.server";
import { loadAttached } from "../evidence/load-attached.server";
import { listVersions, type PublishedStandard } from "../standard/get-standard.server";
import { loadContradictions } from "../standard/load-contradictions.server";
import type { LoadedAudit } from "./load-audit.server";

/**
 * In the order of the référentiel, the applicable criteria alone.
 * @param root where `criteria/` is
 */
export async function loadSampleFacts(
	tx: Transaction,
	{ audit, published, profile }: LoadedAudit,
	root: string,
	today: Day,
): Promise<readonly SampleFacts[]> {
	const { standard } = published;
	const put = applicableCriteria(standard, profile);
	const recorded = await loadAnswers(tx, audit.assessmentId);
	const attached = await loadAttached(tx, audit.assessmentId);
	const over = new Set(
		xRay(put, recorded, attached, today).signs.flatMap(({ criterionId, sign }) =>
			sign === "evidenceOver" ? criterionId : [],
		),
	);
	const contradicted = new Set(
		contradictionsIn(await loadContradictions(root, standard), new Set(put.map(({ id }) => id)), recorded).flatMap(
			({ between }) => between.map(({ criterion }) => criterion),
		),
	);
	const translate = translator(await listVersions(tx), published);
	const earlier = await loadEarlierLevels(tx, audit.id, translate);
	const gaps = await loadGaps(tx, audit, translate);
	return put.map(({ id, kind, blocking, weight, metFrom, evidence }) => {
		const missing = (attached.get(id)?.length ?? 0) === 0 && evidence.some(({ required }) => required);
		return {
			...{ id, kind, blocking, weight, metFrom },
			declared: answerValue(recorded.get(id)),
			evidence: over.has(id) ? ("over" as const) : missing ? ("missing" as const) : ("held" as const),
			before: earlier.declared.get(id) ?? null,
			audited: earlier.audited.get(id) ?? null,
			gap: gaps.get(id) ?? null,
			contradicted: contradicted.has(id),
		};
	});
}

/** Ids of this version for a criterion of an earlier one; none when nothing takes it over. */
type Translate = (
	version: { readonly code: string; readonly version: string },
	criterionId: string,
) => readonly string[];

function translator(
	versions: readonly PublishedStandard[],
	{ standard }: PublishedStandard,
): Translate & {
	readonly versionOf: (id: string) => { readonly code: string; readonly version: string };
} {
	const family = versions.flatMap((one) => (one.standard.code === standard.code ? one.standard : []));
	const heirs = new Map<string, ReadonlyMap<string, readonly string[]>>();
	const heirsSince = (version: string) => {
		const known = heirs.get(version);
		if (known) return known;
		const chain = chainBetween(family, version, standard.version);
		const to = new Map<string, string[]>();
		if (chain)
			for (const [id, { from }] of traceChain(chain).origins)
				for (const origin of from) to.set(origin, [...(to.get(origin) ?? []), id]);
		heirs.set(version, to);
		return to;
	};
	const translate: Translate = ({ code, version }, criterionId) => {
		if (code !== standard.code) return [];
		return version === standard.version ? [criterionId] : (heirsSince(version).get(criterionId) ?? []);
	};
	const byId = new Map(versions.map((one) => [one.id, one.standard]));
	return Object.assign(translate, { versionOf: (id: string) => byId.get(id) ?? { code: "", version: "" } });
}

/** Of several criteria that became one, the lowest level: what is to be looked at again. */
async function loadEarlierLevels(tx: Transaction, auditId: string, translate: ReturnType<typeof translator>) {
	const rows = await tx
		.select({
			stage: sql<"declared" | "audited">`stage`,
			versionId: sql<string>`standard_version_id`,
			criterionId: sql<string>`criterion_id`,
			level: sql<Level>`level`,
		})
		.from(sql`app_earlier_levels(${auditId})`);
	const levels = { declared: new Map<string, Level>(), audited: new Map<string, Level>() };
	for (const { stage, versionId, criterionId, level } of rows) {
		for (const id of translate(translate.versionOf(versionId), criterionId)) {
			levels[stage].set(id, Math.min(level, levels[stage].get(id) ?? level) as Level);
		}
	}
	return levels;
}

/** Non-conformities of earlier audits: open ones, whatever their age; lifted ones, of the last report that had some. */
async function loadGaps(
	tx: Transaction,
	audit: { readonly id: string; readonly cooperativeId: string },
	translate: Translate,
): Promise<ReadonlyMap<string, "open" | "lifted">> {
	const rows = await tx
		.select({
			criterionId: nonConformities.criterionId,
			standard: nonConformities.standard,
			status: nonConformities.status,
			openedOn: nonConformities.openedOn,
		})
		.from(nonConformities)
		.where(
			and(
				eq(nonConformities.cooperativeId, audit.cooperativeId),
				ne(nonConformities.auditId, audit.id),
				isNotNull(nonConformities.criterionId),
			),
		);
	const last = rows
		.map(({ openedOn }) => openedOn)
		.sort()
		.at(-1);
	const gaps = new Map<string, "open" | "lifted">();
	for (const { criterionId, standard, status, openedOn } of rows) {
		const [code = "", version = ""] = standard.split("/");
		for (const id of translate({ code, version }, criterionId ?? "")) {
			if (status !== "closed") gaps.set(id, "open");
			else if (openedOn === last && !gaps.has(id)) gaps.set(id, "lifted");
		}
	}
	return gaps;
}
