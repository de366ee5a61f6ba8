/** Owns what accompanies a criterion: last year's level, expected evidence, guidance, source. One gesture away. */
import type { CriterionTexts, SheetRow } from "~/domain/assessment/sheet";
import type { Level } from "~/domain/standard/standard";
import { sourceConfidenceLabels } from "~/messages.fr";
import { LevelMark } from "../display/level-mark";
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
		<aside className="criterion-aside" aria-label={`À côté de ${row.id}`}>
			{row.lastYear !== null && (
				<p>
					L’an dernier : <LevelMark level={row.lastYear} /> {scale[row.lastYear]?.label}
				</p>
			)}
			<details>
				<summary>Preuves attendues et source</summary>
				<ul>
					{row.evidence.map((piece, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: the order of the pieces is theirs for good
						<li key={index}>
							<Printed text={texts?.evidence[index]} />
							{!piece.required && <small> (si elle existe)</small>}
							{piece.maxAgeMonths && <small> (moins de {piece.maxAgeMonths} mois)</small>}
						</li>
					))}
				</ul>
				{row.hasGuidance && <Printed as="p" text={texts?.guidance} />}
				<p className="soft">
					<Printed text={texts?.source} />
					{row.confidence !== "high" && <small> · {sourceConfidenceLabels[row.confidence]}</small>}
				</p>
			</details>
		</aside>
	);
}
