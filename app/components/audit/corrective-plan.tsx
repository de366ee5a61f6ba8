/** Owns one corrective plan as it was proposed, judged, done and checked. */
import { paths } from "~/paths";
import { DefinitionList } from "../display/definition-list";
import { Link } from "../layout/link";
import { formatDate, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";

export interface ShownPlan {
	readonly number: number;
	readonly cause: string;
	readonly correction: string;
	readonly action: string;
	readonly ownerName: string;
	readonly dueOn: string;
	readonly proposedAt: string;
	readonly accepted: boolean | null;
	readonly verdictReason: string;
	readonly judgedAt: string | null;
	readonly doneNote: string;
	readonly doneAt: string | null;
	readonly evidence: readonly { readonly id: string; readonly title: string | null }[];
	readonly effective: boolean | null;
	readonly checkReason: string;
	readonly checkedAt: string | null;
}

export function CorrectivePlan({ plan, cooperativeId }: { plan: ShownPlan; cooperativeId: string }) {
	const { judgedAt, accepted, doneAt, checkedAt, effective, evidence } = plan;
	const lines = (text: string) => <span className="pre-line">{frenchTypography(text)}</span>;
	return (
		<DefinitionList
			items={[
				{ term: "Proposé le", value: formatDateTime(plan.proposedAt) },
				{ term: "Cause", value: lines(plan.cause) },
				{ term: "Correction", value: lines(plan.correction) },
				{ term: "Action corrective", value: lines(plan.action) },
				{ term: "Qui, et pour quand", value: `${plan.ownerName}, ${formatDate(plan.dueOn)}` },
				...(judgedAt
					? [
							{
								term: accepted ? "Accepté le" : "Renvoyé le",
								value: lines(`${formatDateTime(judgedAt)}${plan.verdictReason && ` : ${plan.verdictReason}`}`),
							},
						]
					: []),
				...(doneAt
					? [{ term: "Fait le", value: lines(`${formatDateTime(doneAt)}${plan.doneNote && ` : ${plan.doneNote}`}`) }]
					: []),
				...(evidence.length > 0
					? [
							{
								term: "Pièces",
								value: (
									<ul>
										{evidence.map(({ id, title }) => (
											<li key={id}>
												{title === null ? (
													"Une pièce confidentielle"
												) : (
													<Link href={paths.evidence.one(cooperativeId, id)}>{title}</Link>
												)}
											</li>
										))}
									</ul>
								),
							},
						]
					: []),
				...(checkedAt
					? [
							{
								term: effective ? "Vérifié le" : "Jugé insuffisant le",
								value: lines(`${formatDateTime(checkedAt)} : ${plan.checkReason}`),
							},
						]
					: []),
			]}
		/>
	);
}
