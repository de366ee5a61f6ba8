/** Owns what is left to do for one person: what was given to them to answer, the actions they carry. */
import type { RecordedAnswer } from "../assessment/answer-record";
import type { Day } from "../calendar-day";
import type { Criterion, Level } from "../standard/standard";
import { type Assignment, shareOf } from "./assignment";
import { type ActionStanding, actionStanding, type PlannedAction } from "./planned-action";

interface TaskPlace {
	readonly assessmentId: string;
	readonly year: number;
	readonly cooperative: { readonly id: string; readonly name: string };
}
interface AnyTask extends TaskPlace {
	/** Code of the domain. */
	readonly domain: string;
	readonly dueOn: Day;
	/** Of the domain, or of the criterion. */
	readonly title: string;
}
interface AnswerTask extends AnyTask {
	readonly kind: "answer";
	/** Null: the whole domain. */
	readonly criterionId: string | null;
	readonly state: "late" | "toDo";
	readonly left: number;
	/** The first criterion left to answer. */
	readonly next: string;
	readonly note: string;
}
interface ActionTask extends AnyTask {
	readonly kind: "action";
	readonly actionId: string;
	readonly criterionId: string;
	readonly state: Extract<ActionStanding, "late" | "toDo" | "reached">;
	readonly fromLevel: Level | null;
	readonly toLevel: Level;
	readonly todo: string;
	/** Where the criterion is answered today; null when it was retired since, or is not put any more. */
	readonly next: string | null;
}
export type Task = AnswerTask | ActionTask;

export interface TaskSources {
	readonly place: TaskPlace;
	/** Every assignment of the draft, whoever holds it; none once it was sent. */
	readonly assignments: readonly (Assignment & { readonly title: string; readonly note: string })[];
	/** The person's own. */
	readonly actions: readonly (PlannedAction &
		Pick<ActionTask, "domain" | "criterionId" | "title" | "fromLevel" | "todo"> & { readonly id: string })[];
	/** Criteria put to the cooperative, in the order of the référentiel. */
	readonly put: readonly Pick<Criterion, "id" | "domain">[];
	readonly answers: ReadonlyMap<string, RecordedAnswer>;
	readonly domains: readonly { readonly code: string; readonly title: string }[];
}

/** In no order. @param today in Paris. R-123. */
export function tasksOf(
	userId: string,
	{ place, assignments, actions, put, answers, domains }: TaskSources,
	today: Day,
): readonly Task[] {
	const toAnswer = assignments
		.filter(({ assigneeId }) => assigneeId === userId)
		.flatMap((one): AnswerTask[] => {
			const { state, left } = shareOf(one, assignments, put, answers, today);
			const [next] = left;
			if ((state !== "late" && state !== "toDo") || next === undefined) return [];
			const { domain, criterionId, dueOn, note } = one;
			const title = criterionId === null ? (domains.find(({ code }) => code === domain)?.title ?? domain) : one.title;
			return [{ kind: "answer", ...place, domain, criterionId, title, dueOn, note, state, left: left.length, next }];
		});
	const toAct = actions.flatMap((one): ActionTask[] => {
		const state = actionStanding(one, answers, today);
		if (state === "done" || state === "abandoned") return [];
		const { id: actionId, domain, criterionId, title, dueOn, fromLevel, toLevel, todo } = one;
		const next = one.heirs.find((heir) => put.some(({ id }) => id === heir)) ?? null;
		return [
			{
				...{ kind: "action", ...place, actionId, domain, criterionId, title, dueOn, state },
				...{ fromLevel, toLevel, todo, next },
			} as const,
		];
	});
	return [...toAnswer, ...toAct];
}

/** Late first, then by day, then by code. R-123. */
export function inOrder(tasks: readonly Task[]): readonly Task[] {
	const late = ({ state }: Task) => (state === "late" ? 0 : 1);
	const code = ({ criterionId, domain }: Task) => criterionId ?? domain;
	return tasks.toSorted(
		(a, b) => late(a) - late(b) || compare(a.dueOn, b.dueOn) || compare(code(a), code(b)) || compare(a.kind, b.kind),
	);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
