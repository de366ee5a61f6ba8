/** Owns running text: paragraphs and points, printed as a French typographer would. */
import { frenchTypography } from "./french";

export function Prose({ paragraphs }: { paragraphs: readonly string[] }) {
	return (
		<div className="stack measure">
			{paragraphs.map((text) => (
				<p key={text}>{frenchTypography(text)}</p>
			))}
		</div>
	);
}

export function Points({ points }: { points: readonly string[] }) {
	return (
		<ul>
			{points.map((text) => (
				<li key={text}>{frenchTypography(text)}</li>
			))}
		</ul>
	);
}
