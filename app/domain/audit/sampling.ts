/**
 * Owns which criteria a team examines in depth on site, and why. Pure: the same facts and the same seed give the same sample.
 * It changes nothing of what counts: the other criteria are still examined, or confirmed as declared.
 * Rules of docs/regles-metier.md (dossier C.4, steps 5 and 10).
 */
import type { AnswerValue } from "../scoring/answer";
import type { Criterion, Level } from "../standard/standard";
import type { AuditKind } from "./audit";
import { FOLLOW_UP_SAMPLE } from "./finding";

/**
 * `openGap`, `liftedGap`: a non-conformity of an earlier audit. `atBar`: heavy, mandatory, declared just at the level that
 * counts; for a blocking one, at it or under. `evidenceMissing`, `evidenceOver`: nothing shows it, or what shows it is past.
 * `jump`: two levels more than the year before, or from under the bar. `divergence`: declared above what the last audit
 * retained. `contradiction`: another answer says otherwise. `draw`: by lot. `added`: by the team, with its reason.
 */
export const SAMPLE_REASONS = [
	"openGap",
	"liftedGap",
	"blocking",
	"atBar",
	"evidenceMissing",
	"evidenceOver",
	"jump",
	"divergence",
	"contradiction",
	"draw",
	"added",
] as const;
export type SampleReason = (typeof SAMPLE_REASONS)[number];

/** What is known of one applicable criterion before the visit. */
export interface SampleFacts extends Pick<Criterion, "id" | "kind" | "blocking" | "weight" | "metFrom"> {
	readonly declared: AnswerValue | null;
	/** `missing`: a piece is required and none is attached. `over`: one attached is past its term, or too old. */
	readonly evidence: "held" | "missing" | "over";
	/** Declared the last time before; null: nothing, or no level. */
	readonly before: Level | null;
	/** Retained by the last audit; null: none, or no level. */
	readonly audited: Level | null;
	readonly gap: "open" | "lifted" | null;
	readonly contradicted: boolean;
}

export interface SampledCriterion {
	readonly criterionId: string;
	/** In the order of SAMPLE_REASONS, never empty. */
	readonly reasons: readonly SampleReason[];
}

const HEAVY = 3;
const EXEMPLARY = 3;
const JUMP = 2;

/**
 * What is proposed to the team, in the order of the facts. An initial or renewal audit looks at all that is at risk and draws
 * ten more; a follow-up at open gaps, at blocking criteria at risk, and at ten drawn among all the others.
 * @param facts of the applicable criteria, in the order of the référentiel
 * @param seed unknown to the cooperative: the draw is not to be guessed
 * Source.
 */
export function proposeSample(
	kind: AuditKind,
	facts: readonly SampleFacts[],
	seed: string,
): readonly SampledCriterion[] {
	const known = new Map(facts.map((one) => [one.id, reasonsOf(one)]));
	const isIn = (one: SampleFacts) => {
		const reasons = known.get(one.id) ?? [];
		if (kind !== "followUp") return reasons.length > 0;
		return one.gap === "open" || (one.blocking && reasons.some(isRisk));
	};
	const left = facts.filter((one) => !isIn(one));
	const drawn = new Set(
		drawCriteria(
			left.map(({ id }) => id),
			seed,
		),
	);
	return facts.flatMap((one) => {
		const reasons = known.get(one.id) ?? [];
		if (drawn.has(one.id)) return [{ criterionId: one.id, reasons: [...reasons, "draw" as const] }];
		return isIn(one) ? [{ criterionId: one.id, reasons }] : [];
	});
}

/** Being blocking is not a risk by itself, nor is a gap that was lifted: the risk is in what was said or shown since. */
function isRisk(reason: SampleReason): boolean {
	return reason !== "blocking" && reason !== "liftedGap";
}

