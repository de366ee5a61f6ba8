/** Owns the list of unchanged answers to confirm together, and what is said once they are. */
import { type SeenAnswer, writeSeen } from "~/domain/assessment/seen-answer";
import type { Level } from "~/domain/standard/standard";
import { LevelMark } from "../display/level-mark";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

interface UnchangedRow extends Omit<SeenAnswer, "criterionId"> {
	readonly id: string;
	readonly title: string;
	readonly level: Level | null;
	readonly notApplicable: boolean;
	readonly reason: string;
	readonly comment: string;
}

export function UnchangedForm({
	rows,
	scale,
}: {
	rows: readonly UnchangedRow[];
	scale: readonly { readonly level: Level; readonly label: string }[];
}) {
	return (
		<Section title={formatCount(rows.length, "réponse inchangée", "réponses inchangées")} ruled>
			<form method="post" className="stack">
				<fieldset className="field">
					<legend>Décochez celles que vous voulez revoir</legend>
					<div>
						{rows.map(({ id, title, level, notApplicable, reason, comment, version }) => (
							<label key={id} className="choice">
								<input
									type="checkbox"
									name="seen"
									value={writeSeen({ criterionId: id, version })}
									defaultChecked={!notApplicable}
								/>
								<span>
									{`${id} · ${title}`}
									<small>
										<LevelMark level={level} />{" "}
										{notApplicable
											? frenchTypography(`Non applicable : ${reason}`)
											: level !== null && `niveau ${level}, ${scale[level]?.label ?? ""}`}
									</small>
									{comment && <small>{frenchTypography(`« ${shortened(comment)} »`)}</small>}
								</span>
							</label>
						))}
					</div>
				</fieldset>
				<p className="field-hint">
					{frenchTypography(
						"Une réponse « non applicable » n’est pas cochée d’avance : son motif est à relire chaque année. Ce que quelqu’un modifie entre-temps reste tel qu’il l’écrit.",
					)}
				</p>
				<p>
					<Button kind="primary">Confirmer les réponses cochées</Button>
				</p>
			</form>
		</Section>
	);
}

export function ConfirmedNotice({ done }: { done: readonly SeenAnswer[] }) {
	if (done.length === 0) {
		return (
			<Notice kind="info">
				Rien de plus n’a été confirmé : aucune réponse n’était cochée, ou elles étaient déjà confirmées ou modifiées.
				Aucune réponse n’a changé ; le domaine montre où elles en sont.
			</Notice>
		);
	}
	return (
		<Notice kind="success">
			<form method="post" className="stack-tight">
				<p>{`${formatCount(done.length, "réponse confirmée", "réponses confirmées")}.`}</p>
				<input type="hidden" name="intent" value="undo" />
				{done.map((one) => (
					<input key={one.criterionId} type="hidden" name="seen" value={writeSeen(one)} />
				))}
				<p>
					<Button small>Annuler cette confirmation</Button>
				</p>
			</form>
		</Notice>
	);
}

const SHOWN = 160;

function shortened(text: string): string {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
