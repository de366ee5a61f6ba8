/** Owns the key of the bands. */
import { frenchTypography } from "../text/french";

const KEYS = [
	["band-window", "Période de la visite"],
	["band-target", "Meilleur moment"],
	["band-placed", "Proposée"],
	["band-settled", "Fixée"],
] as const;

export function BandKeys() {
	return (
		<ul className="band-keys">
			{KEYS.map(([name, label]) => (
				<li key={name}>
					<svg viewBox="0 0 24 16" aria-hidden="true" focusable="false">
						<rect className={name} x={2} y={4} width={20} height={8} />
					</svg>
					{frenchTypography(label)}
				</li>
			))}
		</ul>
	);
}
