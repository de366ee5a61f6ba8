/** Owns what accompanies the page of one criterion: the years before, the last visit, the evidence. */
import type { EarlierSaid } from "~/domain/assessment/earlier-answers";
import type { AuditorRemark } from "~/domain/audit/last-remarks";
import type { CriterionPlan as Plan } from "~/domain/plan/around";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { CriterionPlan } from "../plan/criterion-plan";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { AnswerShown, type Scale } from "./answer-shown";
import { remarkText } from "./criterion-around";

export function CriterionMargin({
	assessmentId,
	criterionId,
	earlier,
	visit,
	evidence,
	canAttach,
	plan,
	canAssign,
	scale,
}: {
	assessmentId: string;
	criterionId: string;
	/** Null when there is none, or when it is not to be read here. */
	earlier: (EarlierSaid & { readonly year: number }) | null;
	visit: { readonly year: number | null; readonly remarks: readonly AuditorRemark[] };
	/** How many pieces are attached. */
	evidence: number;
	canAttach: boolean;
	plan: Plan | undefined;
	canAssign: boolean;
	scale: Scale;
}) {
	return (
		<>
			{earlier && earlier.answers.length > 0 && (
				<div className="stack-tight">
					<h2>{`Réponse de ${earlier.year}`}</h2>
					{earlier.answers.map(({ level, from, words }) => (
						<div key={from ?? criterionId}>
							{from && <p className="soft small">{from}</p>}
							<AnswerShown
								answer={{ level, notApplicable: level === null, reason: "", comment: words }}
								scale={scale}
							/>
						</div>
					))}
					{earlier.note && <p>{frenchTypography(`Ce qui a changé : ${earlier.note}`)}</p>}
				</div>
			)}
			{visit.remarks.length > 0 && (
				<div className="stack-tight">
					<h2>Remarque de l’audit</h2>
					{visit.remarks.map((remark) => (
						<p key={remark.from ?? criterionId}>{remarkText(remark, visit.year, scale)}</p>
					))}
				</div>
			)}
			{(plan || canAssign) && (
				<div className="stack-tight">
					<h2>Qui s’en charge</h2>
					<CriterionPlan assessmentId={assessmentId} criterionId={criterionId} plan={plan} assigns={canAssign} />
				</div>
			)}
			<div className="stack-tight">
				<h2>Pièces</h2>
				<p>
					{evidence === 0 ? "Aucune pièce jointe. " : `${formatCount(evidence, "pièce jointe", "pièces jointes")}. `}
					<Link href={paths.assessments.evidence(assessmentId, criterionId)}>
						{canAttach ? "Joindre ou voir les pièces" : "Voir les pièces"}
					</Link>
				</p>
			</div>
		</>
	);
}
