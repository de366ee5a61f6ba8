/** Owns the simulation: levels tried in the page as they change, and through the address where nothing runs in the browser. */
import { type FormEvent, useState } from "react";
import { pathTo, readSimulation, simulate, TARGETS, type TriedLevel, triedLevels } from "~/domain/plan/simulation";
import { targetLabels } from "~/messages.plan.fr";
import { paths } from "~/paths";
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { frenchTypography } from "../text/french";
import { ProjectedOutcome } from "./projected-outcome";
import type { SimulationData } from "./simulation-data";
import { TriedLevels } from "./tried-levels";

/** What a form holds, as its address would say it. */
function queryOf(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
	const query = new URLSearchParams();
	for (const [name, value] of new FormData(form)) query.append(name, String(value));
	const pressed = submitter?.getAttribute("name");
	if (pressed) query.append(pressed, submitter?.getAttribute("value") ?? "");
	return query;
}

export function SimulationForm({ data, search }: { data: SimulationData; search: string }) {
	const { header, file, titles, domains, mayPlan } = data;
	const [wish, setWish] = useState(() => readSimulation(new URLSearchParams(search)));
	const [tried, setTried] = useState<readonly TriedLevel[]>(() => triedLevels(file, wish));
	const [turn, setTurn] = useState(0);
	const path = pathTo(file, wish.target, tried);
	const simulated = simulate(file, tried);
	const unlisted = file.standard.criteria.filter(({ id }) => !tried.some(({ criterionId }) => criterionId === id));

	function read(query: URLSearchParams): void {
		const asked = readSimulation(query);
		setWish(asked);
		setTried(triedLevels(file, { ...asked, tried: asked.tried ?? [] }));
		for (const name of ["ajouter", "chemin"]) query.delete(name);
		window.history.replaceState(window.history.state, "", `${window.location.pathname}?${query}`);
	}

	function onChange(event: FormEvent<HTMLFormElement>): void {
		const query = queryOf(event.currentTarget, null);
		// The criterion to add is taken by its button, not by passing over its list.
		query.delete("ajouter");
		read(query);
	}

	function onSubmit(event: FormEvent<HTMLFormElement>): void {
		const submitter = (event.nativeEvent as SubmitEvent).submitter;
		if (submitter?.hasAttribute("formaction")) return;
		event.preventDefault();
		read(queryOf(event.currentTarget, submitter));
		setTurn((before) => before + 1);
	}

	return (
		<form
			action={paths.assessments.simulation(header.id)}
			onChange={onChange}
			onSubmit={onSubmit}
			className="stack-wide"
		>
			<Section
				title="Niveaux à essayer"
				ruled
				lead="Un effort se compte en poids multiplié par les niveaux à gravir ; dites le vôtre s’il vous paraît plus juste."
			>
				<SelectField
					name="cible"
					label="But du plus court chemin"
					options={TARGETS.map((value) => ({ value, label: targetLabels[value] }))}
					defaultValue={wish.target}
				/>
				<p>
					<Button name="chemin" value="oui">
						Chercher le plus court chemin
					</Button>
				</p>
				{!path.ok && (
					<Notice kind="info">
						{path.reason === "NO_RECOMMENDED_APPLICABLE"
							? "Aucun critère recommandé ne vous est posé : relever des niveaux n’y mène pas."
							: "Aucun critère obligatoire ne vous est posé : relever des niveaux n’y mène pas."}
					</Notice>
				)}
				{tried.length > 0 ? (
					<TriedLevels data={data} tried={tried} turn={turn} />
				) : (
					<p>
						{frenchTypography("Aucun critère dans la liste : ce but est déjà atteint. Ajoutez-en un pour essayer.")}
					</p>
				)}
				<SelectField
					key={`ajouter/${turn}`}
					name="ajouter"
					label="Essayer un autre critère"
					placeholder="Choisir un critère"
					options={unlisted.map(({ id }) => ({ value: id, label: `${id} · ${titles[id] ?? ""}` }))}
				/>
				<p className="actions">
					<Button>Ajouter et calculer</Button>
					{mayPlan && simulated.raises.length > 0 && (
						<Button kind="primary" formAction={paths.assessments.newActions(header.id)}>
							Transformer en plan d’action
						</Button>
					)}
				</p>
			</Section>
			<ProjectedOutcome simulated={simulated} rules={file.standard.labelRules} domains={domains} />
		</form>
	);
}
