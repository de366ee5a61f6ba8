/** What is left to do for the signed-in person, over all their cooperatives. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { PageHeader } from "~/components/layout/page-header";
import { TaskList } from "~/components/plan/task-list";
import { formatCount } from "~/components/text/format";
import { paths } from "~/paths";
import { listTasks } from "~/services/plan/list-tasks.server";

export const meta: MetaFunction = () => [{ title: "Mes tâches · Label CAE" }];

export const loader = guarded("self", async ({ useCase }) => json({ tasks: await listTasks(useCase) }));

export default function Tasks() {
	const { tasks } = useLoaderData<typeof loader>();
	const late = tasks.filter(({ state }) => state === "late").length;
	const several = new Set(tasks.map(({ cooperative }) => cooperative.id)).size > 1;
	return (
		<div className="page">
			<PageHeader
				title="Mes tâches"
				lead={
					tasks.length === 0
						? undefined
						: `${formatCount(tasks.length, "tâche")}${late > 0 ? `, dont ${late} en retard` : ""}. Ce qui est en retard d’abord, puis par échéance.`
				}
			/>
			{tasks.length === 0 ? (
				<EmptyState
					title="Rien ne vous attend."
					action={<ButtonLink href={paths.assessments.list()}>Voir les auto-évaluations</ButtonLink>}
				>
					<p>Ce que l’on vous confie dans le plan de l’année apparaît ici, avec son échéance.</p>
				</EmptyState>
			) : (
				<TaskList tasks={tasks} named={several} />
			)}
		</div>
	);
}
