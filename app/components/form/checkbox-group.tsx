/** Owns several boxes (or radio buttons) under one question, in a fieldset. */
import { useId } from "react";
import { FieldError, type FieldTexts } from "./field";

export interface ChoiceOption {
	readonly value: string;
	readonly label: string;
	readonly hint?: string;
	readonly disabled?: boolean;
}

export function CheckboxGroup({
	id,
	name,
	label,
	hint,
	error,
	optional,
	options,
	defaultValues = [],
	type = "checkbox",
}: FieldTexts & {
	id?: string;
	name: string;
	options: readonly ChoiceOption[];
	defaultValues?: readonly string[];
	/** "radio" for a single answer. */
	type?: "checkbox" | "radio";
}) {
	const generated = useId();
	const groupId = id ?? generated;
	const describedBy = [hint && `${groupId}-aide`, error && `${groupId}-erreur`].filter(Boolean).join(" ");
	return (
		<fieldset className="field" id={groupId} tabIndex={-1} aria-describedby={describedBy || undefined}>
			<legend>
				{label}
				{optional && <span className="field-optional"> ({optional})</span>}
			</legend>
			{hint && (
				<p className="field-hint" id={`${groupId}-aide`}>
					{hint}
				</p>
			)}
			{error && <FieldError id={`${groupId}-erreur`}>{error}</FieldError>}
			<div>
				{options.map((option) => (
					<label key={option.value} className="choice">
						<input
							type={type}
							name={name}
							value={option.value}
							defaultChecked={defaultValues.includes(option.value)}
							disabled={option.disabled}
						/>
						<span>
							{option.label}
							{option.hint && <small>{option.hint}</small>}
						</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
