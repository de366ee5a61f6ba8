/** Owns what the plan says beside a criterion: « Confié à Léa, pour le 30 novembre 2026 », and the actions under way. */
import type { CriterionPlan as Plan } from "~/domain/plan/around";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export function CriterionPlan({
	assessmentId,
	criterionId,
	plan,
	assigns,
}: {
	assessmentId: string;
	criterionId: string;
	plan: Plan | undefined;
	/** Whether the reader may give the criterion to somebody, or take it. */
	assigns: boolean;
}) {
	const given = plan?.given;
	return (
		<>
			{(given || assigns) && (
				<p>
					{given &&
						frenchTypography(
							`Confié à ${given.name ?? "une personne qui n’est plus là"}, pour le ${formatDate(given.dueOn)}. ${given.note}`,
						)}{" "}
					{assigns && (
						<Link
							href={paths.assessments.assign(assessmentId, criterionId)}
							aria-label={`${given ? "Modifier qui en est chargé" : "Confier ce critère"} : ${criterionId}`}
						>
							{given ? "Modifier" : "Confier ce critère"}
						</Link>
					)}
				</p>
			)}
			{plan?.actions?.map(({ id, cooperativeId, name, dueOn, toLevel, todo }) => (
				<p key={id}>
					<Link href={paths.cooperatives.action(cooperativeId, id)}>
						{frenchTypography(`Action : passer au niveau ${toLevel}`)}
					</Link>
					{frenchTypography(`, ${name ?? "personne en charge à trouver"}, pour le ${formatDate(dueOn)}. ${todo}`)}
				</p>
			))}
		</>
	);
}
