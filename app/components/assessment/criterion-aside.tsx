/** Owns what accompanies a criterion: the answer of the last year, expected evidence, guidance, source. One gesture away. */
import type { CriterionTexts, EarlierAnswer, SheetRow } from "~/domain/assessment/sheet";
import type { ExpectedEvidence, Level } from "~/domain/standard/standard";
import { sourceConfidenceLabels } from "~/messages.fr";
import { CriterionPhotos } from "../evidence/criterion-photos";
import { Link } from "../layout/link";
import { Margin } from "../layout/margin";
import { Printed } from "../text/printed";
import { CriterionAround } from "./criterion-around";

type Scale = readonly { readonly level: Level; readonly label: string }[];

export function CriterionAside({
	row,
	texts,
	scale,
	year,
	evidenceHref,
	editable,
}: {
	row: SheetRow;
	texts: CriterionTexts | undefined;
	scale: Scale;
	/** Of the earlier answers. */
	year: number | undefined;
	/** The page of its evidence; null until the page is alive. */
	evidenceHref: string | null;
	editable: boolean;
}) {
	return (
		<Margin
			className="criterion-aside"
			label={row.earlier ? `Réponse de ${year}, preuves et source` : "Preuves, source et repères"}
		>
			{row.earlier?.map((answer, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the order of the answers is theirs for good
				<p key={index}>
					{`En ${year}${answer.from ? ` (${answer.from})` : ""}\u00a0: ${saidOf(answer, scale)}`}
					{answer.written && <Printed className="earlier-words" text={texts?.earlierWords?.[index]} />}
				</p>
			))}
			<CriterionAround criterionId={row.id} scale={scale} />
			<div className="stack-tight">
				<h4>Preuves attendues</h4>
				<ul className="evidence">
					{Array.from({ length: row.evidenceCount }, (_, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: the order of the pieces is theirs for good
						<Printed key={index} as="li" text={evidenceText(texts?.evidence[index])} />
					))}
				</ul>
				{evidenceHref && (
					<p>
						<Link href={evidenceHref}>{editable ? "Joindre ou voir les pièces" : "Voir les pièces jointes"}</Link>
					</p>
				)}
				<CriterionPhotos criterionId={row.id} />
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

function saidOf({ level }: EarlierAnswer, scale: Scale): string {
	return level === null ? "non applicable" : `niveau ${level}, ${scale[level]?.label ?? ""}`;
}

function evidenceText(piece: ExpectedEvidence | undefined): string | undefined {
	if (!piece) return undefined;
	const age = piece.maxAgeMonths ? `, de moins de ${piece.maxAgeMonths} mois` : "";
	return `${piece.label}${age}${piece.required ? "" : " (si elle existe)"}`;
}
