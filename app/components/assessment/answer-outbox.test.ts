import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type AnswerFields,
	type AnswerSave,
	createAnswerOutbox,
	type OutboxState,
	type OutboxStore,
	type SendResult,
	type Unsent,
} from "./answer-outbox";

const text = (comment: string): AnswerFields => ({ choice: "2", reason: "", comment });

function memoryStore(start: Unsent | null = null): OutboxStore & { kept: Unsent | null } {
	return {
		kept: start,
		read() {
			return this.kept;
		},
		write(unsent) {
			this.kept = structuredClone(unsent);
		},
	};
}

const heardAnswer = (version: number) => ({ ...text("de Sacha"), version, by: "Sacha", at: "2026-10-05T09:30:00Z" });

/** A server that applies saves as the real one does, and a browser clock moved by hand. */
function world(store = memoryStore(), startVersion = 0) {
	const server = {
		version: startVersion,
		comment: "",
		applied: new Map<string, number>(),
		received: [] as AnswerSave[],
	};
	const timers: { callback: () => void; live: boolean }[] = [];
	const states: OutboxState[] = [];
	let network: "up" | "cut" | "ackLost" = "up";
	let keys = 0;
	const apply = (save: AnswerSave): SendResult => {
		const known = server.applied.get(save.key);
		if (known !== undefined) return { kind: "saved", version: known, savedAt: "2026-10-05T09:30:00Z" };
		if (save.version !== server.version) {
			return {
				kind: "conflict",
				theirs: { ...text(server.comment), version: server.version, by: "Sacha", at: "2026-10-05T09:30:00Z" },
			};
		}
		server.version += 1;
		server.comment = save.comment;
		server.applied.set(save.key, server.version);
		return { kind: "saved", version: server.version, savedAt: "2026-10-05T09:30:00Z" };
	};
	const open = () =>
		createAnswerOutbox({
			version: server.version,
			store,
			send: async (save) => {
				if (network === "cut") return { kind: "unreachable" };
				server.received.push(save);
				const result = apply(save);
				return network === "ackLost" ? { kind: "unreachable" } : result;
			},
			newKey: () => `key-${++keys}`,
			schedule: (callback) => {
				const timer = { callback, live: true };
				timers.push(timer);
				return () => {
					timer.live = false;
				};
			},
			onState: (state) => states.push(state),
		});
	const settleDown = async (rounds = 30) => {
		for (let round = 0; round < rounds; round++) {
			await Promise.resolve();
			await Promise.resolve();
			for (const timer of timers.splice(0)) if (timer.live) timer.callback();
		}
	};
	return {
		server,
		store,
		states,
		open,
		settleDown,
		set network(value: typeof network) {
			network = value;
		},
	};
}