/** Why a criterion deserves to be looked at, without the draw. Source: R-200. */
function reasonsOf(facts: SampleFacts): readonly SampleReason[] {
	const { kind, blocking, weight, metFrom, declared, evidence, before, audited, gap } = facts;
	const level = typeof declared === "number" ? declared : null;
	const aside = declared !== null && level === null;
	const heavy = blocking || (kind === "mandatory" && weight === HEAVY);
	const met = level !== null && level >= metFrom;
	const holds: { readonly [R in Exclude<SampleReason, "draw" | "added">]: boolean } = {
		openGap: gap === "open",
		liftedGap: gap === "lifted",
		blocking,
		atBar: blocking ? !aside && (level ?? 0) <= metFrom : heavy && level === metFrom,
		evidenceMissing: evidence === "missing" && met && (heavy || level === EXEMPLARY),
		evidenceOver: evidence === "over",
		jump: level !== null && before !== null && (level - before >= JUMP || (before < metFrom && met)),
		divergence: audited !== null && (aside || (level !== null && level > audited)),
		contradiction: facts.contradicted,
	};
	return SAMPLE_REASONS.filter((reason) => reason !== "draw" && reason !== "added" && holds[reason]);
}

/**
 * Ten criteria by lot, or all of them when fewer are left: those whose own number, made of the seed and the criterion, is the
 * lowest. A criterion more or less in the list changes the lot of no other. Source: R-201.
 */
export function drawCriteria(ids: readonly string[], seed: string): readonly string[] {
	return ids
		.map((id) => ({ id, lot: lotOf(`${seed} ${id}`) }))
		.sort((a, b) => a.lot - b.lot || (a.id < b.id ? -1 : 1))
		.slice(0, FOLLOW_UP_SAMPLE)
		.map(({ id }) => id);
}

/** 32 bits in which each letter weighs on all (the mixing of MurmurHash3). */
function lotOf(text: string): number {
	let hash = 0x9747b28c;
	for (let index = 0; index < text.length; index += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0xcc9e2d51);
		hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}

/** A criterion as the team holds it now: proposed, added or taken out. */
export interface SampleLine {
	readonly criterionId: string;
	/** As proposed; `added` when the team chose it. */
	readonly reasons: readonly SampleReason[];
	/** The team's own words: why it was added, or taken out. */
	readonly note: string;
	readonly takenOut: boolean;
}

/**
 * Whether the team may take a criterion out: at a follow-up what the rule asks for stays; elsewhere a written reason is
 * enough. What the team added itself always may be. Source: R-202.
 */
export function mayTakeOut(kind: AuditKind, { reasons }: Pick<SampleLine, "reasons">): boolean {
	return kind !== "followUp" || reasons.every((reason) => reason === "added");
}

/**
 * The lines once the rule is asked again: what it proposes now, with what the team decided meanwhile. What is no longer
 * proposed leaves, unless the team had added it. Source: R-202.
 */
export function renewSample(
	kind: AuditKind,
	lines: readonly SampleLine[],
	proposed: readonly SampledCriterion[],
): readonly SampleLine[] {
	const held = new Map(lines.map((line) => [line.criterionId, line]));
	const renewed = proposed.map(({ criterionId, reasons }): SampleLine => {
		const line = held.get(criterionId);
		const added = line?.reasons.includes("added") ?? false;
		const next = { criterionId, reasons: added ? [...reasons, "added" as const] : reasons };
		const takenOut = (line?.takenOut ?? false) && mayTakeOut(kind, next);
		return { ...next, note: added || takenOut ? (line?.note ?? "") : "", takenOut };
	});
	const again = new Set(proposed.map(({ criterionId }) => criterionId));
	const own = lines.filter((line) => !again.has(line.criterionId) && line.reasons.includes("added") && !line.takenOut);
	return [...renewed, ...own.map((line) => ({ ...line, reasons: ["added" as const] }))];
}

/** What the cooperative is told: how many criteria, in which domains, for which kinds of reasons; never which ones. */
export interface AnnouncedSample {
	readonly criteria: number;
	readonly domains: readonly string[];
	readonly natures: readonly SampleReason[];
}

/** Source: R-203. */
export function announceSample(
	lines: readonly SampleLine[],
	criteria: readonly Pick<Criterion, "id" | "domain">[],
): AnnouncedSample {
	const standing = lines.filter(({ takenOut }) => !takenOut);
	const ids = new Set(standing.map(({ criterionId }) => criterionId));
	return {
		criteria: ids.size,
		domains: [...new Set(criteria.flatMap(({ id, domain }) => (ids.has(id) ? domain : [])))],
		natures: SAMPLE_REASONS.filter((reason) => standing.some(({ reasons }) => reasons.includes(reason))),
	};
}
