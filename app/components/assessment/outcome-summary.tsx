/** Owns what the label rules say of an assessment: the outcome in a word, then each rule with what it has and needs. */
import type { Outcome } from "~/domain/scoring/label-outcome";
import type { OutcomeCheck } from "~/domain/scoring/outcome-checks";
import { outcomeCheckText, outcomeLabels } from "~/messages.fr";
import { Badge, type BadgeKind } from "../display/badge";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { toldChecks } from "./told-checks";

const KINDS: Readonly<Record<Outcome, BadgeKind>> = {
	awarded: "good",
	awardedWithReservations: "info",
	deferred: "warning",
	refused: "danger",
};

export function OutcomeSummary({
	outcome,
	checks,
	unanswered,
}: {
	outcome: Outcome;
	checks: readonly OutcomeCheck[];
	/** While answers are missing no outcome is told: it would only say that they are missing. */
	unanswered: number;
}) {
	const told = toldChecks(checks, unanswered);
	return (
		<div className="stack-tight">
			{unanswered === 0 ? (
				<p className="row">
					<Badge kind={KINDS[outcome]}>{outcomeLabels[outcome]}</Badge>
					<span className="soft">
						Indicatif, d’après vos réponses : l’audit, puis le Conseil d’administration décident.
					</span>
				</p>
			) : (
				<p className="soft">
					Indicatif, d’après vos réponses.{" "}
					{formatCount(unanswered, "critère sans réponse compte", "critères sans réponse comptent")} ici comme non
					atteint{unanswered > 1 && "s"}.
				</p>
			)}
			<ul className="outcome-checks">
				{told.map((check) => (
					<li key={`${check.code}${check.domain ?? ""}`}>
						<Badge kind={check.satisfied ? "good" : "warning"}>{check.satisfied ? "Atteint" : "À atteindre"}</Badge>
						<span>{frenchTypography(outcomeCheckText(check))}</span>
					</li>
				))}
			</ul>
		</div>
	);
}