describe("answer outbox", () => {
	it("saves what was typed once the typing pauses", async () => {
		const { open, settleDown, server, states, store } = world();
		const box = open();
		box.change(text("un"), true);
		box.change(text("un deux"), true);
		await settleDown();
		expect(server.comment).toBe("un deux");
		expect(server.received).toHaveLength(1);
		expect(states.at(-1)?.status).toBe("saved");
		expect(store.kept).toBeNull();
	});

	it("repeats the very same save when the acknowledgement was lost, then sends what came after", async () => {
		const scene = world();
		const box = scene.open();
		scene.network = "ackLost";
		box.change(text("avant"), false);
		await scene.settleDown(3);
		box.change(text("après"), true);
		scene.network = "up";
		await scene.settleDown();
		expect(scene.server.comment).toBe("après");
		expect(scene.server.version).toBe(2);
		expect(scene.states.some(({ status }) => status === "conflict")).toBe(false);
	});

	it("takes up unsent text after a reload", async () => {
		const scene = world();
		const first = scene.open();
		scene.network = "cut";
		first.change(text("hors ligne"), false);
		await scene.settleDown(3);
		first.stop();
		scene.network = "up";
		const second = scene.open();
		expect(second.resume()?.comment).toBe("hors ligne");
		await scene.settleDown();
		expect(scene.server.comment).toBe("hors ligne");
		expect(scene.store.kept).toBeNull();
	});

	it("sends what waits when the form leaves the page", async () => {
		const { open, settleDown, server, store } = world();
		const box = open();
		box.change(text("vite"), true);
		box.stop();
		await settleDown();
		expect(server.comment).toBe("vite");
		expect(store.kept).toBeNull();
	});

	it("stands still on a conflict, keeps the text, and sends what the person settles", async () => {
		const scene = world();
		const box = scene.open();
		scene.server.version = 4;
		scene.server.comment = "de Sacha";
		box.change(text("de moi"), false);
		await scene.settleDown();
		const state = scene.states.at(-1);
		expect(state?.status).toBe("conflict");
		expect(scene.store.kept?.waiting?.comment).toBe("de moi");
		expect(scene.server.comment).toBe("de Sacha");
		box.settle(text("des deux"), 4);
		await scene.settleDown();
		expect(scene.server.comment).toBe("des deux");
	});

	it("shows somebody else's answer where nothing waits, and stands on it", async () => {
		const scene = world();
		const box = scene.open();
		scene.server.version = 2;
		expect(box.hear(heardAnswer(2), false)).toBe("shown");
		expect([box.version(), box.hear(heardAnswer(2), false)]).toEqual([2, "known"]);
		box.change(text("par-dessus"), false);
		await scene.settleDown();
		expect(scene.server).toMatchObject({ comment: "par-dessus", version: 3 });
	});

	it("keeps what is being written when somebody else saves: it is not sent over theirs", async () => {
		const scene = world();
		const box = scene.open();
		scene.server.version = 2;
		expect(box.hear(heardAnswer(2), true)).toBe("kept");
		box.change(text("de moi"), true);
		expect(box.hear(heardAnswer(2), false)).toBe("kept");
		await scene.settleDown();
		expect(scene.states.at(-1)?.status).toBe("conflict");
		// A third answer comes while one is choosing: the choice is about that one.
		scene.server.version = 3;
		expect([box.hear(heardAnswer(2), false), box.hear(heardAnswer(3), false)]).toEqual(["known", "kept"]);
		expect(scene.states.at(-1)).toMatchObject({ status: "conflict", theirs: { version: 3 } });
		box.settle(text("des deux"), 3);
		await scene.settleDown();
		expect(scene.server).toMatchObject({ comment: "des deux", version: 4 });
	});

	it("whatever the network does, the last text typed is either on the server or still on the shelf, and nothing is applied twice", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.oneof(
						fc.record({ type: fc.constant("text" as const), value: fc.string({ minLength: 1, maxLength: 5 }) }),
						fc.record({ type: fc.constant("network" as const), value: fc.constantFrom("up", "cut", "ackLost") }),
						fc.record({ type: fc.constant("reload" as const), value: fc.constant("") }),
					),
					{ maxLength: 20 },
				),
				async (steps) => {
					const scene = world();
					let box = scene.open();
					let last: string | null = null;
					for (const step of steps) {
						if (step.type === "text") {
							last = step.value;
							box.change(text(step.value), true);
						} else if (step.type === "network") {
							scene.network = step.value as "up" | "cut" | "ackLost";
						} else {
							box.stop();
							await scene.settleDown(2);
							box = scene.open();
							box.resume();
						}
						await scene.settleDown(2);
					}
					if (last !== null && scene.server.comment !== last) {
						const kept = scene.store.kept;
						expect(kept?.waiting?.comment ?? kept?.underWay?.comment).toBe(last);
					}
					scene.network = "up";
					box.retry();
					await scene.settleDown(40);
					expect(scene.server.comment).toBe(last ?? "");
					expect(new Set(scene.server.applied.values()).size).toBe(scene.server.applied.size);
					expect(scene.states.some(({ status }) => status === "conflict")).toBe(false);
				},
			),
			{ numRuns: 300 },
		);
	});
});
