/** Owns a big number in serif with its sentence: « 53 · CAE engagées sur 71, trois sur quatre ». */
import type { ReactNode } from "react";

export function KeyFigure({
	value,
	unit,
	sentence,
	note,
	large,
}: {
	value: ReactNode;
	/** Set smaller after the number: "%", "sur 71". */
	unit?: string;
	sentence: ReactNode;
	note?: ReactNode;
	large?: boolean;
}) {
	return (
		<p className={large ? "key-figure key-figure-large" : "key-figure"}>
			<span className="key-figure-number">
				{value}
				{unit && (
					<small>
						{"\u202f"}
						{unit}
					</small>
				)}
			</span>{" "}
			<span className="key-figure-sentence">{sentence}</span>
			{note && <span className="key-figure-note">{note}</span>}
		</p>
	);
}

/** A ruled line of key figures. */
export function KeyFigures({ children }: { children: ReactNode }) {
	return (
		<div className="key-figures">
			<div>{children}</div>
		</div>
	);
}
