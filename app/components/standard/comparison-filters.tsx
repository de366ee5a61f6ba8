/** Owns the choice of what a comparison shows: a domain, a kind of change. */
import { Form } from "@remix-run/react";
import { COMPARED_KINDS, type ComparedKind, type StandardComparison } from "~/domain/standard/comparison";
import { comparedKindLabels } from "~/messages.comparison.fr";
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";

export function ComparisonFilters({
	action,
	wish,
	comparison: { domains, counts },
}: {
	action: string;
	wish: { readonly domain: string | null; readonly kind: ComparedKind | null };
	comparison: Pick<StandardComparison, "domains" | "counts">;
}) {
	return (
		<Form
			method="get"
			action={action}
			role="search"
			aria-label="Filtrer les critères"
			className="filters no-print"
			key={JSON.stringify(wish)}
		>
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
					label: `${comparedKindLabels[kind]} (${counts[kind]})`,
				}))}
			/>
			<div>
				<Button>Filtrer</Button>
			</div>
		</Form>
	);
}
