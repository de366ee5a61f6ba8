import { expect, it } from "vitest";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { STANDARD_DATA_FORMAT, standardData } from "./standard-data";

it("gives the whole version: every field of every criterion, nothing left out", async () => {
	const standard = await realStandard();
	const data = standardData(standard, "abc");
	expect(data).toMatchObject({ format: STANDARD_DATA_FORMAT, contentHash: "abc", version: "2.0", previous: "1.0" });
	for (const field of Object.keys(standard)) expect(Object.keys(data)).toContain(field);
	expect(data.criteria).toHaveLength(120);
	expect(data.counts).toEqual({ criteria: 120, domains: 5 });
	for (const [index, criterion] of standard.criteria.entries()) {
		const { guidance, change, ...given } = data.criteria[index] ?? { guidance: undefined, change: undefined };
		expect({ ...given, ...(guidance ? { guidance } : {}), ...(change ? { change } : {}) }).toEqual(criterion);
	}
});

it("writes the same keys in the same order for each criterion, whatever the order it was read in", () => {
	const standard = smallStandard();
	const turned = {
		...standard,
		criteria: standard.criteria.map((one) => Object.fromEntries(Object.entries(one).reverse()) as typeof one),
	};
	expect(JSON.stringify(standardData(turned, ""))).toBe(JSON.stringify(standardData(standard, "")));
	expect(standardData(standard, "")).toMatchObject({ previous: null, retired: [] });
});
