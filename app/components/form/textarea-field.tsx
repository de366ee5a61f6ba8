/** Owns several lines of text. Grows with what is written where the browser can. */
import type { TextareaHTMLAttributes } from "react";
import { Field, type FieldTexts } from "./field";

export function TextareaField({
	id,
	label,
	labelHidden,
	hint,
	error,
	optional,
	rows = 4,
	...textarea
}: FieldTexts &
	Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className" | "name"> & { name: string; labelHidden?: boolean }) {
	return (
		<Field id={id} label={label} labelHidden={labelHidden} hint={hint} error={error} optional={optional}>
			{(control) => <textarea rows={rows} {...textarea} {...control} className="input" />}
		</Field>
	);
}
