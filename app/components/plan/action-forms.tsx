/** Owns the two forms of an action: who, when and what; then its end. */
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { TextareaField } from "../form/textarea-field";
import { Section } from "../layout/section";

type Typed = Readonly<Partial<Record<string, string>>> | null;

export function EditAction({
	action,
	people,
	typed,
}: {
	action: { readonly ownerId: string; readonly dueOn: string; readonly todo: string; readonly version: number };
	people: readonly { readonly userId: string; readonly name: string }[];
	typed: Typed;
}) {
	const held = people.some(({ userId }) => userId === action.ownerId) ? action.ownerId : "";
	return (
		<Section title="Modifier" ruled>
			<form method="post" className="form">
				<input type="hidden" name="version" value={action.version} />
				<SelectField
					name="ownerId"
					label="Qui la porte"
					required
					placeholder="Choisir une personne"
					options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
					defaultValue={typed?.ownerId ?? held}
				/>
				<TextField
					name="dueOn"
					type="date"
					short
					required
					label="Pour le"
					defaultValue={typed?.dueOn ?? action.dueOn}
				/>
				<TextareaField
					name="todo"
					label="Ce qu’il y a à faire"
					optional="facultatif"
					maxLength={2000}
					defaultValue={typed?.todo ?? action.todo}
				/>
				<p>
					<Button kind="primary" name="intent" value="edit">
						Enregistrer
					</Button>
				</p>
			</form>
		</Section>
	);
}

export function CloseAction({ version, typed }: { version: number; typed: Typed }) {
	return (
		<Section
			title="Clore"
			ruled
			lead="L’action quitte les tâches ; elle reste lisible au plan. La réponse au critère ne change pas."
		>
			<form method="post">
				<input type="hidden" name="version" value={version} />
				<input type="hidden" name="state" value="done" />
				<Button kind="primary" name="intent" value="close">
					C’est fait
				</Button>
			</form>
			<form method="post" className="form">
				<input type="hidden" name="version" value={version} />
				<input type="hidden" name="state" value="abandoned" />
				<TextareaField
					name="reason"
					label="Pourquoi l’abandonner"
					rows={2}
					maxLength={1000}
					defaultValue={typed?.reason ?? ""}
				/>
				<p>
					<Button kind="danger" name="intent" value="close">
						Abandonner l’action
					</Button>
				</p>
			</form>
		</Section>
	);
}
