/** Owns the filters of the network's page: the fields of a GET form, with its button, so that it works without JavaScript. */
import { NOT_KNOWN } from "~/messages.fr";
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";
import type { DashboardWish } from "./dashboard-address";

export function DashboardFilters({
	wish,
	years,
	regions,
	sectors,
	sectorLabel,
	notGiven,
}: {
	wish: DashboardWish;
	years: readonly number[];
	regions: readonly string[];
	sectors: readonly string[];
	sectorLabel: (code: string) => string;
	/** The value that stands for « not given » in both lists. */
	notGiven: string;
}) {
	const option = (label: (value: string) => string) => (value: string) => ({
		value,
		label: value === notGiven ? NOT_KNOWN : label(value),
	});
	return (
		<div className="filters" key={JSON.stringify(wish)}>
			<SelectField
				label="Année"
				name="annee"
				defaultValue={String(wish.year)}
				options={years.map((year) => ({ value: String(year), label: String(year) }))}
			/>
			<SelectField
				label="Région"
				name="region"
				defaultValue={wish.region ?? ""}
				placeholder="Toutes"
				options={regions.map(option((region) => region))}
			/>
			<SelectField
				label="Filière"
				name="filiere"
				defaultValue={wish.sector ?? ""}
				placeholder="Toutes"
				options={sectors.map(option(sectorLabel))}
			/>
			<SelectField
				label="Résultats"
				name="stade"
				defaultValue={wish.stage === "audited" ? "audite" : ""}
				placeholder="Déclarés"
				options={[{ value: "audite", label: "Audités" }]}
			/>
			<SelectField
				label="Mesure"
				name="mesure"
				defaultValue={wish.measure === "maturity" ? "maturite" : ""}
				placeholder="Conformité"
				options={[{ value: "maturite", label: "Maturité" }]}
			/>
			<div>
				<Button>Afficher</Button>
			</div>
		</div>
	);
}
