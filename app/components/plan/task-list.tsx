/** Owns what is left to do for one person: each line leads to the criterion to answer or to act upon. */
import type { Task } from "~/domain/plan/task";
import { paths } from "~/paths";
import { DomainMark } from "../display/domain-mark";
import { Link } from "../layout/link";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";
import { ActionBadge, DueBadge } from "./due-badge";
import { taskHref, taskName } from "./task-words";

const taskKey = (task: Task) =>
	task.kind === "action" ? task.actionId : `${task.assessmentId}/${task.criterionId ?? task.domain}`;

/** `named`: with the cooperative of each, for a person of several. */
export function TaskList({ tasks, named }: { tasks: readonly Task[]; named?: boolean }) {
	return (
		<ol className="tasks plain-list">
			{tasks.map((task) => (
				<li key={taskKey(task)}>
					<div>
						<DomainMark code={task.domain} /> <Link href={taskHref(task)}>{frenchTypography(taskName(task))}</Link>
						{named && <p className="small soft">{`${task.cooperative.name}, ${task.year}`}</p>}
						{task.kind === "action" && task.next !== null && (
							<p className="small">
								<Link
									href={paths.assessments.domain(task.assessmentId, task.domain, task.next)}
								>{`Ouvrir ${task.next} sur sa fiche`}</Link>
							</p>
						)}
						<Words text={task.kind === "answer" ? task.note : task.todo} />
					</div>
					<span>
						{task.kind === "action" ? <ActionBadge standing={task.state} /> : <DueBadge state={task.state} />}{" "}
						{`pour le ${formatDate(task.dueOn)}`}
					</span>
				</li>
			))}
		</ol>
	);
}

function Words({ text }: { text: string }) {
	return text === "" ? null : <p className="small soft">{frenchTypography(text)}</p>;
}
