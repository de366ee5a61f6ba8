import { describe, expect, it } from "vitest";
import { readSeen, writeSeen } from "./seen-answer";

describe("an answer as it was seen", () => {
	it("is written and read back", () => {
		const seen = { criterionId: "JUR-01", version: 12 };
		expect(readSeen([writeSeen(seen)])).toEqual([seen]);
		expect(readSeen(["JUR-01:0"])).toEqual([{ criterionId: "JUR-01", version: 0 }]);
	});

	it("is left out when it is something else", () => {
		for (const text of [
			"",
			"JUR-01",
			"JUR-01:00",
			"JUR-01:1.5",
			"JUR-01:-1",
			"__proto__:1",
			"JUR-01:9999999999",
			"a:1",
		])
			expect([text, readSeen([text])]).toEqual([text, []]);
	});
});
