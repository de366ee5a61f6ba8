/** Owns the forms of a non-conformity: the plan, its acceptance, what was done, its check. One shows at a time. */
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { TextareaField } from "../form/textarea-field";
import { Section } from "../layout/section";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export interface TypedFollow {
	readonly cause: string;
	readonly correction: string;
	readonly action: string;
	readonly ownerId: string;
	readonly dueOn: string;
	readonly reason: string;
	readonly note: string;
	readonly evidence: readonly string[];
}

interface Shared {
	readonly version: number;
	readonly typed: TypedFollow | null;
}

export function ProposePlan({
	version,
	typed,
	people,
	dueOn,
	today,
}: Shared & {
	people: readonly { readonly userId: string; readonly name: string }[];
	dueOn: string;
	today: string;
}) {
	return (
		<Section title="Proposer un plan d’action" ruled>
			<form method="post" className="form">
				<input type="hidden" name="version" value={version} />
				<TextareaField
					name="cause"
					label="Cause"
					hint="Pourquoi l’écart s’est produit."
					rows={3}
					required
					defaultValue={typed?.cause}
				/>
				<TextareaField
					name="correction"
					label="Correction"
					hint="Ce qui répare l’écart lui-même."
					rows={3}
					required
					defaultValue={typed?.correction}
				/>
				<TextareaField
					name="action"
					label="Action corrective"
					hint="Ce qui évite qu’il revienne."
					rows={3}
					required
					defaultValue={typed?.action}
				/>
				<SelectField
					name="ownerId"
					label="Qui la porte"
					placeholder="Choisir une personne"
					required
					defaultValue={typed?.ownerId ?? ""}
					options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
				/>
				<TextField
					name="dueOn"
					type="date"
					label="Pour le"
					hint={
						today <= dueOn
							? frenchTypography(`Au plus tard le ${formatDate(dueOn)}.`)
							: "Le délai est passé : au plus tôt."
					}
					min={today}
					required
					defaultValue={typed?.dueOn}
				/>
				<p>
					<Button kind="primary" name="intent" value="propose">
						Proposer ce plan
					</Button>
				</p>
			</form>
		</Section>
	);
}

export function JudgePlan({ version, typed }: Shared) {
	return (
		<Section title="Votre avis sur ce plan" ruled>
			<form method="post" className="form">
				<input type="hidden" name="version" value={version} />
				<p>Accepté, la CAE le met en œuvre, puis le déclare fait. Renvoyé, elle en propose un autre.</p>
				<TextareaField
					name="reason"
					label="Remarque"
					hint="Nécessaire pour renvoyer le plan ; la CAE la lira."
					rows={3}
					defaultValue={typed?.reason}
				/>
				<p className="actions">
					<Button kind="primary" name="intent" value="accept">
						Accepter ce plan
					</Button>
					<Button name="intent" value="sendBack">
						Renvoyer à la CAE
					</Button>
				</p>
			</form>
		</Section>
	);
}

export function DeclareDone({
	version,
	typed,
	library,
}: Shared & { library: readonly { readonly id: string; readonly title: string }[] }) {
	return (
		<Section title="Dire que c’est fait" ruled>
			<form method="post" className="form">
				<input type="hidden" name="version" value={version} />
				<p>
					Les pièces choisies seront lues par l’équipe d’audit. Une auditrice ou un auditeur dira si l’action suffit.
				</p>
				<TextareaField name="note" label="Ce qui a été fait" rows={3} defaultValue={typed?.note} />
				{library.length > 0 && (
					<fieldset className="checkbox-group">
						<legend>Pièces de votre bibliothèque</legend>
						{library.map(({ id, title }) => (
							<label key={id} className="choice">
								<input type="checkbox" name="evidence" value={id} defaultChecked={typed?.evidence.includes(id)} />{" "}
								{title}
							</label>
						))}
					</fieldset>
				)}
				<p>
					<Button kind="primary" name="intent" value="done">
						Déclarer l’action faite
					</Button>
				</p>
			</form>
		</Section>
	);
}

export function CheckEffect({ version, typed }: Shared) {
	return (
		<Section title="Vérifier que l’action suffit" ruled>
			<form method="post" className="form">
				<input type="hidden" name="version" value={version} />
				<p>Levé, l’écart ne se rouvre plus. Rouvert, la CAE propose un nouveau plan ; son délai ne change pas.</p>
				<TextareaField name="reason" label="Ce que vous avez vérifié" rows={3} required defaultValue={typed?.reason} />
				<p className="actions">
					<Button kind="primary" name="intent" value="lift">
						Lever l’écart
					</Button>
					<Button name="intent" value="reopen">
						Rouvrir l’écart
					</Button>
				</p>
			</form>
		</Section>
	);
}
