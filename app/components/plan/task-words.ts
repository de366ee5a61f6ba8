/** Owns the words of a task: where it leads, what it is, for when. Run by the server for the first page, which carries the words alone. */
import type { Task } from "~/domain/plan/task";
import { actionStandingLabels, dueStateLabels } from "~/messages.plan.fr";
import { paths } from "~/paths";
import { formatCount, formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export interface TaskLine {
	readonly href: string;
	readonly what: string;
	readonly when: string;
}

export function taskLine(task: Task): TaskLine {
	const state = task.kind === "action" ? actionStandingLabels[task.state] : dueStateLabels[task.state];
	const when = `${task.state === "toDo" ? "" : `${state}, `}pour le ${formatDate(task.dueOn)}`;
	return { href: taskHref(task), what: frenchTypography(taskName(task)), when };
}

export function taskHref(task: Task): string {
	return task.kind === "action"
		? paths.cooperatives.action(task.cooperative.id, task.actionId)
		: paths.assessments.domain(task.assessmentId, task.domain, task.next);
}

export function taskName(task: Task): string {
	if (task.kind === "action") return `Passer ${task.criterionId} · ${task.title} au niveau ${task.toLevel}`;
	return task.criterionId === null
		? `Répondre au domaine ${task.title} : reste ${formatCount(task.left, "critère")}`
		: `Répondre à ${task.criterionId} · ${task.title}`;
}
