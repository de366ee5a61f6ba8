/** Owns the headcounts of a cooperative as they are written: one small form per year given, one for a year to add. */
import { Form } from "@remix-run/react";
import { Button } from "../form/button";
import { TextField } from "../form/text-field";
import { Notice } from "../layout/notice";
import type { YearHeadcount } from "./headcount-table";

export interface RefusedHeadcount {
	readonly error: string;
	readonly year: string;
	readonly headcount: string;
	readonly known: string;
}

export function HeadcountForms({
	headcounts,
	year,
	refused,
}: {
	headcounts: readonly YearHeadcount[];
	/** The current one, proposed when it is not given yet. */
	year: number;
	refused: RefusedHeadcount | null;
}) {
	const isAdding = refused !== null && !headcounts.some((one) => String(one.year) === refused.year);
	const missing = headcounts.some((one) => one.year === year) ? "" : String(year);
	return (
		<div className="stack" id="effectifs">
			{refused && <Notice kind="error">{refused.error}</Notice>}
			{headcounts.map((one) => (
				<Form method="post" className="headcount-form" key={`${one.year} ${one.headcount}`}>
					<input type="hidden" name="intent" value="headcount" />
					<input type="hidden" name="year" value={one.year} />
					<input type="hidden" name="known" value={one.headcount} />
					<TextField
						name="headcount"
						label={`Effectif en ${one.year}`}
						inputMode="numeric"
						required
						short
						defaultValue={refused?.year === String(one.year) ? refused.headcount : String(one.headcount)}
					/>
					<Button small aria-label={`Corriger l’effectif de ${one.year}`}>
						Corriger
					</Button>
				</Form>
			))}
			<Form method="post" className="headcount-form" key={`add ${headcounts.length}`}>
				<input type="hidden" name="intent" value="headcount" />
				<TextField
					name="year"
					label="Année à ajouter"
					inputMode="numeric"
					required
					short
					defaultValue={isAdding ? refused.year : missing}
				/>
				<TextField
					name="headcount"
					label="Effectif"
					inputMode="numeric"
					required
					short
					defaultValue={isAdding ? refused.headcount : ""}
				/>
				<Button small>Ajouter l’année</Button>
			</Form>
		</div>
	);
}
