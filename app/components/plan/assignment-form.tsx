/** Owns the form that gives a domain or a criterion to somebody: what, who, by when, a note. */
import { paths } from "~/paths";
import { Button } from "../form/button";
import { Field } from "../form/field";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { TextareaField } from "../form/textarea-field";
import { Link } from "../layout/link";
import { formatDate } from "../text/format";

export interface AssignableDomain {
	readonly code: string;
	readonly title: string;
	readonly criteria: readonly { readonly id: string; readonly title: string }[];
}

export interface AssignmentFormProps {
	readonly assessmentId: string;
	readonly closesOn: string;
	/** Code of the domain or of the criterion; null: to be chosen. */
	readonly target: string | null;
	readonly domains: readonly AssignableDomain[];
	readonly people: readonly {
		readonly userId: string;
		readonly name: string;
		readonly role: "manager" | "contributor";
		readonly domains: readonly string[] | null;
	}[];
	readonly standing: {
		readonly assigneeId: string;
		readonly dueOn: string;
		readonly note: string;
		readonly version: number;
	} | null;
	/** What was typed and refused. */
	readonly typed: Readonly<Record<string, string>> | null;
}

export function AssignmentForm({
	assessmentId,
	closesOn,
	target,
	domains,
	people,
	standing,
	typed,
}: AssignmentFormProps) {
	const value = (name: "target" | "assigneeId" | "dueOn" | "note", standingValue: string) =>
		typed?.[name] ?? standingValue;
	const known = people.some(({ userId }) => userId === standing?.assigneeId) ? (standing?.assigneeId ?? "") : "";
	return (
		<form method="post" className="form">
			<input type="hidden" name="version" value={standing?.version ?? 0} />
			{target === null ? (
				<TargetField domains={domains} defaultValue={value("target", "")} />
			) : (
				<input type="hidden" name="target" value={target} />
			)}
			<SelectField
				name="assigneeId"
				label="Confié à"
				hint={
					target === null
						? "Une personne ne répond qu’aux domaines qui lui sont confiés."
						: "Les personnes de l’équipe qui répondent à ce domaine."
				}
				required
				defaultValue={value("assigneeId", known || (people.length === 1 ? (people[0]?.userId ?? "") : ""))}
				placeholder="Choisir une personne"
				options={people.map(({ userId, name, role, domains: answered }) => ({
					value: userId,
					label: `${name} (${role === "manager" ? "gérance" : answered === null ? "tous les domaines" : answered.join(", ")})`,
				}))}
			/>
			<TextField
				name="dueOn"
				type="date"
				label="Pour le"
				hint={`Dernier jour pour répondre, au plus tard le ${formatDate(closesOn)}.`}
				required
				short
				max={closesOn}
				defaultValue={value("dueOn", standing?.dueOn ?? "")}
			/>
			<TextareaField
				name="note"
				label="Note"
				optional="facultatif"
				hint="Lue par toute l’équipe : ce qu’il faut chercher, à qui demander. 500 signes au plus."
				maxLength={500}
				rows={3}
				defaultValue={value("note", standing?.note ?? "")}
			/>
			<p className="actions">
				<Button kind="primary" name="intent" value="assign">
					{standing ? "Enregistrer" : "Confier"}
				</Button>
				<Link href={paths.assessments.plan(assessmentId)}>Revenir au plan</Link>
			</p>
		</form>
	);
}

function TargetField({ domains, defaultValue }: { domains: readonly AssignableDomain[]; defaultValue: string }) {
	return (
		<Field
			label="Domaine ou critère"
			hint="Un critère confié à part l’emporte sur son domaine : le reste du domaine ne change pas de mains."
		>
			{(control) => (
				<select {...control} name="target" className="input" required defaultValue={defaultValue}>
					<option value="">Choisir un domaine ou un critère</option>
					{domains.map(({ code, title, criteria }) => (
						<optgroup key={code} label={title}>
							<option value={code}>{`${code} · tout le domaine`}</option>
							{criteria.map((criterion) => (
								<option key={criterion.id} value={criterion.id}>{`${criterion.id} · ${criterion.title}`}</option>
							))}
						</optgroup>
					))}
				</select>
			)}
		</Field>
	);
}
