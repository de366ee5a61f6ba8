/** Owns a cooperative's part of the home: where we stand, what comes next, who is on it. */
import type { LabelOutcome } from "~/domain/scoring/label-outcome";
import type { OutcomeCheck } from "~/domain/scoring/outcome-checks";
import type { DomainScore } from "~/domain/scoring/score-assessment";
import { paths } from "~/paths";
import type { AssessmentHeader } from "../assessment/assessment-crumbs";
import { DomainProgress, type DomainStanding } from "../assessment/domain-progress";
import { OutcomeSummary } from "../assessment/outcome-summary";
import { OwnDomains } from "../assessment/own-domains";
import { ReturnNotice } from "../assessment/return-notice";
import { Gauge } from "../display/gauge";
import { StandardVersion } from "../display/standard-version";
import { ButtonLink } from "../form/button";
import { EmptyState } from "../layout/empty-state";
import { Link } from "../layout/link";
import { Margin } from "../layout/margin";
import { Section } from "../layout/section";
import type { TaskLine } from "../plan/task-words";
import { formatCount, formatDate, formatDateTime } from "../text/format";
import { type Mention, MentionList } from "./mention-list";

interface Overview {
	readonly header: AssessmentHeader;
	readonly rights: { readonly answer: boolean; readonly submit: boolean };
	readonly score: DomainScore;
	readonly outcome: LabelOutcome;
	readonly checks: readonly OutcomeCheck[];
	readonly missingCount: number;
	readonly domains: readonly DomainStanding[];
}

export interface CooperativeHomeProps {
	readonly cooperative: { readonly id: string; readonly name: string; readonly mayOpen: boolean };
	readonly campaign: { readonly year: number; readonly closesOn: string } | null;
	readonly overview: Overview | null;
	/** What is left to do for the person who reads. */
	readonly tasks: { readonly total: number; readonly first: readonly TaskLine[] };
	/** Threads that wait for the person. */
	readonly mentions: readonly Mention[];
	readonly contributors: readonly {
		readonly userId: string;
		readonly name: string;
		readonly answers: number;
		readonly lastAt: string | null;
	}[];
}

export function CooperativeHome({
	cooperative,
	campaign,
	overview,
	tasks,
	mentions,
	contributors,
}: CooperativeHomeProps) {
	if (!overview) {
		return (
			<Section title={cooperative.name} ruled>
				<MentionList mentions={mentions} />
				<EmptyState
					title={
						campaign
							? `La campagne ${campaign.year} est ouverte : rien n’est encore commencé.`
							: "Aucune campagne n’est ouverte aujourd’hui."
					}
					action={
						<p className="actions">
							<ButtonLink
								kind={campaign && cooperative.mayOpen ? "primary" : "secondary"}
								href={paths.assessments.list()}
							>
								{campaign && cooperative.mayOpen ? "Commencer l’auto-évaluation" : "Voir les auto-évaluations"}
							</ButtonLink>
							<ButtonLink kind="quiet" href={paths.cooperatives.team(cooperative.id)}>
								Voir l’équipe
							</ButtonLink>
						</p>
					}
				>
					{campaign && <p>Vous aurez jusqu’au {formatDate(campaign.closesOn)} pour l’envoyer.</p>}
				</EmptyState>
			</Section>
		);
	}
	const { header, score, domains } = overview;
	const draft = header.status !== "submitted";
	return (
		<Section
			title={cooperative.name}
			ruled
			lead={
				<>
					{header.returned
						? `Auto-évaluation ${header.year}, à corriger puis à envoyer de nouveau.`
						: draft
							? `Auto-évaluation ${header.year}, à envoyer au plus tard le ${formatDate(header.closesOn)}.`
							: `Auto-évaluation ${header.year} envoyée : les réponses ne changent plus.`}{" "}
					<StandardVersion versions={[header.standard]} />
				</>
			}
		>
			<ReturnNotice header={header} />
			<div className="with-margin">
				<div className="stack-wide">
					<Gauge
						variant="filled"
						label="Rempli"
						value={score.answered}
						max={score.applicable}
						text={`${score.answered} sur ${score.applicable}`}
					/>
					{tasks.total > 0 && (
						<div>
							<h3>Vos tâches</h3>
							<ol className="tasks plain-list">
								{tasks.first.map(({ href, what, when }) => (
									<li key={href + what}>
										<Link href={href}>{what}</Link>
										<span>{when}</span>
									</li>
								))}
							</ol>
							{tasks.total > tasks.first.length && (
								<p>
									<Link href={paths.tasks()}>{`Voir vos ${tasks.total} tâches`}</Link>
								</p>
							)}
						</div>
					)}
					<MentionList mentions={mentions} />
					{draft && <NextSteps overview={overview} />}
					{draft && <OwnDomains assessmentId={header.id} domains={domains} />}
					<DomainProgress assessmentId={header.id} domains={domains} />
					<p className="actions">
						<ButtonLink kind="primary" href={paths.assessments.one(header.id)}>
							Ouvrir l’auto-évaluation
						</ButtonLink>
						<ButtonLink href={paths.cooperatives.progress(cooperative.id)}>Voir nos progrès</ButtonLink>
						<ButtonLink kind="quiet" href={paths.cooperatives.team(cooperative.id)}>
							Voir l’équipe
						</ButtonLink>
					</p>
				</div>
				<Margin label={`À côté : équipe et règles du label`} landmark>
					<div>
						<h3>Qui y travaille</h3>
						{contributors.length === 0 ? (
							<p className="soft">Personne n’a encore répondu.</p>
						) : (
							<ul className="plain-list">
								{contributors.map((person) => (
									<li key={person.userId}>
										{person.name} <small>{formatCount(person.answers, "réponse")}</small>
										{person.lastAt && <small className="soft"> · {formatDateTime(person.lastAt)}</small>}
									</li>
								))}
							</ul>
						)}
					</div>
					<div>
						<h3>Au regard des règles du label</h3>
						<OutcomeSummary
							outcome={overview.outcome.outcome}
							checks={overview.checks}
							unanswered={overview.missingCount}
						/>
					</div>
				</Margin>
			</div>
		</Section>
	);
}

/** At most three steps: the domain to go on with, what blocks, the sending. */
function NextSteps({ overview }: { overview: Overview }) {
	const { header, domains, missingCount, score, rights } = overview;
	const started = domains.filter(({ missingCount: left, mayAnswer }) => left > 0 && mayAnswer);
	const next = [...started].sort((a, b) => a.missingCount - b.missingCount)[0];
	const blocking = score.majors.filter((id) => !domains.some(({ code }) => code === id)).length;
	return (
		<div>
			<h3>Et maintenant</h3>
			<ol className="tasks plain-list">
				{next && (
					<li>
						<Link href={paths.assessments.domain(header.id, next.code, next.firstMissing ?? undefined)}>
							Terminer {next.title}
						</Link>
						<span>{formatCount(next.missingCount, "critère")}</span>
					</li>
				)}
				{blocking > 0 && (
					<li>
						<Link href={paths.assessments.submission(header.id)}>Regarder les critères bloquants</Link>
						<span>{blocking} sous le niveau 2 ou sans réponse</span>
					</li>
				)}
				{rights.submit && (
					<li>
						<Link href={paths.assessments.submission(header.id)}>
							{missingCount === 0 ? "Relire et envoyer" : "Voir tout ce qui manque avant l’envoi"}
						</Link>
						<span>{missingCount === 0 ? "tout est rempli" : formatCount(missingCount, "réponse")}</span>
					</li>
				)}
			</ol>
		</div>
	);
}
