/** Owns as what somebody signs an assessment. A closed list: what is signed is hashed for ever, so it names nobody. */
export const SIGNATORY_FUNCTIONS = ["manager", "chair", "director", "delegate"] as const;
export type SignatoryFunction = (typeof SIGNATORY_FUNCTIONS)[number];

/** Null for anything but a function of the list. */
export function readFunction(value: unknown): SignatoryFunction | null {
	return SIGNATORY_FUNCTIONS.find((known) => known === value) ?? null;
}
