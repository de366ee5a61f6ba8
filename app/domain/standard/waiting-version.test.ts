import { describe, expect, test } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import type { ParsedStandard } from "./parse-standard";
import { byVersion } from "./version-number";
import { judgeWaiting } from "./waiting-version";

const right: ParsedStandard = { ok: true, value: { ...smallStandard(), publishedOn: "2026-01-15" } };
const wrong: ParsedStandard = { ok: false, problems: [] };

describe("judgeWaiting", () => {
	test("lets the next version be published from the day it bears", () => {
		expect(judgeWaiting("2.1", right, ["1.0", "2.0"], undefined, "2026-01-15")).toBeNull();
		expect(judgeWaiting("2.1", right, ["1.0", "2.0"], undefined, "2026-01-14")).toBe("NOT_YET");
		expect(judgeWaiting("1.0", right, [], undefined, "2026-01-15")).toBeNull();
	});

	test("holds back what is broken, and what another one precedes", () => {
		expect(judgeWaiting("2.1", wrong, ["2.0"], undefined, "2026-02-01")).toBe("BROKEN");
		expect(judgeWaiting("2.2", right, ["2.0"], "2.1", "2026-02-01")).toBe("PREVIOUS_WAITING");
	});

	test("never goes back before a published version", () => {
		expect(judgeWaiting("1.5", right, ["2.0", "10.0"], undefined, "2026-02-01")).toBe("OLDER");
		expect(judgeWaiting("9.0", right, ["2.0", "10.0"], undefined, "2026-02-01")).toBe("OLDER");
		expect(judgeWaiting("10.1", right, ["2.0", "10.0"], undefined, "2026-02-01")).toBeNull();
	});
});

describe("byVersion", () => {
	test("orders numbers as numbers, and puts what is none last", () => {
		const shuffled = ["10.0", "brouillon", "2.0", "2.10", "essai", "2.9"];
		expect(shuffled.sort(byVersion)).toEqual(["2.0", "2.9", "2.10", "10.0", "brouillon", "essai"]);
	});
});
