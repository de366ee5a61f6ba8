/** Owns what a simulation says: the outcome before and after with the rules, then each domain. Never more than indicative. */
import type { Simulated } from "~/domain/plan/simulation";
import { outcomeChecks } from "~/domain/scoring/outcome-checks";
import type { Projection } from "~/domain/scoring/project-score";
import type { LabelRules } from "~/domain/standard/standard";
import { outcomeLabels } from "~/messages.fr";
import { OutcomeSummary } from "../assessment/outcome-summary";
import { DomainMark, domainHue } from "../display/domain-mark";
import { Gauge } from "../display/gauge";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

const unanswered = ({ score }: Projection) => score.applicable - score.answered;

export function ProjectedOutcome({
	simulated,
	rules,
	domains,
}: {
	simulated: Simulated;
	rules: LabelRules;
	domains: readonly { readonly code: string; readonly title: string }[];
}) {
	const { before, after, raises, effort } = simulated;
	return (
		<>
			<Section title="Ce que cela changerait" ruled lead={<span role="status">{sentence()}</span>}>
				<div className="gauge-pair">
					<Gauge
						variant="conform"
						label="Obligatoires conformes aujourd’hui"
						value={before.score.conformity.num}
						max={before.score.conformity.den}
					/>
					<Gauge
						variant="conform"
						label="Avec ces niveaux"
						value={after.score.conformity.num}
						max={after.score.conformity.den}
						goal={after.score.conformity.den}
					/>
				</div>
				<h3>Aujourd’hui</h3>
				<Outcome projection={before} rules={rules} />
				<h3>Avec ces niveaux</h3>
				<Outcome projection={after} rules={rules} />
			</Section>
			<Section title="Domaine par domaine" ruled>
				<ol className="plain-list stack-wide">
					{domains.map(({ code, title }) => {
						const [then, now] = [after.score.domains[code], before.score.domains[code]];
						if (!then || !now || then.conformity.den === 0) return null;
						return (
							<li key={code} className={domainHue(code)}>
								<h3>
									<DomainMark code={code} /> {title}
								</h3>
								<div className="gauge-pair">
									<Gauge variant="conform" label="Aujourd’hui" value={now.conformity.num} max={now.conformity.den} />
									<Gauge
										variant="conform"
										label="Avec ces niveaux"
										value={then.conformity.num}
										max={then.conformity.den}
									/>
								</div>
							</li>
						);
					})}
				</ol>
			</Section>
		</>
	);

	function sentence(): string {
		if (raises.length === 0 && before.outcome === after.outcome) {
			return frenchTypography("Rien ne change : aucun niveau n’est relevé. Indicatif.");
		}
		const told = `${formatCount(raises.length, "critère relevé", "critères relevés")}, effort ${effort}`;
		const known = unanswered(after) === 0;
		const outcome = known
			? `${unanswered(before) === 0 ? outcomeLabels[before.outcome] : "Incomplet"} → ${outcomeLabels[after.outcome]}`
			: `${formatCount(unanswered(after), "critère reste", "critères restent")} sans réponse`;
		return frenchTypography(`${told} : ${outcome}. Indicatif.`);
	}
}

function Outcome({ projection, rules }: { projection: Projection; rules: LabelRules }) {
	return (
		<OutcomeSummary
			outcome={projection.outcome}
			checks={outcomeChecks(rules, projection.score)}
			unanswered={unanswered(projection)}
		/>
	);
}
