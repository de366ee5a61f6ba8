/** Owns which labels end soon, so that the Conseil d'administration plans their renewal. */
import { byCooperative, isLabelled, type LabelDecision, labelStanding } from "./label-state";

export interface Expiry {
	readonly cooperativeId: string;
	readonly validUntil: string;
}

/** The same day that many months later; the last day of the month when it has none (31 January + 1 month: 28 February). */
export function addMonths(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Labels in force on that day that end within so many months, soonest first; those already renewed are left out. */
export function expiriesWithin(decisions: readonly LabelDecision[], day: string, months: number): readonly Expiry[] {
	const limit = addMonths(day, months);
	const found: Expiry[] = [];
	for (const [cooperativeId, own] of byCooperative(decisions)) {
		const { state, decision } = labelStanding(own, day);
		const validUntil = decision?.validUntil;
		if (!isLabelled(state) || !validUntil || validUntil > limit) continue;
		const renewed = own.some((other) => other.validUntil !== null && other.validUntil > validUntil);
		if (!renewed) found.push({ cooperativeId, validUntil });
	}
	return found.sort((a, b) => (a.validUntil < b.validUntil ? -1 : a.validUntil > b.validUntil ? 1 : 0));
}
