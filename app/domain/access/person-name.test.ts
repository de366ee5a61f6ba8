import { describe, expect, it } from "vitest";
import { NAME_LIMIT, readPersonName } from "./person-name";

describe("readPersonName", () => {
	it("keeps what the person says, on one line", () => {
		expect(readPersonName("  Anne-Lise   L’Hévéder \n")).toBe("Anne-Lise L’Hévéder");
		expect(readPersonName("李")).toBe("李");
		expect(readPersonName("a".repeat(NAME_LIMIT))).toHaveLength(NAME_LIMIT);
	});

	it.each(["", "   ", "a".repeat(NAME_LIMIT + 1), "Camille\u0000", "Camille\u202eelliac"])("refuses %j", (text) => {
		expect(readPersonName(text)).toBeNull();
	});
});
