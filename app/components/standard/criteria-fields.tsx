/** Owns the fields of the search among the criteria of a version. The form is the page's. */
import { CRITERION_CLASSES, type CriteriaFilter } from "~/domain/standard/criterion-search";
import { criterionClassLabels } from "~/messages.standard.fr";
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { frenchTypography } from "../text/french";

export function CriteriaFields({
	filter,
	choices,
}: {
	filter: CriteriaFilter;
	choices: {
		readonly domains: readonly { readonly code: string; readonly title: string }[];
		readonly sectors: readonly { readonly code: string; readonly label: string }[];
	};
}) {
	return (
		<>
			<TextField
				label="Rechercher"
				hint="Dans le titre, l’énoncé, les niveaux et les preuves."
				name="recherche"
				type="search"
				maxLength={100}
				defaultValue={filter.search}
			/>
			<div className="filters">
				<SelectField
					label="Domaine"
					name="domaine"
					defaultValue={filter.domain ?? ""}
					placeholder="Tous"
					options={choices.domains.map(({ code, title }) => ({ value: code, label: `${code} · ${title}` }))}
				/>
				<SelectField
					label="Nature"
					name="nature"
					defaultValue={filter.class ?? ""}
					placeholder="Toutes"
					options={CRITERION_CLASSES.map((value) => ({ value, label: criterionClassLabels[value] }))}
				/>
				<SelectField
					label="Propres à une filière"
					name="filiere"
					defaultValue={filter.sector ?? ""}
					placeholder="Toutes"
					options={choices.sectors.map(({ code, label }) => ({ value: code, label: frenchTypography(label) }))}
				/>
				<TextField
					label="Effectif de la CAE"
					name="effectif"
					inputMode="numeric"
					pattern="[0-9]{1,5}"
					defaultValue={filter.headcount === null ? "" : String(filter.headcount)}
				/>
				<div>
					<Button kind="primary">Chercher</Button>
				</div>
			</div>
		</>
	);
}
