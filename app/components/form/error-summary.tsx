/** Owns the list of what stops a form, each line leading to its field. Takes the focus when it appears. */
import { type MouseEvent, useEffect, useId, useRef } from "react";

export function ErrorSummary({
	title,
	errors,
	kept,
	answer,
}: {
	title: string;
	/** `fieldId` is the id given to the field. */
	errors: readonly { readonly fieldId: string; readonly message: string }[];
	/** What was kept, e.g. "Ce que vous avez saisi est toujours là." */
	kept?: string;
	/** What the server answered: each new answer takes the focus, the same errors again included. */
	answer?: unknown;
}) {
	const titleId = useId();
	const box = useRef<HTMLDivElement>(null);
	// By what it says: a list made anew at each drawing of the page must not take the focus from a field.
	const news = answer ?? errors.map(({ message }) => message).join("\n");
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new list of errors is a new announcement
	useEffect(() => box.current?.focus(), [news]);
	if (errors.length === 0) {
		return null;
	}
	return (
		<div className="error-summary" role="alert" aria-labelledby={titleId} tabIndex={-1} ref={box}>
			<h2 id={titleId}>{title}</h2>
			{kept && <p>{kept}</p>}
			<ul>
				{errors.map((error) => (
					<li key={error.fieldId}>
						<a href={`#${error.fieldId}`} onClick={goToField}>
							{error.message}
						</a>
					</li>
				))}
			</ul>
		</div>
	);
}

/** Straight into the field: a change of address would make the page forget what the action answered, and what was typed. */
function goToField(event: MouseEvent<HTMLAnchorElement>): void {
	const field = document.getElementById(event.currentTarget.hash.slice(1));
	if (!field) return;
	event.preventDefault();
	field.focus();
}
