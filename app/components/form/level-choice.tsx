/** Owns the answer to one criterion: its four descriptors as radio buttons, a row that becomes a column, and "non applicable". */
import type { ChangeEvent, ReactNode } from "react";
import type { Level } from "~/domain/standard/standard";
import { Printed } from "../text/printed";
import { FieldError } from "./field";

export interface LevelOption {
	readonly level: Level;
	/** From the standard's scale: "En place". */
	readonly label: string;
	/** The criterion's own words for this level. */
	readonly descriptor: string | undefined;
}

export const NOT_APPLICABLE = "notApplicable";

/** The submitted value is "0".."3" or `notApplicable`. */
export function LevelChoice({
	id,
	name,
	legend,
	legendHidden,
	options,
	defaultValue,
	metFrom,
	metLabel = "Conforme dès ce niveau",
	notApplicable,
	disabled,
	error,
	describedBy,
	onChange,
}: {
	id?: string;
	name: string;
	/** The question itself: the criterion's statement, or hidden words when it is written elsewhere. */
	legend: ReactNode;
	legendHidden?: boolean;
	options: readonly LevelOption[];
	defaultValue?: Level | typeof NOT_APPLICABLE | null;
	metFrom?: Level;
	metLabel?: string;
	/** Absent when the criterion can't be set aside by hand. */
	notApplicable?: { readonly label: string; readonly hint?: string };
	disabled?: boolean;
	error?: string;
	/** id of the statement, read with the group. */
	describedBy?: string;
	onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
}) {
	const errorId = `${id ?? name}-erreur`;
	const described = [describedBy, error && errorId].filter(Boolean).join(" ");
	return (
		<fieldset className="levels" id={id} disabled={disabled} aria-describedby={described || undefined}>
			<legend className={legendHidden ? "visually-hidden" : undefined}>{legend}</legend>
			{error && <FieldError id={errorId}>{error}</FieldError>}
			<div className="levels-row">
				{options.map(({ level, label, descriptor }) => (
					<label key={level} className={level === metFrom ? "level level-threshold" : "level"}>
						<input type="radio" name={name} value={level} defaultChecked={defaultValue === level} onChange={onChange} />
						<span className="level-name">{label}</span>
						{level === metFrom && <span className="level-met">{metLabel}</span>}
						<Printed className="level-text" text={descriptor} />
					</label>
				))}
			</div>
			{notApplicable && (
				<label className="level level-none">
					<input
						type="radio"
						name={name}
						value={NOT_APPLICABLE}
						defaultChecked={defaultValue === NOT_APPLICABLE}
						onChange={onChange}
					/>
					<span className="level-name">{notApplicable.label}</span>
					{notApplicable.hint && <span className="level-text">{notApplicable.hint}</span>}
				</label>
			)}
		</fieldset>
	);
}
