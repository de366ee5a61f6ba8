import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedFiles } from "./changed-files";

const file = (path: string, ...lines: string[]) => ({ path, text: lines.join("\n") });

describe("changedFiles", () => {
	test("names the first line that differs in each file", () => {
		const published = [file("a.yaml", "un", "deux", "trois"), file("b.yaml", "un", "deux")];
		const found = [file("a.yaml", "un", "Deux", "TROIS"), file("b.yaml", "un", "deux", "trois")];
		expect(changedFiles(published, found)).toEqual([
			{ file: "a.yaml", kind: "changed", line: 2 },
			{ file: "b.yaml", kind: "changed", line: 3 },
		]);
	});

	test("sees a line that went, and a last line end that went", () => {
		expect(changedFiles([file("a", "un", "deux", "")], [file("a", "un", "deux")])).toEqual([
			{ file: "a", kind: "changed", line: 3 },
		]);
		expect(changedFiles([file("a", "un", "deux")], [file("a", "un")])).toEqual([
			{ file: "a", kind: "changed", line: 2 },
		]);
	});

	test("says which files came and went", () => {
		expect(changedFiles([file("a", ""), file("b", "")], [file("a", ""), file("c", "")])).toEqual([
			{ file: "b", kind: "removed", line: null },
			{ file: "c", kind: "added", line: null },
		]);
	});

	test("says nothing of the same files, whatever their order", () => {
		expect(changedFiles([file("a", "x"), file("b", "y")], [file("b", "y"), file("a", "x")])).toEqual([]);
	});

	test("one character anywhere is found on its line", () => {
		const lines = fc.array(fc.string({ unit: fc.constantFrom("a", "é", " ", ":") }), { minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(lines, fc.nat(), fc.constantFrom("Z", "\n"), (before, at, added) => {
				const line = at % before.length;
				const after = before.map((text, index) => (index === line ? `${added}${text}` : text));
				const found = changedFiles([file("f", ...before)], [file("f", ...after)]);
				// A new line among empty ones is told from them only further down.
				expect(found).toHaveLength(1);
				if (added === "Z") expect(found[0]?.line).toBe(line + 1);
				else expect(found[0]?.line).toBeGreaterThanOrEqual(line + 1);
			}),
		);
	});
});
