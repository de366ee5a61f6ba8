/** Owns the wiring of one field: label, hint, error, and aria-describedby. The control is the child, given its ids. */
import { type ReactNode, useId } from "react";
import { Sign } from "../display/sign";

export interface FieldTexts {
	readonly label: ReactNode;
	readonly hint?: ReactNode;
	readonly error?: string;
	/** Shown after the label; every other field is expected to be filled. */
	readonly optional?: string;
}

export interface ControlProps {
	readonly id: string;
	readonly "aria-describedby"?: string;
	readonly "aria-invalid"?: true;
}

export function Field({
	id,
	label,
	labelHidden,
	hint,
	error,
	optional,
	children,
}: FieldTexts & {
	/** Fix it when an error summary links to the field. */
	id?: string;
	labelHidden?: boolean;
	children: (control: ControlProps) => ReactNode;
}) {
	const generated = useId();
	const controlId = id ?? generated;
	const hintId = `${controlId}-aide`;
	const errorId = `${controlId}-erreur`;
	const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(" ");
	return (
		<div className="field">
			<label htmlFor={controlId} className={labelHidden ? "visually-hidden" : undefined}>
				{label}
				{optional && <span className="field-optional">{` (${optional})`}</span>}
			</label>
			{hint && (
				<p className="field-hint" id={hintId}>
					{hint}
				</p>
			)}
			{error && <FieldError id={errorId}>{error}</FieldError>}
			{children({
				id: controlId,
				"aria-describedby": describedBy || undefined,
				"aria-invalid": error ? true : undefined,
			})}
		</div>
	);
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
	return (
		<p className="field-error" id={id}>
			<Sign name="bang" size={14} />
			<span>{children}</span>
		</p>
	);
}
