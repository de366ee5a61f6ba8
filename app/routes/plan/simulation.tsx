/** Tries levels without saving anything: the shortest path to begin with, what it would change, and its plan of actions. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { Badge } from "~/components/display/badge";
import { StandardVersion } from "~/components/display/standard-version";
import { PageHeader } from "~/components/layout/page-header";
import { SimulationForm } from "~/components/plan/simulation-form";
import { frenchTypography } from "~/components/text/french";
import { getSimulation } from "~/services/plan/get-simulation.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Simulation ${data?.header.year ?? ""} · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("plan.read", async ({ params, useCase }) =>
	json(await getSimulation(useCase, params.assessmentId ?? "")),
);

export default function Simulation() {
	const data = useLoaderData<typeof loader>();
	const { search } = useLocation();
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(data.header)}
				above={
					<>
						<Badge kind="info">Indicatif</Badge>
						<StandardVersion versions={[data.header.standard]} />
					</>
				}
				title="Simulation"
				lead={frenchTypography(
					"Essayez d’autres niveaux : rien n’est enregistré, vos réponses ne changent pas. L’adresse de la page contient vos essais ; vous pouvez l’envoyer à un membre de votre équipe.",
				)}
			/>
			<SimulationForm key={data.header.id} data={data} search={search} />
		</div>
	);
}
