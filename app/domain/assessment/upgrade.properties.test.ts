/** A draft on its way through random versions: 500 cases, or as many as UPGRADE_RUNS says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryChainedDraft, type ChainedDraft } from "../../../tests/fixtures/standard/arbitrary-chain";
import { labelOutcome } from "../scoring/label-outcome";
import { scoreAssessment } from "../scoring/score-assessment";
import { applies } from "../standard/applicability";
import type { Standard } from "../standard/standard";
import { answerChanges, changedAnswers, restoredAnswers } from "./answer-changes";
import { answerValues, type RecordedAnswer, saysSomething } from "./answer-record";
import { migrateAnswers } from "./migrate-answers";
import { projectUpgrade } from "./project-upgrade";

const numRuns = Number(process.env.UPGRADE_RUNS ?? 500);
type Recorded = ReadonlyMap<string, RecordedAnswer>;

function always(holds: (draft: ChainedDraft) => void): void {
	fc.assert(fc.property(arbitraryChainedDraft, holds), { numRuns });
}

/** What the database holds once the changes are written, row by row. */
function written(now: Recorded, wanted: Recorded): Recorded {
	const { write, remove } = answerChanges(now, wanted);
	const rows = new Map(now);
	for (const id of remove) rows.delete(id);
	for (const [id, answer] of write) rows.set(id, answer);
	return rows;
}

const last = (versions: ChainedDraft["versions"]) => versions.at(-1) as Standard;
const said = (rows: Recorded): Recorded => new Map([...rows].filter(([, answer]) => saysSomething(answer)));

describe("a draft that moves to a newer version", () => {
	it("finds every old answer in exactly one bucket, and every criterion in one standing that its row bears out", () => {
		const seen = new Set<string>();
		always(({ versions, profile, answers }) => {
			const { answers: buckets, criteria, after } = migrateAnswers(versions, profile, answers);
			expect(buckets.map(({ criterionId }) => criterionId).toSorted()).toEqual([...said(answers).keys()].toSorted());
			expect(criteria.map(({ criterionId }) => criterionId)).toEqual(last(versions).criteria.map(({ id }) => id));
			for (const { bucket, heirs, retirement } of buckets) {
				seen.add(bucket);
				expect(heirs.length === 0).toBe(bucket === "retired");
				expect(retirement !== null).toBe(bucket === "retired");
				for (const { criterionId, fate } of heirs) {
					const row = after.get(criterionId);
					if (fate === "toConfirm") expect(row?.toConfirm).toBe(true);
					if (fate === "carried") expect(row && saysSomething(row) && !row.toConfirm).toBe(true);
				}
			}
			for (const { criterionId, standing } of criteria) {
				seen.add(standing);
				const criterion = last(versions).criteria.find(({ id }) => id === criterionId);
				expect(standing === "notPut").toBe(criterion !== undefined && !applies(criterion, profile).applies);
				if (standing === "notPut") continue;
				const row = after.get(criterionId);
				expect(row?.toConfirm === true).toBe(standing === "toConfirm");
				const chosen = row !== undefined && (row.level !== null || row.notApplicable);
				expect(chosen).toBe(standing === "carried" || standing === "toConfirm");
			}
			expect([...after.keys()].filter((id) => !criteria.some(({ criterionId }) => criterionId === id))).toEqual([]);
		});
		expect([...seen].toSorted()).toEqual(
			["carried", "new", "notPut", "reset", "retired", "toConfirm", "unanswered"].toSorted(),
		);
	});

	it("invents no level and never raises one: each is one that was answered, the lowest of those that counted", () => {
		always(({ versions, profile, answers }) => {
			const { criteria, after } = migrateAnswers(versions, profile, answers);
			for (const { criterionId, origins, steps } of criteria) {
				const level = after.get(criterionId)?.level ?? null;
				if (level === null) continue;
				const levels = origins.flatMap((id) => answers.get(id)?.level ?? []);
				expect(levels).toContain(level);
				const [first] = versions;
				const counted = origins.filter((id) =>
					first.criteria.some((one) => one.id === id && applies(one, profile).applies),
				);
				const heard = counted.flatMap((id) => answers.get(id)?.level ?? []);
				// One merge and nothing else on the way: what is proposed is the lowest level that counted.
				if (steps.length === 1 && heard.length > 0) expect(level).toBe(Math.min(...heard));
			}
		});
	});

	it("arrives at the same place in one move as version by version", () => {
		always(({ versions, profile, answers }) => {
			let rows: Recorded = answers;
			for (let step = 1; step < versions.length; step++) {
				const pair = [versions[step - 1], versions[step]] as [Standard, Standard];
				rows = written(rows, migrateAnswers(pair, profile, rows).after);
			}
			expect(changedAnswers(said(rows), said(migrateAnswers(versions, profile, answers).after))).toEqual([]);
		});
	});

	it("leaves alone the rows of the questions that stay as they are", () => {
		always(({ versions, profile, answers }) => {
			const { criteria, after } = migrateAnswers(versions, profile, answers);
			const { write, remove } = answerChanges(answers, after);
			const same = criteria.flatMap(({ criterionId, steps }) => (steps.length === 0 ? [criterionId] : []));
			expect(write.map(([id]) => id).filter((id) => same.includes(id))).toEqual([]);
			expect(remove.filter((id) => criteria.some(({ criterionId }) => criterionId === id))).toEqual([]);
		});
	});

	it("comes back to what it was, and no version number goes down on the way", () => {
		always(({ versions, profile, answers }) => {
			const moved = written(answers, migrateAnswers(versions, profile, answers).after);
			const back = written(moved, restoredAnswers(moved, answers));
			expect(changedAnswers(back, answers)).toEqual([]);
			for (const [id, { version }] of moved) {
				expect(version).toBeGreaterThanOrEqual(answers.get(id)?.version ?? 1);
				expect(back.get(id)?.version ?? version).toBeGreaterThanOrEqual(version);
			}
			// Another move afterwards gives what the first gave.
			expect(changedAnswers(written(back, migrateAnswers(versions, profile, back).after), moved)).toEqual([]);
		});
	});

	it("has the outcome that was projected, at once and when all is confirmed", () => {
		always(({ versions, profile, answers }) => {
			const { migration, before, after, onceConfirmed } = projectUpgrade(versions, profile, answers);
			const real = (standard: Standard, rows: Recorded) => {
				const score = scoreAssessment(standard, profile, answerValues(rows));
				return { score, ...labelOutcome(standard.labelRules, score) };
			};
			const moved = written(answers, migration.after);
			const settled = new Map([...moved].map(([id, { toConfirm: _, ...answer }]) => [id, answer]));
			expect(before).toMatchObject(real(versions[0], answers));
			expect(after).toMatchObject(real(last(versions), moved));
			expect(onceConfirmed).toMatchObject(real(last(versions), settled));
		});
	});
});
