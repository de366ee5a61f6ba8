/** Owns what surrounds one criterion of the sheet, once the page is alive. */
import type { AuditorRemark } from "~/domain/audit/last-remarks";
import type { Level } from "~/domain/standard/standard";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { CriterionPlan } from "../plan/criterion-plan";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { useAround } from "./use-around";

type Scale = readonly { readonly level: Level; readonly label: string }[];

export function CriterionAround({ criterionId, scale }: { criterionId: string; scale: Scale }) {
	const { surroundings, assessmentId } = useAround();
	if (!surroundings) return null;
	const around = surroundings.criteria[criterionId];
	return (
		<div className="stack-tight">
			{around?.remarks?.map((remark) => (
				<p key={remark.from ?? criterionId}>{remarkText(remark, surroundings.visitYear, scale)}</p>
			))}
			<CriterionPlan
				assessmentId={assessmentId}
				criterionId={criterionId}
				plan={around?.plan}
				assigns={surroundings.assigns}
			/>
			<p>
				<Link href={paths.assessments.criterion(assessmentId, criterionId)}>
					{around?.threads
						? `${formatCount(around.threads, "échange ouvert", "échanges ouverts")} et historique de ${criterionId}`
						: `Échanges et historique de ${criterionId}`}
				</Link>
			</p>
		</div>
	);
}

/** "Dernière visite (2024) : niveau 1 constaté, En cours. « … »" */
export function remarkText(
	{ level, notApplicable, note, from }: AuditorRemark,
	year: number | null,
	scale: Scale,
): string {
	const found = notApplicable
		? "non applicable."
		: level === null
			? ""
			: `niveau ${level} constaté, ${scale[level]?.label.toLowerCase() ?? ""}.`;
	const about = from ? `, ${from}` : "";
	return frenchTypography(`Dernière visite (${year}${about}) : ${found}${note === "" ? "" : ` « ${note} »`}`);
}
