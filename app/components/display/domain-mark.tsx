/** Owns the sign of a domain: its pictogram, its letter code, and its hue. Codes are data: an unknown one gets the neutral sign. */
const PICTOGRAMS: Readonly<Record<string, string>> = {
	// scales, columns of figures, two people, a path walked together, a place
	JUR: "M8 2v12M4.5 14h7M2.5 4.5h11M4 4.5L1.8 9.5h4.4zM12 4.5L9.8 9.5h4.4z",
	FIN: "M2 14h12M3.5 11.5v-3M6.5 11.5v-6M9.5 11.5v-4M12.5 11.5V2.5",
	RHU: "M5.5 7a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.5 14v-1.5a4 4 0 0 1 8 0V14M10.5 2.6a2.3 2.3 0 0 1 0 4.3M12 9.2a4 4 0 0 1 2.5 3.3V14",
	ACC: "M3 14c0-4 10-3 10-7.5A3.5 3.5 0 0 0 9.5 3H5M7.5.8L5 3l2.5 2.2",
	ANC: "M8 14.5s5-4.6 5-8.3a5 5 0 0 0-10 0c0 3.7 5 8.3 5 8.3zM8 8a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 8 8z",
};
const NEUTRAL = "M3 2.5h10v11H3zM5.5 6h5M5.5 9h5";

/** The class that sets --hue and --hue-tint on a block: `<section className={domainHue("JUR")}>`. */
export function domainHue(code: string): string {
	return code in PICTOGRAMS ? `hue-${code.toLowerCase()}` : "";
}

/** `alone`: the sign without the code, where a criterion's own code says it beside. */
export function DomainMark({
	code,
	name,
	size = 18,
	alone = false,
}: {
	code: string;
	name?: string;
	size?: number;
	alone?: boolean;
}) {
	return (
		<span className={`domain-mark ${domainHue(code)}`}>
			<svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
				<path
					d={PICTOGRAMS[code] ?? NEUTRAL}
					fill="none"
					stroke="currentColor"
					strokeWidth="1.4"
					strokeLinejoin="round"
					strokeLinecap="round"
				/>
			</svg>
			{!alone && code}
			{name && <span className="domain-name">{name}</span>}
		</span>
	);
}
