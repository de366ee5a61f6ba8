import { expect, test } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { projectScore } from "./project-score";

const standard = smallStandard();
const profile = { sectors: [], activities: [], headcount: 3, conditions: [] };

test("changes replace answers, null takes one away, and the answers given stay as they were", () => {
	const answers = { "JUR-01": 2, "JUR-02": 2, "ANC-01": 2 } as const;
	expect(projectScore(standard, profile, answers).outcome).toBe("awarded");
	expect(projectScore(standard, profile, answers, { "JUR-01": null }).outcome).toBe("refused");
	expect(projectScore(standard, profile, {}, answers).outcome).toBe("awarded");
	expect(answers).toEqual({ "JUR-01": 2, "JUR-02": 2, "ANC-01": 2 });
});
