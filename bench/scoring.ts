/** How many assessments does one core score per second, full detail, from plain answers? Must hold 25,000. */
import type { Answers, AnswerValue } from "../app/domain/scoring/answer";
import { labelOutcome } from "../app/domain/scoring/label-outcome";
import { scoreAssessment } from "../app/domain/scoring/score-assessment";
import { applicableCriteria } from "../app/domain/standard/applicability";
import { formatProblem } from "../app/domain/standard/problem";
import type { Profile, Standard } from "../app/domain/standard/standard";
import { loadStandard } from "../app/services/standard/read-criteria.server";

const REQUIRED_PER_SECOND = 25_000;
const SECONDS = 3;
const FILES = 500;

/** Prints the rates; false when it is too low. */
export async function benchScoring(): Promise<boolean> {
	const loaded = await loadStandard(".", "label-cae/2.0");
	if (!loaded.ok) {
		console.error(loaded.problems.map(formatProblem).join("\n"));
		return false;
	}
	const standard = loaded.value;
	const next = generator(2017);
	const files = Array.from({ length: FILES }, () => randomFile(standard, next));
	const outcomes: Record<string, number> = {};
	const started = performance.now();
	const before = process.cpuUsage();
	let scored = 0;
	let elapsed = 0;
	while (elapsed < SECONDS) {
		for (const { profile, answers } of files) {
			const { outcome } = labelOutcome(standard.labelRules, scoreAssessment(standard, profile, answers));
			outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
		}
		scored += files.length;
		elapsed = (performance.now() - started) / 1000;
	}
	// Processor time of this process, garbage collection included: on a busy machine the clock measures the neighbours.
	const { user, system } = process.cpuUsage(before);
	const rate = Math.floor(scored / ((user + system) / 1e6));
	const clock = Math.floor(scored / elapsed);
	console.log(
		`${rate} dossiers notés par seconde de processeur, ${clock} à la montre (${scored} en ${elapsed.toFixed(2)} s)`,
	);
	console.log(`Minimum : ${REQUIRED_PER_SECOND}. Issues : ${JSON.stringify(outcomes)}`);
	return rate >= REQUIRED_PER_SECOND;
}

/** Fresh objects, as they come out of JSON: each with its own keys, in its own order, some unanswered or set aside. */
function randomFile(standard: Standard, next: () => number): { profile: Profile; answers: Answers } {
	const some = (codes: readonly { code: string }[]) => codes.map(({ code }) => code).filter(() => next() < 0.5);
	const profile = {
		sectors: some(standard.sectors),
		activities: some(standard.activities),
		headcount: Math.floor(next() * 120),
		conditions: some(standard.conditions),
	};
	const quality = next();
	const answers: Record<string, AnswerValue> = {};
	for (const { id } of applicableCriteria(standard, profile)) {
		const draw = next();
		if (draw < 0.02) continue;
		if (draw < 0.06) answers[id] = { notApplicable: "Sans objet pour cette coopérative" };
		else answers[id] = next() < quality ? (next() < 0.5 ? 2 : 3) : next() < 0.5 ? 0 : 1;
	}
	return { profile, answers: JSON.parse(JSON.stringify(answers)) };
}

/** Same figures at every run (mulberry32). */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
