/** Owns the preview of a chapter declared not applicable: its answers as they are, one reason, and what was done. */
import { REASON_LIMIT } from "~/domain/assessment/answer-record";
import { type SeenAnswer, writeSeen } from "~/domain/assessment/seen-answer";
import type { CriterionKind, Level } from "~/domain/standard/standard";
import { paths } from "~/paths";
import { LevelMark } from "../display/level-mark";
import { Button } from "../form/button";
import { TextareaField } from "../form/textarea-field";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

export interface ChapterRow {
	readonly id: string;
	readonly title: string;
	readonly kind: CriterionKind;
	readonly blocking: boolean;
	readonly level: Level | null;
	readonly notApplicable: boolean;
	readonly reason: string;
	readonly comment: string;
	readonly version: number;
	/** Already not applicable, for a reason of its own. */
	readonly aside: boolean;
}

type Scale = readonly { readonly level: Level; readonly label: string }[];

/** Nothing when every criterion is aside already. */
export function ChapterAsideForm({
	rows,
	scale,
	refused,
}: {
	rows: readonly ChapterRow[];
	scale: Scale;
	/** What came back unsaved, with the reason as it was written. */
	refused: { readonly error: string; readonly reason: string; readonly seen: readonly string[] } | null;
}) {
	const changing = rows.filter(({ aside }) => !aside);
	const kept = rows.filter(({ aside }) => aside);
	if (changing.length === 0) return null;
	return (
		<Section title={formatCount(changing.length, "critère à écarter", "critères à écarter")} ruled>
			<form method="post" className="stack">
				<fieldset className="field">
					<legend>Décochez ceux qui s’appliquent à votre CAE</legend>
					<div>
						{changing.map((row) => (
							<label key={row.id} className="choice">
								<input
									type="checkbox"
									name="seen"
									value={writeSeen({ criterionId: row.id, version: row.version })}
									defaultChecked={refused ? refused.seen.includes(row.id) : true}
								/>
								<span>
									{frenchTypography(`${row.id} · ${row.title}`)}
									<small>{standing(row)}</small>
									<small>
										<LevelMark level={row.level} /> {frenchTypography(answerNow(row, scale))}
									</small>
								</span>
							</label>
						))}
					</div>
				</fieldset>
				<TextareaField
					id="motif"
					name="reason"
					label="Motif, le même pour chacun"
					hint="Ce que l’audit vérifiera, par exemple « Aucun contrat CAPE n’est signé par la CAE »."
					error={refused?.error}
					rows={3}
					maxLength={REASON_LIMIT}
					defaultValue={refused?.reason}
				/>
				<p className="field-hint">
					{frenchTypography(
						"Les niveaux ci-dessus seront remplacés par « non applicable » ; les commentaires restent. Vous pourrez annuler tout de suite après : chaque réponse reviendra telle qu’elle était.",
					)}
					{kept.length > 0 &&
						` ${frenchTypography(`${formatCount(kept.length, "critère est déjà non applicable", "critères sont déjà non applicables")}, avec son propre motif : rien n’y change (${kept.map(({ id }) => id).join(", ")}).`)}`}
				</p>
				<p>
					<Button kind="primary">Déclarer non applicables les critères cochés</Button>
				</p>
			</form>
		</Section>
	);
}

export function AsideDoneNotice({
	assessmentId,
	domain,
	done,
	left,
}: {
	assessmentId: string;
	domain: string;
	done: readonly SeenAnswer[];
	/** Criteria somebody edited meanwhile. */
	left: readonly string[];
}) {
	const untouched = left.length > 0 && (
		<p>
			{frenchTypography(
				`${formatCount(left.length, "critère modifié entre-temps est resté tel quel", "critères modifiés entre-temps sont restés tels quels")} : `,
			)}
			{left.map((id, index) => (
				<span key={id}>
					{index > 0 && ", "}
					<Link href={paths.assessments.domain(assessmentId, domain, id)}>{id}</Link>
				</span>
			))}
			. Relisez-les ci-dessous.
		</p>
	);
	if (done.length === 0) {
		return (
			<Notice kind="info">
				<p>Aucune réponse n’a changé : rien n’était coché, ou tout avait déjà été modifié.</p>
				{untouched}
			</Notice>
		);
	}
	return (
		<Notice kind="success">
			<form method="post" className="stack-tight">
				<p>{`${formatCount(done.length, "critère déclaré non applicable", "critères déclarés non applicables")}.`}</p>
				{untouched}
				<input type="hidden" name="intent" value="undo" />
				{done.map((one) => (
					<input key={one.criterionId} type="hidden" name="seen" value={writeSeen(one)} />
				))}
				<p>
					<Button small>Annuler et remettre les réponses d’avant</Button>
				</p>
			</form>
		</Notice>
	);
}

function standing({ kind, blocking }: ChapterRow): string {
	return blocking ? "Bloquant" : kind === "mandatory" ? "Obligatoire" : "Recommandé";
}

function answerNow({ level, notApplicable, comment }: ChapterRow, scale: Scale): string {
	const said = notApplicable
		? "non applicable, sans motif"
		: level === null
			? "sans réponse"
			: `niveau ${level}, ${scale[level]?.label.toLowerCase() ?? ""}`;
	return comment.trim() === "" ? said : `${said}, avec un commentaire`;
}
