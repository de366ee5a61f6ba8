/** Owns a level as filled segments (▱▱▱ to ▰▰▰), with its words for whoever can't see them. */
import type { Level } from "~/domain/standard/standard";

const SEGMENTS = ["M2.9 1h7.6L8.6 9H1z", "M13.9 1h7.6l-1.9 8H12z", "M24.9 1h7.6l-1.9 8H23z"];

export function LevelMark({ level, label, size = 10 }: { level: Level | null; label?: string; size?: number }) {
	return (
		<span className="level-mark" role={label ? "img" : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
			<svg viewBox="0 0 33.5 10" height={size} width={size * 3.35} aria-hidden="true" focusable="false">
				{SEGMENTS.map((d, index) => (
					<path
						key={d}
						d={d}
						stroke="currentColor"
						fill={level !== null && index < level ? "currentColor" : "none"}
						strokeDasharray={level === null ? "1.5 1.5" : undefined}
					/>
				))}
			</svg>
		</span>
	);
}
