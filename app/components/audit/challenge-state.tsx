/** Owns how the challenge of a team is told on the audit's page and on its own: who, why, what was answered. The report prints the same. */
import type { ChallengeOutcome } from "~/domain/audit/challenge";
import { paths } from "~/paths";
import { ButtonLink } from "../form/button";
import { Section } from "../layout/section";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export interface ToldChallenge {
	readonly auditorName: string | null;
	readonly reason: string;
	/** ISO instants. */
	readonly madeAt: string;
	readonly outcome: ChallengeOutcome | null;
	readonly answer: string;
	readonly answeredAt: string | null;
}

/** @param until last day to challenge; null: it is no longer possible */
export function ChallengeState({
	auditId,
	challenge,
	until,
	may,
}: {
	auditId: string;
	challenge: ToldChallenge | null;
	until: string | null;
	may: { readonly challenge: boolean; readonly answerChallenge: boolean };
}) {
	const open = until !== null && may.challenge;
	if (!challenge && !open) return null;
	const waiting = challenge?.outcome === null && may.answerChallenge;
	return (
		<Section
			title="Récusation"
			ruled
			lead={
				open
					? frenchTypography(
							`Vous pouvez récuser une personne de l’équipe, une seule fois et par motif écrit, jusqu’au ${formatDate(until)}.`,
						)
					: undefined
			}
		>
			<div className="stack">
				{challenge && <ChallengeText challenge={challenge} />}
				{(open || waiting) && (
					<p>
						<ButtonLink kind={waiting ? "primary" : "secondary"} href={paths.audits.challenge(auditId)}>
							{waiting ? "Répondre à la récusation" : "Récuser une personne de l’équipe"}
						</ButtonLink>
					</p>
				)}
			</div>
		</Section>
	);
}

export function ChallengeText({ challenge }: { challenge: ToldChallenge }) {
	const { auditorName, reason, madeAt, outcome, answer, answeredAt } = challenge;
	const who = auditorName ?? "Une personne de l’équipe";
	return (
		<div className="stack">
			<div>
				<p>
					<strong>{frenchTypography(`${who} : ${OUTCOMES[outcome ?? "waiting"]}`)}</strong>
				</p>
				<p className="pre-line">{frenchTypography(reason)}</p>
				<p className="soft small">Récusation de la CAE du {formatDate(madeAt)}</p>
			</div>
			{outcome && answeredAt && (
				<div>
					<p className="pre-line">{frenchTypography(answer)}</p>
					<p className="soft small">Réponse de l’équipe nationale du {formatDate(answeredAt)}</p>
				</div>
			)}
		</div>
	);
}

const OUTCOMES = {
	waiting: "récusation en attente de réponse",
	accepted: "récusation acceptée",
	refused: "récusation refusée",
} as const;
