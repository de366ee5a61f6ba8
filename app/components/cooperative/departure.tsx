/** Owns the departure of a cooperative from the network: what follows from it, said before it is recorded. */
import { Form } from "@remix-run/react";
import { Button } from "../form/button";
import { TextField } from "../form/text-field";
import { Notice } from "../layout/notice";
import { formatDate } from "../text/format";

export function Departure({
	version,
	memberUntil,
	refused,
}: {
	version: number;
	memberUntil: string | null;
	refused: { readonly error: string; readonly lastDay: string } | null;
}) {
	return (
		<div className="stack" id="depart">
			{refused && <Notice kind="error">{refused.error}</Notice>}
			{memberUntil !== null && (
				<Form method="post" className="stack">
					<input type="hidden" name="intent" value="departure" />
					<input type="hidden" name="version" value={version} />
					<input type="hidden" name="lastDay" value="" />
					<p>{`Dernier jour dans le réseau : ${formatDate(memberUntil)}.`}</p>
					<p>
						<Button>Annuler le départ</Button>
					</p>
				</Form>
			)}
			<details open={refused !== null}>
				<summary>{memberUntil === null ? "Enregistrer un départ du réseau" : "Changer le dernier jour"}</summary>
				<Form method="post" className="form departure-form" key={`${version} ${memberUntil}`}>
					<input type="hidden" name="intent" value="departure" />
					<input type="hidden" name="version" value={version} />
					<p>Après ce jour :</p>
					<ul>
						<li>la CAE ne compte plus parmi les membres dans les chiffres du réseau ;</li>
						<li>elle n’ouvre plus d’auto-évaluation ; celle qui est ouverte peut encore être envoyée ;</li>
						<li>
							ses visites planifiées, ses résultats et ses décisions restent : annulez vous-même ce qui doit l’être ;
						</li>
						<li>ses personnes gardent leur accès jusqu’à ce que leurs rôles soient retirés.</li>
					</ul>
					<p>Le départ peut être annulé ici, à tout moment.</p>
					<TextField
						id="lastDay"
						name="lastDay"
						type="date"
						label="Dernier jour dans le réseau"
						required
						defaultValue={refused?.lastDay ?? memberUntil ?? ""}
					/>
					<label className="choice">
						<input type="checkbox" name="confirmed" value="oui" required /> J’ai lu ce qui suit le départ
					</label>
					<p>
						<Button kind="danger">Enregistrer le départ</Button>
					</p>
				</Form>
			</details>
		</div>
	);
}
