/** Owns a failure told plainly: what happened, what was kept, what to do, and the reference to quote. */
import type { ReactNode } from "react";

export function ErrorPanel({
	title,
	happened,
	kept,
	todo,
	actions,
	reference,
	labels = { happened: "Ce qui s’est passé", kept: "Ce qui est conservé", todo: "Ce que vous pouvez faire" },
	referenceLabel = "Référence à communiquer",
}: {
	title: string;
	happened: ReactNode;
	kept?: ReactNode;
	todo: ReactNode;
	actions?: ReactNode;
	reference?: string;
	labels?: { readonly happened: string; readonly kept: string; readonly todo: string };
	referenceLabel?: string;
}) {
	return (
		<div className="error-panel">
			<h1>{title}</h1>
			<dl>
				<div>
					<dt>{labels.happened}</dt>
					<dd>{happened}</dd>
				</div>
				{kept && (
					<div>
						<dt>{labels.kept}</dt>
						<dd>{kept}</dd>
					</div>
				)}
				<div>
					<dt>{labels.todo}</dt>
					<dd>{todo}</dd>
				</div>
			</dl>
			{actions && <div className="actions">{actions}</div>}
			{reference && (
				<p className="error-panel-reference">
					{referenceLabel}
					{"\u00a0: "}
					<code>{reference}</code>
				</p>
			)}
		</div>
	);
}
