/** Owns a choice in a list too long for radio buttons. */
import type { SelectHTMLAttributes } from "react";
import { Field, type FieldTexts } from "./field";

export interface SelectOption {
	readonly value: string;
	readonly label: string;
	readonly disabled?: boolean;
}

export function SelectField({
	id,
	label,
	labelHidden,
	hint,
	error,
	optional,
	options,
	placeholder,
	...select
}: FieldTexts &
	Omit<SelectHTMLAttributes<HTMLSelectElement>, "className" | "name"> & {
		name: string;
		labelHidden?: boolean;
		options: readonly SelectOption[];
		/** First entry with an empty value, e.g. "Choisir une région". */
		placeholder?: string;
	}) {
	return (
		<Field id={id} label={label} labelHidden={labelHidden} hint={hint} error={error} optional={optional}>
			{(control) => (
				<select {...select} {...control} className="input">
					{placeholder !== undefined && <option value="">{placeholder}</option>}
					{options.map((option) => (
						<option key={option.value} value={option.value} disabled={option.disabled}>
							{option.label}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}
