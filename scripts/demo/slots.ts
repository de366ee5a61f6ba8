/** Owns who stands where in 2025: the slots of dossier E.3, dealt by rank(n) = (n x 17) mod 53. */
export const REFERENCE_YEAR = 2025;
export const INVENTED_COUNT = 53;

const SLOTS = [
	["labelledBefore", 6],
	["labelledOnReferenceAudit", 5],
	["auditedPending", 5],
	["newlyEnrolled", 11],
	["selfAssessing", 26],
] as const;
export type Slot = (typeof SLOTS)[number][0];

/** 53 is prime: each rank comes once. */
export function rankOf(index: number): number {
	return (index * 17) % INVENTED_COUNT;
}

export function slotOf(index: number): Slot {
	let left = rankOf(index);
	for (const [slot, size] of SLOTS) {
		if (left < size) return slot;
		left -= size;
	}
	throw new Error(`no slot for ${index}`);
}

export function isLabelled(slot: Slot): boolean {
	return slot === "labelledBefore" || slot === "labelledOnReferenceAudit";
}
