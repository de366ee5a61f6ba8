import { describe, expect, it } from "vitest";
import { judgeUndo } from "./undo-upgrade";

const upgrade = { appliedAt: new Date("2026-03-02T23:30:00Z"), undoneAt: null, edited: false };
const on = (day: string) => new Date(`${day}T12:00:00Z`);

describe("judgeUndo", () => {
	it("opens for thirty days, counted from the day it was in Paris", () => {
		expect(judgeUndo(upgrade, on("2026-04-02"))).toEqual({ ok: true, value: { until: "2026-04-02" } });
		expect(judgeUndo(upgrade, on("2026-04-03"))).toMatchObject({ reason: "TOO_LATE" });
	});

	it("closes at the first edit, and once it was undone", () => {
		expect(judgeUndo({ ...upgrade, edited: true }, on("2026-03-04"))).toMatchObject({ reason: "EDITED_SINCE" });
		const undone = { ...upgrade, undoneAt: on("2026-03-04"), edited: true };
		expect(judgeUndo(undone, on("2026-03-05"))).toMatchObject({ reason: "ALREADY_UNDONE" });
	});
});
