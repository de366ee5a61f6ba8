/** Owns what the label rules say of an assessment: the outcome in a word, then each rule with what it has and needs. */
import type { Outcome } from "~/domain/scoring/label-outcome";
import type { OutcomeCheck } from "~/domain/scoring/outcome-checks";
import { outcomeLabels, outcomeCheckText } from "~/messages.fr";
import { Badge, type BadgeKind } from "../display/badge";
import { frenchTypography } from "../text/french";

const KINDS: Readonly<Record<Outcome, BadgeKind>> = {
	awarded: "good",
	awardedWithReservations: "info",
	deferred: "warning",
	refused: "danger",
};

/** The three rules a board member reads first; the floors are told only when they are what is missing. */
const ALWAYS: readonly OutcomeCheck["code"][] = ["BLOCKING_MET", "MANDATORY_MET", "RECOMMENDED_SHARE"];

export function OutcomeSummary({
	outcome,
	checks,
	indicative,
}: {
	outcome: Outcome;
	checks: readonly OutcomeCheck[];
	/** True before the audit: only the cooperative sees it, and it decides nothing. */
	indicative: boolean;
}) {
	return (
		<div className="outcome">
			<p className="row">
				<Badge kind={KINDS[outcome]}>{outcomeLabels[outcome]}</Badge>
				{indicative && <span className="soft">indicatif : seul l’audit, puis le Conseil d’administration décident</span>}
			</p>
			<ul className="outcome-checks">
				{checks.filter((check) => ALWAYS.includes(check.code) || !check.satisfied).map((check) => (
					<li key={`${check.code}${check.domain ?? ""}`} className={check.satisfied ? "outcome-met" : "outcome-unmet"}>
						<Badge kind={check.satisfied ? "good" : "warning"}>{check.satisfied ? "Atteint" : "À atteindre"}</Badge>{" "}
						{frenchTypography(outcomeCheckText(check))}
					</li>
				))}
			</ul>
		</div>
	);
}
