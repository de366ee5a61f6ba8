/** Owns a criterion on paper: all of its text, close together. */
import type { Criterion, Level } from "~/domain/standard/standard";
import { applicabilityText, criterionTypeLabels, sourceConfidenceLabels } from "~/messages.fr";
import { frenchTypography } from "../text/french";
import { CriterionEvidence, CriterionLevels } from "./criterion-text";

export function WholeCriterion({
	criterion,
	scale,
	terms,
}: {
	criterion: Criterion;
	scale: readonly { readonly level: Level; readonly label: string }[];
	terms: Readonly<Record<string, string>>;
}) {
	const { id, title, statement, type, blocking, weight, source, applicability } = criterion;
	const facts = [criterionTypeLabels[type], ...(blocking ? ["bloquant"] : []), `poids ${weight}`];
	const scope = applicability.scope === "all" ? [] : [applicabilityText(applicability, terms)];
	return (
		<article className="whole-criterion" id={id}>
			<h4>
				<span className="criterion-code">{id}</span> {frenchTypography(title)}
			</h4>
			<p className="serif-text">{frenchTypography(statement)}</p>
			<p className="small soft">{frenchTypography([...facts, ...scope].join(" · "))}</p>
			<CriterionLevels levels={criterion.levels} scale={scale} metFrom={criterion.metFrom} />
			<div className="small">
				<CriterionEvidence evidence={criterion.evidence} />
				{criterion.guidance && <p>{frenchTypography(criterion.guidance)}</p>}
				<p className="soft">
					{frenchTypography(source.text)}
					{source.confidence !== "high" && ` (${sourceConfidenceLabels[source.confidence].toLowerCase()})`}
				</p>
			</div>
		</article>
	);
}
