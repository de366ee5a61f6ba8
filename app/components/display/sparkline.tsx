/** Owns a trend in a line of text: inline SVG, the last point marked, the words in `label`. Gaps (null) break nothing: they are skipped. */

export function Sparkline({
	values,
	label,
	min = 0,
	max,
	width = 96,
	height = 22,
}: {
	values: readonly (number | null)[];
	/** Read instead of the drawing: "Conformité de 2022 à 2026 : 61, 70, 78, 84 %". */
	label: string;
	min?: number;
	max?: number;
	width?: number;
	height?: number;
}) {
	const top = max ?? Math.max(1, ...values.map((value) => value ?? 0));
	const step = values.length > 1 ? (width - 6) / (values.length - 1) : 0;
	const points = values.flatMap((value, index) =>
		value === null ? [] : [{ x: 3 + index * step, y: height - 3 - ((value - min) / (top - min || 1)) * (height - 6) }],
	);
	const last = points.at(-1);
	return (
		<svg
			className="sparkline"
			viewBox={`0 0 ${width} ${height}`}
			width={width}
			height={height}
			role="img"
			aria-label={label}
		>
			<polyline points={points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(" ")} />
			{last && <circle cx={last.x.toFixed(1)} cy={last.y.toFixed(1)} r="2.8" />}
		</svg>
	);
}
