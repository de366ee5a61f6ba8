/** Owns several lines of text. Grows with what is written where the browser can. */
import type { RefObject, TextareaHTMLAttributes } from "react";
import { Field, type FieldTexts } from "./field";

export function TextareaField({
	id,
	label,
	labelHidden,
	hint,
	error,
	optional,
	rows = 4,
	textareaRef,
	...textarea
}: FieldTexts &
	Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className" | "name"> & {
		name: string;
		labelHidden?: boolean;
		textareaRef?: RefObject<HTMLTextAreaElement>;
	}) {
	return (
		<Field id={id} label={label} labelHidden={labelHidden} hint={hint} error={error} optional={optional}>
			{(control) => <textarea ref={textareaRef} rows={rows} {...textarea} {...control} className="input" />}
		</Field>
	);
}
