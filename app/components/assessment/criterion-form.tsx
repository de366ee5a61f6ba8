/** Owns one criterion of the sheet: its statement, the form of the answer, and what accompanies it in the margin. */
import { useRef, useState } from "react";
import { UNANSWERED } from "~/domain/assessment/answer-record";
import type { CriterionTexts, SheetRow } from "~/domain/assessment/sheet";
import type { Level } from "~/domain/standard/standard";
import { Button } from "../form/button";
import { LevelChoice } from "../form/level-choice";
import { TextareaField } from "../form/textarea-field";
import { Printed } from "../text/printed";
import { AnswerConflictPanel } from "./answer-conflict-panel";
import type { AnswerFields, TheirAnswer } from "./answer-outbox";
import { AnswerSaveState } from "./answer-save-state";
import { choiceOf } from "./answer-transport";
import { CriterionAside } from "./criterion-aside";
import { CriterionNews } from "./criterion-news";
import { CriterionTags } from "./criterion-tags";
import { ProposedLevel } from "./proposed-level";
import { useAnswer } from "./use-answer";

export interface CriterionFormProps {
	readonly row: SheetRow;
	/** Undefined while the page comes alive: what the server printed stays. */
	readonly texts: CriterionTexts | undefined;
	readonly scale: readonly { readonly level: Level; readonly label: string }[];
	readonly earlierYear: number | undefined;
	readonly editable: boolean;
	readonly assessmentId: string;
	readonly personId: string;
	readonly autosaveUrl: string;
	/** Drawn once per page: the forms sent without JavaScript take their idempotency keys from it. */
	readonly formKey: string;
	/** Without JavaScript: this form was just saved. */
	readonly justSaved: boolean;
	/** Without JavaScript: this form came back unsaved, because of another's answer when `theirs` is there. */
	readonly returned: { readonly mine: AnswerFields; readonly theirs: TheirAnswer | null } | null;
	readonly onFields: (criterionId: string, fields: AnswerFields) => void;
	/** The page of its evidence; null until the page is alive. */
	readonly evidenceHref: string | null;
	/** Hidden when another criterion has the page to itself: it goes on saving. */
	readonly shown: "listed" | "alone" | "hidden";
}

export function CriterionForm(props: CriterionFormProps) {
	const { row, texts, scale, editable, returned } = props;
	const { id, metFrom } = row;
	const start = returned?.mine ?? { ...row.answer, choice: choiceOf(row.answer) };
	const version = returned?.theirs?.version ?? row.answer.version;
	const [{ choice, reason }, setShown] = useState({ choice: start.choice, reason: start.reason });
	const live = useAnswer({
		url: props.autosaveUrl,
		personId: props.personId,
		assessmentId: props.assessmentId,
		criterionId: id,
		version,
		enabled: editable,
		onFields: (fields) => {
			setShown({ choice: fields.choice, reason: fields.reason });
			props.onFields(id, fields);
		},
	});
	const initial = useRef(start).current;
	const theirs =
		live.state.status === "conflict" ? live.state.theirs : live.state.status === "idle" && returned?.theirs;
	return (
		<article
			className={props.shown === "alone" ? "criterion criterion-alone" : "criterion"}
			id={id}
			hidden={props.shown === "hidden"}
		>
			<p className="criterion-code">{id}</p>
			<div className="criterion-body">
				<div className="stack-tight">
					<Printed as="h3" className="criterion-title" text={texts?.title} />
					<CriterionTags row={row} />
				</div>
				<form
					method="post"
					ref={live.form}
					onSubmit={(event) => {
						if (!live.alive) return;
						event.preventDefault();
						live.changed(false);
					}}
				>
					<input type="hidden" name="criterionId" value={id} />
					<input type="hidden" name="version" value={version} />
					<input type="hidden" name="pageKey" value={props.formKey} />
					{row.answer.toConfirm && !live.savedHere && <ProposedLevel criterionId={id} editable={editable} />}
					{row.changed && (
						<Printed
							as="p"
							className="criterion-change"
							text={texts && `Ce qui a changé : ${texts.changeNote ?? ""}`}
						/>
					)}
					<LevelChoice
						name="choice"
						legend={<Printed className="criterion-statement" text={texts?.statement} />}
						options={scale.map(({ level, label }) => ({ level, label, descriptor: texts?.levels[level] }))}
						defaultValue={levelValue(initial.choice)}
						metFrom={metFrom}
						notApplicable={{ label: "Non applicable", hint: "Avec un motif écrit, vérifié à l’audit." }}
						disabled={!editable}
						onChange={() => live.changed(false)}
					/>
					<div
						className={
							choice === "notApplicable" || !live.alive ? "criterion-answer" : "criterion-answer criterion-no-reason"
						}
					>
						<TextareaField
							id={`${id}-commentaire`}
							label="Commentaire"
							optional="facultatif"
							name="comment"
							rows={2}
							maxLength={10_000}
							defaultValue={initial.comment}
							readOnly={!editable}
							onChange={() => live.changed(true)}
						/>
						<div className="criterion-reason">
							<TextareaField
								id={`${id}-motif`}
								label="Motif, si le critère est non applicable"
								name="reason"
								rows={2}
								maxLength={2_000}
								defaultValue={initial.reason}
								readOnly={!editable}
								onChange={() => live.changed(true)}
							/>
						</div>
					</div>
					{theirs && (
						<AnswerConflictPanel
							theirs={theirs}
							scale={scale}
							mine={live.alive ? live.fields : () => initial}
							alive={live.alive}
							onSettle={(fields) => live.settle(fields, theirs.version)}
						/>
					)}
					<CriterionNews criterionId={id} heard={theirs ? null : live.heard} />
					{editable && (
						<div className="criterion-foot">
							<AnswerSaveState
								state={live.state}
								justSaved={props.justSaved}
								reasonMissing={choice === "notApplicable" && reason.trim() === ""}
								onRetry={live.retry}
							/>
							{!live.alive && <Button small>{`Enregistrer ${id}`}</Button>}
						</div>
					)}
				</form>
			</div>
			<CriterionAside
				evidenceHref={props.evidenceHref}
				editable={editable}
				row={row}
				texts={texts}
				scale={scale}
				year={props.earlierYear}
			/>
		</article>
	);
}

function levelValue(choice: string): Level | "notApplicable" | null {
	if (choice === "notApplicable") return choice;
	return choice === "" ? UNANSWERED.level : (Number(choice) as Level);
}
