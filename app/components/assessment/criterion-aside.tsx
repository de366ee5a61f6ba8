/** Owns what accompanies a criterion: last year's level, expected evidence, guidance, source. One gesture away. */
import type { CriterionTexts, SheetRow } from "~/domain/assessment/sheet";
import type { ExpectedEvidence, Level } from "~/domain/standard/standard";
import { sourceConfidenceLabels } from "~/messages.fr";
import { LevelMark } from "../display/level-mark";
import { Margin } from "../layout/margin";
import { Printed } from "../text/printed";

export function CriterionAside({
	row,
	texts,
	scale,
}: {
	row: SheetRow;
	texts: CriterionTexts | undefined;
	scale: readonly { readonly level: Level; readonly label: string }[];
}) {
	return (
		<Margin className="criterion-aside" label="Preuves, source et repères">
			{row.lastYear !== null && (
				<p>
					L’an dernier : <LevelMark level={row.lastYear} /> {scale[row.lastYear]?.label}
				</p>
			)}
			<div className="stack-tight">
				<h4>Preuves attendues</h4>
				<ul className="evidence">
					{Array.from({ length: row.evidenceCount }, (_, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: the order of the pieces is theirs for good
						<Printed key={index} as="li" text={evidenceText(texts?.evidence[index])} />
					))}
				</ul>
				{row.hasGuidance && (
					<>
						<h4>Pour répondre</h4>
						<Printed as="p" text={texts?.guidance} />
					</>
				)}
				<h4>Source</h4>
				<p>
					<Printed text={texts?.source} />
					{row.confidence !== "high" && <small> · {sourceConfidenceLabels[row.confidence]}</small>}
				</p>
			</div>
		</Margin>
	);
}

function evidenceText(piece: ExpectedEvidence | undefined): string | undefined {
	if (!piece) return undefined;
	const age = piece.maxAgeMonths ? `, de moins de ${piece.maxAgeMonths} mois` : "";
	return `${piece.label}${age}${piece.required ? "" : " (si elle existe)"}`;
}
