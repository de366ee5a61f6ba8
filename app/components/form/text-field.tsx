/** Owns a line of text. `short` for dates, codes and numbers. */
import type { InputHTMLAttributes } from "react";
import { Field, type FieldTexts } from "./field";

export function TextField({
	id,
	label,
	labelHidden,
	hint,
	error,
	optional,
	short,
	...input
}: FieldTexts &
	Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "name"> & {
		name: string;
		labelHidden?: boolean;
		short?: boolean;
	}) {
	return (
		<Field id={id} label={label} labelHidden={labelHidden} hint={hint} error={error} optional={optional}>
			{(control) => <input type="text" {...input} {...control} className={short ? "input input-short" : "input"} />}
		</Field>
	);
}
