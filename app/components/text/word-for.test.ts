import { expect, it } from "vitest";
import { wordFor } from "./word-for";

const WORDS = { un: "Un", vide: "" };

it("gives the word of a code", () => {
	expect(wordFor(WORDS, "un")).toBe("Un");
	expect(wordFor(WORDS, "vide")).toBe("");
});

it.each(["deux", "", "constructor", "__proto__", "toString", "hasOwnProperty", null, undefined])(
	"has none for %j",
	(code) => {
		expect(wordFor(WORDS, code)).toBeUndefined();
	},
);
