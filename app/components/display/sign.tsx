/** Owns the small signs that double a colour: tick, cross, bang, info, block. Always beside words, never alone. */
const PATHS = {
	tick: "M2.5 8.5l3.5 3.8L13.5 4",
	cross: "M4 4l8 8M12 4l-8 8",
	bang: "M8 2v7.5M8 13v.6",
	info: "M8 7v6.5M8 2.6v.6",
	block: "M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM4.8 8h6.4",
} as const;

export type SignName = keyof typeof PATHS;

export function Sign({ name, size = 16 }: { name: SignName; size?: number }) {
	return (
		<svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
			<path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
		</svg>
	);
}
