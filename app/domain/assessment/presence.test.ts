import { describe, expect, it } from "vitest";
import { type HeardPresence, othersAtWork, PRESENCE_MS } from "./presence";

const page = (values: Partial<HeardPresence>): HeardPresence => ({
	page: "p1",
	userId: "sacha",
	domain: "JUR",
	criterionId: null,
	heardAt: 1_000,
	...values,
});

describe("who is at work (R-131)", () => {
	it("shows the others, never oneself, whatever the number of one's pages", () => {
		const heard = [page({ userId: "camille" }), page({ page: "p2", userId: "camille" }), page({ page: "p3" })];
		expect(othersAtWork(heard, "camille", 1_000).map(({ userId }) => userId)).toEqual(["sacha"]);
	});

	it("shows a person once, in the criterion entered last", () => {
		const heard = [
			page({ criterionId: "JUR-01" }),
			page({ page: "p2", criterionId: "JUR-02", heardAt: 2_000 }),
			page({ page: "p3", domain: "FIN", heardAt: 3_000 }),
		];
		expect(othersAtWork(heard, "camille", 3_000)).toEqual([
			{ page: "p2", userId: "sacha", domain: "JUR", criterionId: "JUR-02" },
		]);
	});

	it("forgets a page that says nothing any more", () => {
		const heard = [page({ heardAt: 0 })];
		expect(othersAtWork(heard, "camille", PRESENCE_MS - 1)).toHaveLength(1);
		expect(othersAtWork(heard, "camille", PRESENCE_MS)).toEqual([]);
	});
});
