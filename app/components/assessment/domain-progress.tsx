/** Owns where an assessment stands, domain by domain: filled and conform side by side, and the next thing to do. */
import type { DomainScore } from "~/domain/scoring/score-assessment";
import { paths } from "~/paths";
import { DomainMark, domainHue } from "../display/domain-mark";
import { Gauge } from "../display/gauge";
import { ButtonLink } from "../form/button";
import { Link } from "../layout/link";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

export interface DomainStanding {
	readonly code: string;
	readonly title: string;
	readonly score: DomainScore | null;
	readonly missingCount: number;
	readonly firstMissing: string | null;
	readonly mayAnswer: boolean;
	/** Names of who answers this domain, for the cooperative's own people. */
	readonly answeredBy: readonly string[];
}

export function DomainProgress({
	assessmentId,
	domains,
}: {
	assessmentId: string;
	domains: readonly DomainStanding[];
}) {
	return (
		<ol className="domain-progress">
			{domains.map(({ code, title, score, missingCount, firstMissing, mayAnswer, answeredBy }) => (
				<li key={code} className={domainHue(code)}>
					<h3>
						<DomainMark code={code} /> <Link href={paths.assessments.domain(assessmentId, code)}>{title}</Link>
					</h3>
					{score && (
						<div className="gauge-pair">
							<Gauge
								variant="filled"
								label="Rempli"
								value={score.answered}
								max={score.applicable}
								text={`${score.answered} sur ${score.applicable}`}
							/>
							<Gauge variant="conform" label="Conformité" value={score.conformity.num} max={score.conformity.den} />
						</div>
					)}
					<div className="domain-progress-next">
						{missingCount === 0 ? (
							"Complet"
						) : mayAnswer ? (
							<ButtonLink small href={paths.assessments.domain(assessmentId, code, firstMissing ?? undefined)}>
								{score?.answered === 0 ? "Commencer" : `Continuer (${missingCount})`}
							</ButtonLink>
						) : (
							formatCount(missingCount, "critère sans réponse", "critères sans réponse")
						)}
						{!mayAnswer && answeredBy.length > 0 && (
							<p className="small soft">{frenchTypography(`Y répond : ${answeredBy.join(", ")}`)}</p>
						)}
					</div>
				</li>
			))}
		</ol>
	);
}
