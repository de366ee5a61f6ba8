/**
 * Owns what this browser remembers of how a person reads sheets: one criterion at a time or all, with keys or without, and
 * the criterion they were at in each assessment. Codes only, never a word of theirs.
 */

const VIEW = "label-cae-vue";
const PLACE = "label-cae-place:";

export interface SheetView {
	/** One criterion at a time. */
	readonly single: boolean;
	/** Keys of one letter or digit are listened to. */
	readonly keys: boolean;
}

export interface SheetPlace {
	readonly domain: string;
	readonly criterionId: string;
}

export const FIRST_VIEW: SheetView = { single: false, keys: true };

export function readView(): SheetView {
	const kept = read(VIEW) as Partial<SheetView> | null;
	return { single: kept?.single === true, keys: kept?.keys !== false };
}

export function keepView(view: SheetView): void {
	keep(VIEW, view);
}

export function readPlace(assessmentId: string): SheetPlace | null {
	const kept = read(PLACE + assessmentId) as Partial<SheetPlace> | null;
	const { domain, criterionId } = kept ?? {};
	return typeof domain === "string" && typeof criterionId === "string" ? { domain, criterionId } : null;
}

export function keepPlace(assessmentId: string, place: SheetPlace): void {
	keep(PLACE + assessmentId, place);
}

// Private browsing, a full disk, a text of another version: the sheet then opens as it does the first time.
function read(name: string): unknown {
	try {
		return JSON.parse(localStorage.getItem(name) ?? "null");
	} catch {
		return null;
	}
}

function keep(name: string, value: unknown): void {
	try {
		localStorage.setItem(name, JSON.stringify(value));
	} catch {}
}
