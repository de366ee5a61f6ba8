import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	awaits,
	checkMessage,
	MENTION_LIMIT,
	MESSAGE_LIMIT,
	mayWithdraw,
	namedIn,
	resolvedAfter,
	type SaidMessage,
	type ThreadGesture,
} from "./thread";

const team = ["ana", "bao", "chloe"].map((userId) => ({ userId }));
const message = (over: Partial<SaidMessage> = {}): SaidMessage => {
	return { authorId: "ana", withdrawn: false, named: [], ...over };
};

describe("R-114 a thread", () => {
	it("takes a message that says something, without the spaces around it, up to its length", () => {
		expect(checkMessage("  Qui a l’attestation ?\n")).toEqual({ ok: true, value: "Qui a l’attestation ?" });
		expect(checkMessage(" \n ")).toMatchObject({ reason: "EMPTY" });
		expect(checkMessage("x".repeat(MESSAGE_LIMIT)).ok).toBe(true);
		expect(checkMessage("x".repeat(MESSAGE_LIMIT + 1))).toMatchObject({ reason: "TOO_LONG" });
	});

	it("is resolved when the last gesture that speaks of it resolved it, whatever came before", () => {
		const gestures = fc.array(fc.constantFrom<ThreadGesture>("write", "resolve", "reopen"), { minLength: 1 });
		fc.assert(
			fc.property(gestures, (made) => {
				const resolved = made.reduce(resolvedAfter, false);
				expect(resolved).toBe(made.at(-1) === "resolve");
				// The same gesture made twice, by two people or by one who clicked twice, is made once.
				expect([...made, ...made.slice(-1)].reduce(resolvedAfter, false)).toBe(resolved);
			}),
		);
	});

	it("lets its author alone take a message back, once", () => {
		expect(mayWithdraw(message(), "ana")).toBe(true);
		expect(mayWithdraw(message(), "bao")).toBe(false);
		expect(mayWithdraw(message({ withdrawn: true }), "ana")).toBe(false);
		expect(mayWithdraw(message({ authorId: null }), "ana")).toBe(false);
	});
});

describe("R-115 a mention", () => {
	it("reaches those of the team, each once, never the author nor a stranger", () => {
		expect(namedIn(["chloe", "bao", "bao", "ana", "zoe"], [...team, ...team], "ana")).toEqual([
			{ userId: "bao" },
			{ userId: "chloe" },
		]);
		const crowd = Array.from({ length: 60 }, (_, index) => ({ userId: String(index) }));
		const everybody = crowd.map(({ userId }) => userId);
		expect(namedIn(everybody, crowd, "0")).toHaveLength(MENTION_LIMIT);
	});

	it("waits until the thread is resolved or the message taken back", () => {
		const naming = message({ named: ["bao"] });
		expect(awaits({ resolved: false, messages: [message(), naming] }, "bao")).toBe(true);
		expect(awaits({ resolved: false, messages: [naming] }, "chloe")).toBe(false);
		expect(awaits({ resolved: true, messages: [naming] }, "bao")).toBe(false);
		expect(awaits({ resolved: false, messages: [message({ named: ["bao"], withdrawn: true })] }, "bao")).toBe(false);
	});
});
