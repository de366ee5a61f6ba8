/** Owns what an audit would notice at once, told before the answers are sent. */
import type { XRaySign } from "~/domain/assessment/x-ray";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { X_RAY_WORDS } from "./x-ray-words";

export interface SignedCriterion {
	readonly id: string;
	readonly title: string;
	readonly domain: string;
	readonly sign: XRaySign;
}

export interface ShownContradiction {
	readonly id: string;
	readonly message: string;
	readonly criteria: readonly { readonly id: string; readonly title: string; readonly domain: string }[];
}

export function XRaySection({
	assessmentId,
	signs,
	metWithoutEvidence,
	contradictions,
}: {
	assessmentId: string;
	signs: readonly SignedCriterion[];
	metWithoutEvidence: number;
	contradictions: readonly ShownContradiction[];
}) {
	if (signs.length === 0 && metWithoutEvidence === 0 && contradictions.length === 0) return null;
	return (
		<Section title="Ce que l’audit remarquerait" ruled lead="Rien de ceci n’empêche d’envoyer.">
			{contradictions.length > 0 && (
				<div className="missing-domain">
					<h3>
						Réponses qui se contredisent <small>{formatCount(contradictions.length, "contradiction")}</small>
					</h3>
					<p className="soft">{frenchTypography("L’audit demandera laquelle est juste : relisez-les ensemble.")}</p>
					<ul>
						{contradictions.map(({ id, message, criteria }) => (
							<li key={id}>
								{frenchTypography(message)}{" "}
								{criteria.map((criterion, index) => (
									<span key={criterion.id}>
										{index > 0 && " et "}
										<Link href={paths.assessments.domain(assessmentId, criterion.domain, criterion.id)}>
											{criterion.id}
										</Link>
									</span>
								))}
							</li>
						))}
					</ul>
				</div>
			)}
			{X_RAY_WORDS.map(([sign, title, why]) => {
				const criteria = signs.filter((one) => one.sign === sign);
				if (criteria.length === 0) return null;
				return (
					<div key={sign} className="missing-domain">
						<h3>
							{title} <small>{formatCount(criteria.length, "critère")}</small>
						</h3>
						<p className="soft">{frenchTypography(why)}</p>
						<ul>
							{criteria.map((criterion) => (
								<li key={criterion.id}>
									<Link href={paths.assessments.evidence(assessmentId, criterion.id)}>{criterion.id}</Link>{" "}
									{frenchTypography(criterion.title)}
								</li>
							))}
						</ul>
					</div>
				);
			})}
			{metWithoutEvidence > 0 && (
				<p>
					{frenchTypography(
						`${formatCount(metWithoutEvidence, "réponse conforme demande une pièce et n’en a", "réponses conformes demandent une pièce et n’en ont")} aucune ici. Les pièces nominatives ne se déposent pas : tenez les autres prêtes, l’audit les demandera.`,
					)}
				</p>
			)}
		</Section>
	);
}
