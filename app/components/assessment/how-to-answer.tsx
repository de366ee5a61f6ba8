/** Owns what holds for every answer: the scale, what proves a level, what is never asked. Said by the standard itself. */
import type { ScaleLevel } from "~/domain/standard/standard";
import { LevelMark } from "../display/level-mark";
import { Section } from "../layout/section";
import { frenchTypography } from "../text/french";

export function HowToAnswer({
	title = "Pour répondre",
	scale,
	notes,
	notice,
}: {
	title?: string;
	scale: readonly ScaleLevel[];
	notes: readonly string[];
	notice: string;
}) {
	return (
		<Section title={title} ruled>
			<dl className="scale">
				{scale.map(({ level, label, meaning }) => (
					<div key={level}>
						<dt>
							<LevelMark level={level} /> {label}
						</dt>
						<dd>{frenchTypography(meaning)}</dd>
					</div>
				))}
			</dl>
			<ul>
				{notes.map((note) => (
					<li key={note}>{frenchTypography(note)}</li>
				))}
			</ul>
			<p className="soft small">{frenchTypography(notice)}</p>
		</Section>
	);
}
