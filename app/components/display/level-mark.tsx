/** Owns a level as filled segments (▱▱▱ to ▰▰▰), dashed when there is no answer, with its words for whoever can't see them. */
import type { Level } from "~/domain/standard/standard";

const SEGMENTS = ["M2.9 1h7.6L8.6 9H1z", "M13.9 1h7.6l-1.9 8H12z", "M24.9 1h7.6l-1.9 8H23z"];

const SHAPE = "niveau";

/** The drawing, once in the document: a hundred marks refer to it, and their class fills it. */
export function LevelMarkShape() {
	return (
		<svg className="level-mark-shape" aria-hidden="true" focusable="false">
			<symbol id={SHAPE} viewBox="0 0 33.5 10">
				{SEGMENTS.map((d, index) => (
					<path key={d} d={d} className={`level-segment-${index + 1}`} />
				))}
			</symbol>
		</svg>
	);
}

/** Leave `label` out only when the level is also written beside it. */
export function LevelMark({ level, label, size = 10 }: { level: Level | null; label?: string; size?: number }) {
	return (
		<span className={`level-mark level-mark-${level ?? "none"}`}>
			<svg height={size} width={size * 3.35} aria-hidden="true">
				<use href={`#${SHAPE}`} />
			</svg>
			{label && <span className="visually-hidden">{label}</span>}
		</span>
	);
}
