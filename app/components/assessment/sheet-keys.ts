/** Owns what each key means on a sheet. Letters are the first of their French words; digits are read by place, for AZERTY. */

export type SheetCommand =
	| { readonly does: "next" | "previous" | "comment" | "evidence" | "confirm" | "help" | "leave" }
	| { readonly does: "choose"; readonly choice: "0" | "1" | "2" | "3" | "notApplicable" };

export interface PressedKey {
	/** As in KeyboardEvent: `key` follows the layout of the keyboard, `code` the place of the key. */
	readonly key: string;
	readonly code: string;
	/** Ctrl, Alt or Meta is down, or a word is being composed. */
	readonly modified: boolean;
	/** What has the focus: a text being typed, one of a group of choices, anything else. */
	readonly within: "text" | "choice" | "other";
}

const LETTERS: ReadonlyMap<string, SheetCommand> = new Map([
	["s", { does: "next" }],
	["p", { does: "previous" }],
	["n", { does: "choose", choice: "notApplicable" }],
	["c", { does: "comment" }],
	["e", { does: "evidence" }],
	["i", { does: "confirm" }],
	["?", { does: "help" }],
]);

/** Null: the key keeps its usual meaning. In a text every key but Escape does; among choices, the arrows do. */
export function commandOf({ key, code, modified, within }: PressedKey): SheetCommand | null {
	if (modified) return null;
	if (within === "text") return key === "Escape" ? { does: "leave" } : null;
	if (within === "other" && key === "ArrowRight") return { does: "next" };
	if (within === "other" && key === "ArrowLeft") return { does: "previous" };
	const digit = /^(?:Digit|Numpad)([0-3])$/.exec(code)?.[1] ?? /^[0-3]$/.exec(key)?.[0];
	if (digit) return { does: "choose", choice: digit as "0" | "1" | "2" | "3" };
	return LETTERS.get(key.toLowerCase()) ?? null;
}
