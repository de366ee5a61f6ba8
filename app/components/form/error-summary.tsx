/** Owns the list of what stops a form, each line leading to its field. Takes the focus when it appears. */
import { useEffect, useId, useRef } from "react";

export function ErrorSummary({
	title,
	errors,
	kept,
}: {
	title: string;
	/** `fieldId` is the id given to the field. */
	errors: readonly { readonly fieldId: string; readonly message: string }[];
	/** What was kept, e.g. "Ce que vous avez saisi est toujours là." */
	kept?: string;
}) {
	const titleId = useId();
	const box = useRef<HTMLDivElement>(null);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new list of errors is a new announcement
	useEffect(() => box.current?.focus(), [errors]);
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
						<a href={`#${error.fieldId}`}>{error.message}</a>
					</li>
				))}
			</ul>
		</div>
	);
}
