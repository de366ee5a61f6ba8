/** Owns the list of answers that change hands, each under its old words, with what becomes of it; and of criteria, with notes. */
import type { NewWords, ToldAnswer, ToldHeir, UpgradePreview } from "~/domain/assessment/describe-upgrade";
import type { AnswerBucket } from "~/domain/assessment/migrate-answers";
import { answerBucketLabels } from "~/messages.upgrade.fr";
import { Badge, type BadgeKind } from "../display/badge";
import { LevelMark } from "../display/level-mark";
import { Section } from "../layout/section";
import { MarkedText } from "../standard/marked-text";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

type Scale = UpgradePreview["scale"];

const KINDS: Readonly<Record<AnswerBucket, BadgeKind>> = {
	carried: "good",
	toConfirm: "warning",
	reset: "danger",
	retired: "neutral",
};

/** Nothing when there is no answer to tell. */
export function ToldAnswers({
	title,
	lead,
	answers,
	scale,
	from,
	to,
}: {
	title: string;
	lead: string;
	answers: readonly ToldAnswer[];
	scale: Scale;
	from: string;
	to: string;
}) {
	if (answers.length === 0) return null;
	return (
		<Section title={title} ruled lead={frenchTypography(`${formatCount(answers.length, "réponse")}. ${lead}`)}>
			<ul className="plain-list stack-wide">
				{answers.map((told) => (
					<li key={told.id} className="stack-tight">
						<h3>
							{told.id} · {frenchTypography(told.title)}
						</h3>
						<GivenAnswer told={told} scale={scale} from={from} />
						{told.heirs.map((heir) => (
							<Heir key={heir.id} heir={heir} old={told} to={to} />
						))}
						{told.reason && <p>{frenchTypography(told.reason)}</p>}
						{told.replacedBy && (
							<p>{frenchTypography(`À lire à la place : ${told.replacedBy.id}, ${told.replacedBy.title}`)}</p>
						)}
						<OldAndNew told={told} from={from} to={to} />
					</li>
				))}
			</ul>
		</Section>
	);
}

export function GivenAnswer({
	told: { answer },
	scale,
	from,
}: {
	told: Pick<ToldAnswer, "answer">;
	scale: Scale;
	from: string;
}) {
	const { level, notApplicable, reason, comment } = answer;
	const said = notApplicable
		? "non applicable"
		: level === null
			? "sans niveau"
			: `niveau ${level}, ${scale[level]?.label.toLowerCase() ?? ""}`;
	return (
		<>
			<p>
				{frenchTypography(`Votre réponse (version ${from}) : `)}
				{level !== null && <LevelMark level={level} />} <strong>{said}</strong>
				{notApplicable && reason.trim() !== "" && frenchTypography(`. Motif : ${reason}`)}
			</p>
			{comment.trim() !== "" && <blockquote className="conflict-text">{comment}</blockquote>}
		</>
	);
}

function Heir({ heir, old, to }: { heir: ToldHeir; old: ToldAnswer; to: string }) {
	const elsewhere = heir.id !== old.id || heir.title !== old.title;
	return (
		<div className="stack-tight">
			<p className="row">
				<Badge kind={KINDS[heir.fate]}>{answerBucketLabels[heir.fate]}</Badge>
				{elsewhere && <span>{frenchTypography(`Version ${to} : ${heir.id}, ${heir.title}`)}</span>}
				{!heir.put && <span className="soft">Ne vous sera plus posé d’après votre profil.</span>}
			</p>
			<Notes notes={heir.notes} />
		</div>
	);
}

function Notes({ notes }: { notes: readonly string[] }) {
	return notes.map((note) => <p key={note}>{frenchTypography(note)}</p>);
}

function OldAndNew({ told, from, to }: { told: ToldAnswer; from: string; to: string }) {
	const changed = told.heirs.flatMap(({ id, marked }) => (marked ? [{ id, marked }] : []));
	if (told.statement === "") return null;
	if (changed.length === 0) {
		return (
			<details>
				<summary>Texte du critère</summary>
				<p>{frenchTypography(told.statement)}</p>
			</details>
		);
	}
	return (
		<details>
			<summary>Ancien et nouveau texte</summary>
			<p className="small soft">
				{frenchTypography(`De la version ${from} à la version ${to} : `)}
				les mots <del>barrés</del> sont retirés, les mots <ins>soulignés</ins> sont ajoutés.
			</p>
			{changed.map(({ id, marked }) => (
				<p key={id}>
					{changed.length > 1 && <strong>{frenchTypography(`${id} : `)}</strong>}
					<MarkedText pieces={marked} />
				</p>
			))}
		</details>
	);
}

/** Criteria of the new version. Nothing when there is none. */
export function ToldCriteria({
	title,
	lead,
	criteria,
}: {
	title: string;
	lead: string;
	criteria: readonly NewWords[];
}) {
	if (criteria.length === 0) return null;
	return (
		<Section title={title} ruled lead={frenchTypography(`${formatCount(criteria.length, "critère")}. ${lead}`)}>
			<ul className="plain-list stack-wide">
				{criteria.map(({ id, title: name, statement, notes }) => (
					<li key={id} className="stack-tight">
						<h3>
							{id} · {frenchTypography(name)}
						</h3>
						<Notes notes={notes} />
						<details>
							<summary>Texte du critère</summary>
							<p>{frenchTypography(statement)}</p>
						</details>
					</li>
				))}
			</ul>
		</Section>
	);
}
