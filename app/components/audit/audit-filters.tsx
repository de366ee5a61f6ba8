/** Owns how the list of audits is looked at: by month or by weeks, and narrowed to a person or a cooperative. */
import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button, ButtonLink } from "../form/button";
import { SelectField } from "../form/select-field";
import { Link } from "../layout/link";

export interface AuditsLook {
	readonly view: "month" | "weeks";
	/** "2026-03" */
	readonly month: string;
	readonly filter: { readonly person: string | null; readonly cooperative: string | null };
}

interface Choice {
	readonly id: string;
	readonly name: string;
}

/** The address of the same look, changed in part. */
export function auditsAddress(
	{ view, month, filter }: AuditsLook,
	change: { readonly view?: AuditsLook["view"]; readonly month?: string; readonly page?: number } = {},
): string {
	const shown = change.view ?? view;
	return paths.audits.list({
		vue: shown === "weeks" ? "semaines" : undefined,
		mois: shown === "month" ? (change.month ?? month) : undefined,
		personne: filter.person ?? undefined,
		cae: filter.cooperative ?? undefined,
		page: change.page,
	});
}

export function AuditViews({ look }: { look: AuditsLook }) {
	const views = [
		["month", "Par mois"],
		["weeks", "Par semaine"],
	] as const;
	return (
		<nav aria-label="Présentation" className="tabs">
			<ul>
				{views.map(([view, label]) => (
					<li key={view}>
						<Link href={auditsAddress(look, { view })} aria-current={view === look.view ? "page" : undefined}>
							{label}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}

/** Nothing to choose from: no form. */
export function AuditFilters({
	look,
	choices,
}: {
	look: AuditsLook;
	choices: { readonly people: readonly Choice[]; readonly cooperatives: readonly Choice[] };
}) {
	const { people, cooperatives } = choices;
	if (people.length < 2 && cooperatives.length < 2) return null;
	const { person, cooperative } = look.filter;
	const options = (list: readonly Choice[]) => list.map(({ id, name }) => ({ value: id, label: name }));
	return (
		<Form method="get" className="filters" key={`${person} ${cooperative}`}>
			{look.view === "weeks" ? (
				<input type="hidden" name="vue" value="semaines" />
			) : (
				<input type="hidden" name="mois" value={look.month} />
			)}
			<SelectField
				label="CAE"
				name="cae"
				placeholder="Toutes"
				defaultValue={cooperative ?? ""}
				options={options(cooperatives)}
			/>
			<SelectField
				label="Dans l’équipe d’audit"
				name="personne"
				placeholder="Tout le monde"
				defaultValue={person ?? ""}
				options={options(people)}
			/>
			<div className="actions">
				<Button>Afficher</Button>
				{(person || cooperative) && (
					<ButtonLink kind="quiet" href={auditsAddress({ ...look, filter: { person: null, cooperative: null } })}>
						Tout voir
					</ButtonLink>
				)}
			</div>
		</Form>
	);
}
