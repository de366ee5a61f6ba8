/** Owns the history of one answer on screen: every edit, what it changed, and the answer as it stood at a moment. */
import type { AnswerChange, AnswerEditKind } from "~/domain/assessment/answer-history";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import { paths } from "~/paths";
import { Pagination } from "../display/pagination";
import { Button } from "../form/button";
import { TextField } from "../form/text-field";
import { type JournalRow, whoActed } from "../journal/journal-words";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { MarkedText } from "../standard/marked-text";
import { formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";
import { AnswerShown, choiceText, type Scale } from "./answer-shown";

export interface ToldEdit {
	readonly id: number;
	/** ISO instant. */
	readonly at: string;
	readonly kind: AnswerEditKind;
	readonly actor: JournalRow["actor"];
	readonly change: AnswerChange;
}

export interface ToldHistory {
	readonly edits: readonly ToldEdit[];
	readonly page: number;
	readonly hasNext: boolean;
	readonly stood?: RecordedAnswer | null;
}

const KINDS: Readonly<Record<AnswerEditKind, string>> = {
	proposed: "Réponse proposée d’après une année passée",
	saved: "Réponse enregistrée",
	upgraded: "Passage à une autre version du référentiel",
	upgradeUndone: "Retour à la version d’avant",
};

export function AnswerHistory({
	assessmentId,
	criterionId,
	history,
	until,
	thenAt,
	misread,
	scale,
}: {
	assessmentId: string;
	criterionId: string;
	history: ToldHistory;
	/** "2026-03-12T14:30"; empty for the whole history. */
	until: string;
	/** The same as an instant, ISO. */
	thenAt: string;
	/** What was asked for is no moment. */
	misread: boolean;
	scale: Scale;
}) {
	const { edits, page, hasNext, stood } = history;
	const pageHref = (wanted: number) =>
		paths.assessments.criterion(assessmentId, criterionId, {
			au: until || undefined,
			page: wanted > 1 ? wanted : undefined,
		});
	return (
		<Section
			id="historique"
			title="Historique de la réponse"
			ruled
			lead="Chaque enregistrement, du plus récent au plus ancien. Rien ne s’efface ni ne se modifie ici."
		>
			<form className="row history-date" action="#historique">
				<TextField
					type="datetime-local"
					name="au"
					label="La réponse telle qu’elle était, au"
					defaultValue={until}
					short
					error={misread ? "Indiquez un jour et une heure, par exemple le 12 mars 2026 à 14 h 30." : undefined}
				/>
				<Button small>Voir</Button>
				{until && <Link href={paths.assessments.criterion(assessmentId, criterionId)}>Tout l’historique</Link>}
			</form>
			{stood !== undefined && (
				<Notice kind="info" live={false}>
					<p>
						<strong>{frenchTypography(`Au ${formatDateTime(thenAt)} :`)}</strong>
					</p>
					<AnswerShown answer={stood} scale={scale} />
				</Notice>
			)}
			{edits.length === 0 ? (
				<p className="soft">
					{until ? "Aucune modification n’était enregistrée à cette date." : "Aucune modification n’est enregistrée."}
				</p>
			) : (
				<ol className="journal">
					{edits.map(({ id, at, kind, actor, change }) => (
						<li key={id}>
							<p className="journal-what">
								<strong>{KINDS[kind]}</strong>
							</p>
							<p className="soft small">{`${formatDateTime(at)}, ${whoActed(actor)}`}</p>
							<Changed change={change} scale={scale} />
						</li>
					))}
				</ol>
			)}
			{(page > 1 || hasNext) && (
				<Pagination
					status={`Page ${page}, les plus récentes d’abord`}
					previousHref={page > 1 ? pageHref(page - 1) : undefined}
					nextHref={hasNext ? pageHref(page + 1) : undefined}
				/>
			)}
		</Section>
	);
}

function Changed({ change: { choice, reason, comment, confirmed }, scale }: { change: AnswerChange; scale: Scale }) {
	const lines = [
		...(choice ? [`${choiceText(choice.from, scale)} → ${choiceText(choice.to, scale)}`] : []),
		...(confirmed === undefined ? [] : [confirmed ? "Proposition confirmée" : "De nouveau à confirmer"]),
	];
	return (
		<>
			{lines.map((line) => (
				<p key={line}>{frenchTypography(line)}</p>
			))}
			{reason && (
				<p className="pre-line">
					<span className="soft">{frenchTypography("Motif : ")}</span>
					<MarkedText pieces={reason} />
				</p>
			)}
			{comment && (
				<p className="pre-line">
					<span className="soft">{frenchTypography("Commentaire : ")}</span>
					<MarkedText pieces={comment} />
				</p>
			)}
			{lines.length === 0 && !reason && !comment && <p className="soft">Aucun changement.</p>}
		</>
	);
}
