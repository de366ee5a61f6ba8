/** Owns a criterion as it is read: statement, four levels, evidence, guidance. */
import type { ExpectedEvidence, Level } from "~/domain/standard/standard";
import { LevelMark } from "../display/level-mark";
import { frenchTypography } from "../text/french";
import { evidenceText } from "./evidence-text";

export function CriterionLevels({
	levels,
	scale,
	metFrom,
}: {
	levels: readonly string[];
	scale: readonly { readonly level: Level; readonly label: string }[];
	metFrom: Level;
}) {
	return (
		<dl className="scale">
			{scale.map(({ level, label }) => (
				<div key={level}>
					<dt>
						<LevelMark level={level} /> {label}
						{level === metFrom && <small className="criterion-met">Conforme dès ce niveau</small>}
					</dt>
					<dd>{frenchTypography(levels[level] ?? "")}</dd>
				</div>
			))}
		</dl>
	);
}

export function CriterionEvidence({ evidence }: { evidence: readonly ExpectedEvidence[] }) {
	return (
		<ul>
			{evidence.map((piece) => (
				<li key={piece.label}>{frenchTypography(evidenceText(piece))}</li>
			))}
		</ul>
	);
}
