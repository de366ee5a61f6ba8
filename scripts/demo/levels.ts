/**
 * Owns the levels: declared ones by bands per slot and year, audited ones a little away from them. The reference year follows
 * dossier E.3; the other years draw in better or poorer bands at nearly the same place, so that trends can be read.
 */
import type { Criterion, Level } from "../../app/domain/standard/standard";
import { draw } from "./deterministic";
import type { InventedCooperative } from "./invented-cooperatives";
import { isLabelled, REFERENCE_YEAR, type Slot } from "./slots";

/** Percents of levels 0, 1, 2, 3; each row sums to 100. */
type Band = readonly [number, number, number, number];
type YearBands = Readonly<Record<number, Band>>;

const BANDS: Readonly<Record<Slot, YearBands>> = {
	labelledBefore: { 2023: [1, 9, 68, 22], 2024: [0, 6, 66, 28], 2025: [0, 3, 62, 35], 2026: [0, 2, 58, 40] },
	labelledOnReferenceAudit: {
		2023: [12, 27, 50, 11],
		2024: [4, 17, 62, 17],
		2025: [0, 5, 68, 27],
		2026: [0, 3, 65, 32],
	},
	auditedPending: { 2023: [17, 32, 43, 8], 2024: [10, 24, 54, 12], 2025: [4, 16, 62, 18], 2026: [1, 9, 68, 22] },
	newlyEnrolled: { 2025: [25, 35, 35, 5], 2026: [15, 30, 46, 9] },
	selfAssessing: { 2023: [26, 36, 33, 5], 2024: [18, 33, 41, 8], 2025: [12, 28, 48, 12], 2026: [7, 21, 56, 16] },
};

/** A cooperative that got ready for an audit in 2026. */
const READY: Band = [2, 12, 68, 18];

export interface LevelContext {
	readonly year: number;
	/** The cooperative asks for an audit of this year's assessment: every blocking criterion is met according to it. */
	readonly asksForAudit: boolean;
	/** The label is held, or asked for with success, on this year's assessment: every mandatory criterion is met. */
	readonly labelled: boolean;
}

/** The level a cooperative declares for a criterion that year. */
export function declaredLevel(
	{ code, slot }: InventedCooperative,
	criterion: Criterion,
	{ year, asksForAudit, labelled }: LevelContext,
): Level {
	const ready = slot === "selfAssessing" && asksForAudit;
	const band = ready ? READY : BANDS[slot][year];
	if (!band) throw new Error(`${code} has no band in ${year}`);
	if (year <= REFERENCE_YEAR && DECLARED_GAPS[code]?.includes(criterion.id)) return 1;
	const level = levelAt(band, place(code, criterion.id, year));
	if (labelled && criterion.kind === "mandatory") return atLeast(level, criterion.metFrom);
	if (asksForAudit && criterion.blocking) return atLeast(level, criterion.metFrom);
	return level;
}

/** 0..99. The place of the reference year, moved a little in the other years. */
function place(code: string, criterionId: string, year: number): number {
	const settled = draw(100, code, criterionId, REFERENCE_YEAR);
	if (year === REFERENCE_YEAR) return settled;
	return Math.min(99, Math.max(0, settled + draw(17, code, criterionId, year) - 8));
}

function levelAt(band: Band, at: number): Level {
	let reached = 0;
	for (const [level, percent] of band.entries()) {
		reached += percent;
		if (at < reached) return level as Level;
	}
	return 3;
}

function atLeast(level: Level, floor: Level): Level {
	return level < floor ? floor : level;
}

/** Gaps that two cooperatives declare themselves up to the reference year: minor, but five of them in one domain. */
export const DECLARED_GAPS: Readonly<Record<string, readonly string[]>> = {
	"DEMO-11": ["RHU-08", "RHU-14", "RHU-17", "RHU-18", "RHU-21"],
	"DEMO-36": ["FIN-12", "FIN-17", "FIN-18", "FIN-23", "FIN-25"],
};

/** Labelled with reservations: mandatory, not blocking criteria the audit lowers to 1, by cooperative. */
export const RESERVATIONS: Readonly<Record<string, readonly string[]>> = {
	"DEMO-23": ["JUR-18", "RHU-17"],
	"DEMO-17": ["FIN-18", "RHU-21", "ACC-28"],
	"DEMO-39": ["JUR-24", "FIN-20"],
};

/** Blocking criteria the audit found below what was declared: the major non-conformities of the deferred files. */
export const MAJORS: Readonly<Record<string, readonly string[]>> = {
	"DEMO-36": ["JUR-17", "FIN-16"],
	"DEMO-05": ["JUR-12"],
};

export type AuditVerdict = "confirmed" | "lowered" | "raised";

/** The level the audit retains. Auditors lower about one level in sixteen and raise one in thirty. */
export function auditedLevel(
	{ code, slot }: InventedCooperative,
	criterion: Criterion,
	year: number,
	declared: Level,
): { readonly level: Level; readonly verdict: AuditVerdict } {
	const forced =
		[...(RESERVATIONS[code] ?? []), ...(MAJORS[code] ?? [])].includes(criterion.id) && year <= REFERENCE_YEAR;
	const at = draw(100, code, criterion.id, year, "audit");
	let level = declared;
	if (forced) level = 1;
	else if (at < 6 && declared > 0) level = (declared - 1) as Level;
	else if (at >= 97 && declared < 3) level = (declared + 1) as Level;
	if (!forced && criterion.blocking) level = atLeast(level, criterion.metFrom);
	if (!forced && criterion.kind === "mandatory" && isLabelled(slot)) level = atLeast(level, criterion.metFrom);
	return { level, verdict: level < declared ? "lowered" : level > declared ? "raised" : "confirmed" };
}
