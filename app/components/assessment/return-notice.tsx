/** Owns what every page of an assessment says at its top once it was given back: why, and which criteria are concerned. */
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";
import type { AssessmentHeader } from "./assessment-crumbs";

/** Nothing for an assessment that was not. */
export function ReturnNotice({ header: { id, returned } }: { header: AssessmentHeader }) {
	if (!returned) return null;
	const { kind, reason, criteria, at } = returned;
	return (
		<Notice
			kind="warning"
			live={false}
			title={frenchTypography(
				kind === "returned"
					? `Renvoyée pour correction par l’équipe nationale le ${formatDate(at)}`
					: `Rouverte par l’équipe nationale le ${formatDate(at)}, à votre demande`,
			)}
		>
			<p className="pre-line">{frenchTypography(reason)}</p>
			{criteria.length > 0 && (
				<p>
					{criteria.length === 1 ? "Critère concerné" : "Critères concernés"}&nbsp;:{" "}
					{criteria.map((criterion, index) => (
						<span key={criterion}>
							{index > 0 && ", "}
							<Link href={paths.assessments.domain(id, criterion.slice(0, 3), criterion)}>{criterion}</Link>
						</span>
					))}
				</p>
			)}
			<p>
				Corrigez, puis signez et envoyez de nouveau.{" "}
				<Link href={paths.assessments.sendings(id)}>Ce qui était envoyé</Link> reste lisible tel quel.
			</p>
		</Notice>
	);
}
