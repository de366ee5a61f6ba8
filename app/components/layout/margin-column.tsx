/** Owns the two columns: what is read, and what accompanies it (beside from 1100 px, folded under it on a phone). */
import type { ReactNode } from "react";
import { Margin } from "./margin";

export function MarginColumn({ label, margin, children }: { label: string; margin: ReactNode; children: ReactNode }) {
	return (
		<div className="with-margin">
			<div className="stack-wide">{children}</div>
			<Margin landmark label={label}>
				{margin}
			</Margin>
		</div>
	);
}
