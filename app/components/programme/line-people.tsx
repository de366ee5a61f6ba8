/** Owns who could make a visit on the days chosen: who may, with what they bring, and who may not, with the reason. */
import type { PlanRule } from "~/domain/programme/programme-plan";
import { breachLabels } from "~/messages.programme.fr";
import { Section } from "../layout/section";
import { formatCount, formatNumber } from "../text/format";
import { frenchTypography } from "../text/french";

export interface LinePerson {
	readonly id: string;
	readonly name: string;
	readonly kilometres: number | null;
	/** Other visits of the year. */
	readonly load: number;
	readonly domains: readonly string[];
	readonly knowsSector: boolean;
	readonly refused: readonly PlanRule[];
	readonly warned: readonly PlanRule[];
}

export function lineOption({ id, name, kilometres, load, domains, warned }: LinePerson) {
	const said = [
		kilometres !== null && kilometres > 0 && `${formatNumber(kilometres)} km`,
		formatCount(load, "autre visite", "autres visites"),
		domains.length > 0 ? domains.join(" ") : "domaines non renseignés",
		warned.length > 0 && "avertissement",
	].filter(Boolean);
	return { value: id, label: frenchTypography(`${name} (${said.join(", ")})`) };
}

export function LinePeople({ people }: { people: readonly LinePerson[] }) {
	const noticed = people.filter(({ refused, warned }) => refused.length + warned.length > 0);
	if (noticed.length === 0) return null;
	return (
		<Section title="Ce que les règles disent de chaque personne ces jours-là" ruled>
			<ul className="refused-auditors">
				{noticed.map(({ id, name, refused, warned }) => (
					<li key={id}>
						<strong>{name}</strong>{" "}
						<span className="soft">
							{refused.length > 0 ? "ne peut pas y aller" : "peut y aller, avec un avertissement"}
						</span>
						<ul>
							{[...refused, ...warned].map((rule) => (
								<li key={rule}>{frenchTypography(breachLabels[rule])}</li>
							))}
						</ul>
					</li>
				))}
			</ul>
		</Section>
	);
}
