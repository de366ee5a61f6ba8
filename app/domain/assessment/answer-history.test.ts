import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Level } from "../standard/standard";
import { type AnswerEdit, answerAt, changeOf, readRecordedAnswer } from "./answer-history";
import type { RecordedAnswer } from "./answer-record";

const answer = (over: Partial<RecordedAnswer> = {}): RecordedAnswer => {
	return { level: 1, notApplicable: false, reason: "", comment: "", version: 1, ...over };
};

/** What a person does to an answer: the whole of it is saved each time, as the sheet does; null: an upgrade takes it away. */
const gesture = fc.record({
	wait: fc.integer({ min: 0, max: 90_000 }),
	saves: fc.option(
		fc.record({
			level: fc.option(fc.constantFrom<Level>(0, 1, 2, 3)),
			reason: fc.string({ maxLength: 8 }),
			comment: fc.string({ maxLength: 8 }),
		}),
		{ freq: 8 },
	),
});

describe("R-113 the history of an answer", () => {
	it("gives at any moment what replaying the edits up to then gives", () => {
		const start = Date.parse("2026-10-05T09:30:00Z");
		fc.assert(
			fc.property(fc.array(gesture, { maxLength: 12 }), fc.integer({ min: -1, max: 1_200_000 }), (gestures, later) => {
				const edits: AnswerEdit[] = [];
				const moment = new Date(start + later);
				let now = start;
				let row: RecordedAnswer | null = null;
				let replayed: RecordedAnswer | null = null;
				for (const { wait, saves } of gestures) {
					now += wait;
					const before: RecordedAnswer | null = row;
					row = saves && {
						...saves,
						notApplicable: saves.level === null,
						version: ((before as RecordedAnswer | null)?.version ?? 0) + 1,
					};
					edits.push({ at: new Date(now), kind: "saved", before, after: row });
					if (now <= moment.getTime()) replayed = row;
				}
				expect(answerAt(edits, moment)).toEqual(replayed);
			}),
		);
	});

	it("holds, before the first edit that was kept, what that edit found", () => {
		const found = answer({ comment: "d’avant" });
		const edit: AnswerEdit = { at: new Date("2026-10-05T09:30:00Z"), kind: "saved", before: found, after: answer() };
		expect(answerAt([edit], new Date("2026-10-01T00:00:00Z"))).toEqual(found);
		expect(answerAt([], new Date())).toBeNull();
	});

	it("never goes back because two clocks disagree: the order of the edits is the order of the answers", () => {
		const at = (second: number) => new Date(Date.UTC(2026, 9, 5, 9, 30, second));
		const edits: AnswerEdit[] = [
			{ at: at(2), kind: "saved", before: null, after: answer({ level: 1 }) },
			{ at: at(1), kind: "saved", before: answer({ level: 1 }), after: answer({ level: 2, version: 2 }) },
		];
		expect(answerAt(edits, at(1))).toBeNull();
		expect(answerAt(edits, at(2))?.level).toBe(2);
	});

	it("tells what changed, and nothing else", () => {
		expect(changeOf({ before: null, after: answer() })).toEqual({ choice: { from: null, to: { level: 1 } } });
		expect(changeOf({ before: answer(), after: answer({ version: 2 }) })).toEqual({});
		const aside = answer({ level: null, notApplicable: true, reason: "Pas de CAPE", version: 2 });
		expect(changeOf({ before: answer(), after: aside })).toEqual({
			choice: { from: { level: 1 }, to: { level: null } },
			reason: [{ kind: "added", text: "Pas de CAPE" }],
		});
		const [before, after] = [answer({ comment: "Statuts à jour" }), answer({ comment: "Statuts revus" })];
		expect(changeOf({ before, after }).comment).toEqual([
			{ kind: "same", text: "Statuts " },
			{ kind: "removed", text: "à jour" },
			{ kind: "added", text: "revus" },
		]);
		expect(changeOf({ before: answer({ toConfirm: true }), after: answer({ version: 2 }) })).toEqual({
			confirmed: true,
		});
	});

	it("reads what the journal kept, and nothing in what is no answer", () => {
		expect(readRecordedAnswer({ ...answer({ toConfirm: true }), carriedFrom: 2025 })).toEqual(
			answer({ toConfirm: true }),
		);
		expect(readRecordedAnswer({ ...answer(), toConfirm: false })).toEqual(answer());
		for (const other of [null, "texte", { version: "2.0", contentHash: "f00" }])
			expect(readRecordedAnswer(other)).toBeNull();
	});
});
