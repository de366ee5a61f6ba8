/**
 * Owns the findings of an audit: what the levels retained say by the rules of the référentiel, and what the team may write
 * otherwise, with its reason. Rules of docs/regles-metier.md (dossier C.4, « Constats »).
 */
import { accept, type Result, refuse } from "../result";
import type { Criterion, Level } from "../standard/standard";
import { isExamined, type RecordedFinding } from "./finding";

export const FINDING_KINDS = ["major", "minor", "opportunity", "strength", "conformity"] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const FINDING_TEXT_LIMIT = 4_000;
export const FINDING_REASON_LIMIT = 1_000;

/** What the team wrote in place of what the levels say. */
export interface FindingEdit {
	readonly criterionId: string;
	readonly kind: FindingKind;
	readonly text: string;
	readonly reason: string;
}

/** One finding, always of a criterion in the version the audit reads. */
export interface AuditFinding {
	readonly criterionId: string;
	readonly domain: string;
	/** Null: confirmed not applicable. */
	readonly level: Level | null;
	/** What the rules say of the level. */
	readonly generated: FindingKind;
	readonly kind: FindingKind;
	readonly text: string;
	/** Why the team wrote it otherwise, the last time; null: it is as generated. */
	readonly reason: string | null;
	/** How many times the team wrote it. */
	readonly edits: number;
}

type FoundCriterion = Pick<Criterion, "id" | "domain" | "kind" | "blocking" | "metFrom">;

/**
 * What the level retained says by itself; null when the criterion was not examined.
 * @param proven evidence is attached to the criterion, or the auditor noted what was seen
 * Source: R-154.
 */
export function generatedKind(
	criterion: Pick<FoundCriterion, "kind" | "blocking" | "metFrom">,
	recorded: RecordedFinding | undefined,
	proven: boolean,
): FindingKind | null {
	if (!recorded || !isExamined(recorded)) return null;
	const { level } = recorded;
	if (recorded.notApplicable || level === null) return "conformity";
	if (level < criterion.metFrom) {
		if (criterion.kind === "recommended") return "opportunity";
		return criterion.blocking ? "major" : "minor";
	}
	return level === 3 && proven ? "strength" : "conformity";
}

const WRITABLE: { readonly [K in FindingKind]: readonly FindingKind[] } = {
	major: ["major"],
	minor: ["minor", "major"],
	opportunity: ["opportunity", "conformity"],
	strength: ["strength", "opportunity", "conformity"],
	conformity: ["conformity", "opportunity"],
};

/** The kinds a team may give to what the rules say: a level under the bar stays a non-conformity. Source: R-155. */
export function writableKinds(generated: FindingKind): readonly FindingKind[] {
	return WRITABLE[generated];
}

export type EditRefusal = "KIND_FORBIDDEN" | "REASON_REQUIRED" | "TEXT_REQUIRED" | "TEXT_TOO_LONG" | "NOTHING_CHANGED";

/** Whether the team may write the finding so; texts come back trimmed. Source: R-155. */
export function checkEdit(current: AuditFinding, edit: FindingEdit): Result<FindingEdit, EditRefusal> {
	const text = edit.text.trim();
	const reason = edit.reason.trim();
	if (!writableKinds(current.generated).includes(edit.kind)) return refuse("KIND_FORBIDDEN");
	if (edit.kind === current.kind && text === current.text) return refuse("NOTHING_CHANGED");
	if (reason === "") return refuse("REASON_REQUIRED");
	if (text === "" && edit.kind !== "conformity" && edit.kind !== "strength") return refuse("TEXT_REQUIRED");
	if (text.length > FINDING_TEXT_LIMIT || reason.length > FINDING_REASON_LIMIT) return refuse("TEXT_TOO_LONG");
	return accept({ ...edit, text, reason });
}

/**
 * The findings of the criteria examined, in the order given. An edit that the level does not allow any more, because it
 * changed since, counts for its text only.
 * @param proven criteria with evidence attached
 * @param edits in the order they were written
 * Source.
 */
export function auditFindings(
	criteria: readonly FoundCriterion[],
	recorded: ReadonlyMap<string, RecordedFinding>,
	proven: ReadonlySet<string>,
	edits: readonly FindingEdit[],
): readonly AuditFinding[] {
	return criteria.flatMap((criterion) => {
		const observed = recorded.get(criterion.id);
		const note = observed?.note.trim() ?? "";
		const generated = generatedKind(criterion, observed, proven.has(criterion.id) || note !== "");
		if (generated === null) return [];
		const own = edits.filter(({ criterionId }) => criterionId === criterion.id);
		const last = own.at(-1);
		const stands = last !== undefined && writableKinds(generated).includes(last.kind);
		return [
			{
				criterionId: criterion.id,
				domain: criterion.domain,
				level: observed?.level ?? null,
				generated,
				kind: stands ? last.kind : generated,
				text: last?.text ?? note,
				reason: last?.reason ?? null,
				edits: own.length,
			},
		];
	});
}

/** The criteria whose minor the team raised to a major: they count as majors in the outcome. Source: R-155. */
export function raisedMajors(findings: readonly Pick<AuditFinding, "criterionId" | "generated" | "kind">[]) {
	return new Set(
		findings.flatMap(({ criterionId, generated, kind }) =>
			generated === "minor" && kind === "major" ? [criterionId] : [],
		),
	);
}

/** A major that minors make together. */
export interface DomainMajor {
	readonly domain: string;
	readonly minors: readonly string[];
}

/**
 * The domains whose minor findings are enough to make a major, with the minors that make it.
 * @param minorsMakingMajor from the label rules of the référentiel
 * Source: R-154.
 */
export function domainMajors(
	findings: readonly Pick<AuditFinding, "criterionId" | "domain" | "kind">[],
	minorsMakingMajor: number,
): readonly DomainMajor[] {
	const byDomain = new Map<string, string[]>();
	for (const { kind, domain, criterionId } of findings) {
		if (kind === "minor") byDomain.set(domain, [...(byDomain.get(domain) ?? []), criterionId]);
	}
	return [...byDomain]
		.filter(([, minors]) => minors.length >= minorsMakingMajor)
		.map(([domain, minors]) => ({ domain, minors }));
}
