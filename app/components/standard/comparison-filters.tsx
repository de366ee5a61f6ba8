/** Owns the choice of what a comparison shows: an earlier version, a domain, a kind of change. */
import { Form } from "@remix-run/react";
import { COMPARED_KINDS, type ComparedKind, type StandardComparison } from "~/domain/standard/comparison";
import type { ShownVersion } from "~/domain/standard/shown-version";
import { comparedKindLabel } from "~/messages.comparison.fr";
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";

export function ComparisonFilters({
	action,
	wish,
	comparison: { before, domains, counts },
	earlier = [],
}: {
	action: string;
	wish: { readonly domain: string | null; readonly kind: ComparedKind | null };
	comparison: Pick<StandardComparison, "before" | "domains" | "counts">;
	/** What it can be compared with, the version it follows first; a choice from two on. */
	earlier?: readonly ShownVersion[];
}) {
	return (
		<Form
			method="get"
			action={action}
			role="search"
			aria-label="Filtrer les critères"
			className="filters no-print"
			key={JSON.stringify([wish, before.version])}
		>
			{earlier.length > 1 && (
				<SelectField
					label="Comparer avec"
					name="depuis"
					defaultValue={before.version}
					options={earlier.map(({ version }) => ({ value: version, label: `Version ${version}` }))}
				/>
			)}
			<SelectField
				label="Domaine"
				name="domaine"
				defaultValue={wish.domain ?? ""}
				placeholder="Tous"
				options={domains.map(({ code, title }) => ({ value: code, label: title }))}
			/>
			<SelectField
				label="Changement"
				name="changement"
				defaultValue={wish.kind ?? ""}
				placeholder="Tous sauf inchangés"
				options={COMPARED_KINDS.filter((kind) => counts[kind] > 0).map((kind) => ({
					value: kind,
					label: `${comparedKindLabel(kind)} (${counts[kind]})`,
				}))}
			/>
			<div>
				<Button>Filtrer</Button>
			</div>
		</Form>
	);
}
