import { describe, expect, it } from "vitest";
import { ACTION_FAMILIES, actionsOf, familyOf } from "./action-family";
import { JOURNAL_ACTIONS } from "./journal-action";

describe("the families of actions", () => {
	it("give each action one family, and leave none empty", () => {
		expect(ACTION_FAMILIES.flatMap(actionsOf).sort()).toEqual([...JOURNAL_ACTIONS].sort());
		expect(ACTION_FAMILIES.filter((family) => actionsOf(family).length === 0)).toEqual([]);
	});

	it("go by the concept", () => {
		expect(familyOf("answer.saved")).toBe("assessments");
		expect(familyOf("role.granted")).toBe("people");
	});
});
