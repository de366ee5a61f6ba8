import { describe, expect, it } from "vitest";
import { commandOf, type PressedKey } from "./sheet-keys";

const press = (key: string, more: Partial<PressedKey> = {}) =>
	commandOf({ key, code: "", modified: false, within: "other", ...more });

describe("the keys of a sheet", () => {
	it('read digits by their place: AZERTY writes & é " à without Shift', () => {
		for (const [key, code, choice] of [
			["à", "Digit0", "0"],
			["&", "Digit1", "1"],
			["é", "Digit2", "2"],
			['"', "Digit3", "3"],
			["2", "Numpad2", "2"],
			["2", "", "2"],
		] as const) {
			expect(press(key, { code })).toEqual({ does: "choose", choice });
		}
		expect(press("4", { code: "Digit4" })).toBeNull();
	});

	it("read letters in either case", () => {
		expect(press("n")).toEqual({ does: "choose", choice: "notApplicable" });
		expect(press("N")).toEqual({ does: "choose", choice: "notApplicable" });
		expect([press("s"), press("p"), press("c"), press("e"), press("i"), press("?")].map((one) => one?.does)).toEqual([
			"next",
			"previous",
			"comment",
			"evidence",
			"confirm",
			"help",
		]);
		expect([press("x"), press("constructor"), press("Tab"), press("Enter")]).toEqual([null, null, null, null]);
	});

	it("leave the text that is typed alone, but for Escape", () => {
		for (const key of ["s", "2", "?", "ArrowRight"]) expect(press(key, { within: "text" })).toBeNull();
		expect(press("Escape", { within: "text" })).toEqual({ does: "leave" });
		expect(press("Escape")).toBeNull();
	});

	it("leave arrows to the choices, and every shortcut to the browser", () => {
		expect(press("ArrowRight")).toEqual({ does: "next" });
		expect(press("ArrowRight", { within: "choice" })).toBeNull();
		expect(press("s", { within: "choice" })).toEqual({ does: "next" });
		for (const key of ["s", "2", "?"]) expect(press(key, { modified: true })).toBeNull();
	});
});
