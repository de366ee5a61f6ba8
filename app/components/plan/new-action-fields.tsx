/** Owns the fields of one action to plan: whether, who, by when, what to do. */
import type { Level } from "~/domain/standard/standard";
import { Badge } from "../display/badge";
import { DomainMark } from "../display/domain-mark";
import { LevelMark } from "../display/level-mark";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { TextareaField } from "../form/textarea-field";
import { frenchTypography } from "../text/french";

export interface NewActionRow {
	readonly id: string;
	readonly title: string;
	readonly domain: string;
	readonly blocking: boolean;
	readonly from: Level | null;
	readonly to: Level;
	readonly asked: string;
	readonly people: readonly { readonly userId: string; readonly name: string }[];
	readonly ownerId: string;
	/** An action is open for it already. */
	readonly planned: boolean;
}

export function NewActionFields({
	row,
	dueOn,
	typed,
}: {
	row: NewActionRow;
	dueOn: string;
	/** What was typed and refused, by name of field; null: nothing was. */
	typed: Readonly<Record<string, string>> | null;
}) {
	const { id, title, domain, blocking, from, to, asked, people, ownerId, planned } = row;
	return (
		<fieldset className="field">
			<legend>
				<DomainMark code={domain} /> {frenchTypography(`${id} · ${title}`)}{" "}
				{blocking && <Badge kind="blocking">Bloquant</Badge>}
			</legend>
			<p>
				<LevelMark level={from} label={from === null ? "sans niveau" : `niveau ${from}`} /> →{" "}
				<LevelMark level={to} label={`niveau ${to}`} /> {frenchTypography(`« ${asked} »`)}
			</p>
			{planned ? (
				<p className="soft">Une action est déjà ouverte pour ce critère : elle est au plan.</p>
			) : (
				<>
					<label className="choice">
						<input
							type="checkbox"
							name="critere"
							value={id}
							defaultChecked={typed === null || typed[`critere-${id}`] === "oui"}
						/>
						<span>{`Planifier cette action pour ${id}`}</span>
					</label>
					<input type="hidden" name={`niveau-${id}`} value={to} />
					<SelectField
						name={`personne-${id}`}
						label={`Qui porte ${id}`}
						options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
						defaultValue={typed?.[`personne-${id}`] ?? ownerId}
					/>
					<TextField
						name={`jour-${id}`}
						type="date"
						short
						label={`Pour le (${id})`}
						defaultValue={typed?.[`jour-${id}`] ?? dueOn}
					/>
					<TextareaField
						name={`faire-${id}`}
						label={`Ce qu’il y a à faire (${id})`}
						optional="facultatif"
						rows={2}
						maxLength={2000}
						defaultValue={typed?.[`faire-${id}`] ?? ""}
					/>
				</>
			)}
		</fieldset>
	);
}
