/** Owns the fields of a profile one tries: nothing of it is kept, the address holds it all. */
import type { Profile, Term } from "~/domain/standard/standard";
import { Button } from "../form/button";
import { CheckboxGroup } from "../form/checkbox-group";
import { TextField } from "../form/text-field";
import { frenchTypography } from "../text/french";

export function ProfileFields({
	choices,
	profile,
	headcount,
	headcountRefused,
}: {
	choices: {
		readonly sectors: readonly Term[];
		readonly activities: readonly Term[];
		readonly conditions: readonly Term[];
	};
	profile: Profile | null;
	/** As typed, when it was. */
	headcount: string;
	headcountRefused: boolean;
}) {
	return (
		<>
			<CheckboxGroup
				name="filieres"
				label="Filières des activités hébergées"
				options={options(choices.sectors)}
				defaultValues={profile?.sectors}
			/>
			<CheckboxGroup
				name="activites"
				label="Activités particulières"
				options={options(choices.activities)}
				defaultValues={profile?.activities}
			/>
			<TextField
				name="effectif"
				label="Effectif salarié"
				hint="Équipe d’appui et entrepreneurs salariés, en nombre de personnes."
				inputMode="numeric"
				short
				defaultValue={headcount}
				error={
					headcountRefused ? "Un nombre de personnes, par exemple 30. En attendant, le calcul compte zéro." : undefined
				}
			/>
			<CheckboxGroup
				name="situations"
				label="Situation de la CAE"
				options={options(choices.conditions)}
				defaultValues={profile?.conditions}
			/>
			<p>
				<Button kind="primary">Voir les critères</Button>
			</p>
		</>
	);
}

function options(terms: readonly Term[]) {
	return terms.map(({ code, label, note }) => ({
		value: code,
		label: frenchTypography(label),
		hint: note && frenchTypography(note),
	}));
}
