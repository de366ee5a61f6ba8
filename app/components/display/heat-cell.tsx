/** Owns one cell of a heatmap: five steps of ink with the number written, so that it reads in black and white. */
import { Link } from "../layout/link";

export type HeatStep = 0 | 1 | 2 | 3 | 4;

/** Upper bounds, in fractions, of the first four steps. */
const BOUNDS = [0.5, 0.65, 0.8, 0.9] as const;

/** Which of the five steps a fraction 0..1 falls in. */
export function heatStep(fraction: number, bounds: readonly [number, number, number, number] = BOUNDS): HeatStep {
	const step = bounds.findIndex((bound) => fraction < bound);
	return (step === -1 ? 4 : step) as HeatStep;
}

export function HeatCell({
	fraction,
	text,
	href,
	bounds,
	label,
}: {
	/** null: nothing to show (not engaged, not answered). */
	fraction: number | null;
	/** The number as read, e.g. "82"; for null, e.g. "–". */
	text: string;
	href?: string;
	bounds?: readonly [number, number, number, number];
	/** Read instead of the bare text, e.g. "Alpes Coop, Juridique : 82 %". */
	label?: string;
}) {
	const step = fraction === null ? "heat-none" : `heat-${heatStep(fraction, bounds)}`;
	return (
		<td className={`heat ${step}`}>
			{href ? (
				<Link href={href} aria-label={label}>
					{text}
				</Link>
			) : (
				text
			)}
		</td>
	);
}

/** The legend of the five steps, as words: ["moins de 50 %", …]. */
export function HeatScale({
	labels,
	title,
}: {
	labels: readonly [string, string, string, string, string];
	title: string;
}) {
	return (
		<ol className="heat-scale" aria-label={title}>
			{labels.map((label, step) => (
				<li key={label} className={`heat heat-${step}`}>
					{label}
				</li>
			))}
		</ol>
	);
}
