/** Owns pairs of a term and its value, ruled. `narrow` keeps them one under the other (margin column). */
import type { ReactNode } from "react";

export interface Definition {
	readonly term: string;
	readonly value: ReactNode;
}

export function DefinitionList({ items, narrow }: { items: readonly Definition[]; narrow?: boolean }) {
	return (
		<dl className={narrow ? "definitions definitions-narrow" : "definitions"}>
			{items.map((item) => (
				<div key={item.term}>
					<dt>{item.term}</dt>
					<dd>{item.value}</dd>
				</div>
			))}
		</dl>
	);
}
