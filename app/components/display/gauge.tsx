/** Owns a progress bar with its words. Filled is a ruler of ticks in ink, conform a solid bar in accent: never confused. */
import type { ReactNode } from "react";
import { percentDone } from "~/domain/assessment/completeness";

export type GaugeVariant = "filled" | "conform";

/** Over this many, ticks would run together: the ruler becomes a plain thin line. */
const MOST_TICKS = 60;

export function Gauge({
	variant,
	label,
	value,
	max,
	text,
	detail,
	goal,
	compact,
}: {
	variant: GaugeVariant;
	label: string;
	value: number;
	max: number;
	/** The value in words, e.g. "64 sur 108". Default: floored percent. */
	text?: string;
	detail?: ReactNode;
	/** Same unit as `value`: a threshold drawn across the bar. */
	goal?: number;
	/** One line, for table cells: the bar, then the value; the label is left to the column's header. */
	compact?: boolean;
}) {
	const percent = percentDone(Math.min(Math.max(value, 0), max), max);
	return (
		<div className={compact ? "gauge gauge-compact" : "gauge"}>
			<div className="gauge-text">
				<span className={compact ? "visually-hidden" : undefined}>{label}</span>{" "}
				<span className="gauge-value">{text ?? `${percent}\u202f%`}</span>
			</div>
			<svg className="gauge-bar" height="10" aria-hidden="true" focusable="false">
				{variant === "filled" ? <Ruler value={value} max={max} percent={percent} /> : <Bar percent={percent} />}
				{goal !== undefined && max > 0 && (
					<line className="gauge-goal" x1={`${(goal / max) * 100}%`} x2={`${(goal / max) * 100}%`} y1="-3" y2="13" />
				)}
			</svg>
			{detail && <span className="gauge-detail">{detail}</span>}
		</div>
	);
}

function Bar({ percent }: { percent: number }) {
	return (
		<>
			<rect className="gauge-track" width="100%" height="9" y="0.5" />
			<rect className="gauge-fill" width={`${percent}%`} height="10" />
		</>
	);
}

function Ruler({ value, max, percent }: { value: number; max: number; percent: number }) {
	if (max > MOST_TICKS || max < 1) {
		return (
			<>
				<line className="gauge-ticks-off" x2="100%" y1="5" y2="5" strokeWidth="1.5" />
				<rect className="gauge-ruler" width={`${percent}%`} height="4" y="3" />
			</>
		);
	}
	return (
		<svg viewBox={`0 0 ${max} 10`} width="100%" height="10" preserveAspectRatio="none" aria-hidden="true">
			<line className="gauge-ticks-off" x2={max} y1="5" y2="5" strokeWidth="5" strokeDasharray="0.7 0.3" />
			<line className="gauge-ticks-on" x2={Math.floor(value)} y1="5" y2="5" strokeWidth="8" strokeDasharray="0.7 0.3" />
		</svg>
	);
}
