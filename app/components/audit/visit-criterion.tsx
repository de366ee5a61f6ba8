/** Owns one criterion of the visit sheet: what was declared, the level the audit retains, the note. */
import { useEffect, useRef, useState } from "react";
import type { VisitRecord } from "~/domain/audit/finding";
import type { CriterionKind, Level } from "~/domain/standard/standard";
import { criterionKindLabels } from "~/messages.fr";
import type { AnswerFields, TheirAnswer } from "../assessment/answer-outbox";
import { choiceOf } from "../assessment/answer-transport";
import { useAnswer } from "../assessment/use-answer";
import { Badge } from "../display/badge";
import { Button } from "../form/button";
import { LevelChoice } from "../form/level-choice";
import { TextareaField } from "../form/textarea-field";
import { Printed } from "../text/printed";
import { DeclaredAnswer, type DeclaredValue } from "./declared-answer";
import { FindingConflict } from "./finding-conflict";
import { FindingSaveState } from "./finding-save-state";
import { type Sampled, SampledBadge } from "./sampled-badge";
import { SeenEvidence, type SentPiece, type TakenPhoto } from "./seen-evidence";

export interface VisitRow {
	readonly id: string;
	readonly chapter: string;
	readonly kind: CriterionKind;
	readonly blocking: boolean;
	readonly metFrom: Level;
	readonly declared: DeclaredValue;
	readonly hasComment: boolean;
	readonly finding: VisitRecord;
	/** Sent by the cooperative with this criterion. */
	readonly pieces: readonly SentPiece[];
	readonly photos: readonly TakenPhoto[];
	/** Null: it is not of the sample. */
	readonly sampled: Sampled | null;
}

export interface VisitTexts {
	readonly title: string;
	readonly statement: string;
	readonly levels: readonly string[];
	readonly comment: string;
	readonly reason: string;
}

export interface VisitCriterionProps {
	readonly row: VisitRow;
	/** Undefined while the page comes alive: what the server printed stays. */
	readonly texts: VisitTexts | undefined;
	readonly scale: readonly { readonly level: Level; readonly label: string }[];
	readonly editable: boolean;
	readonly auditId: string;
	readonly personId: string;
	readonly recordUrl: string;
	/** Without JavaScript: this form was just saved. */
	readonly justSaved: boolean;
	/** Without JavaScript: this form came back unsaved, because of another's finding when `theirs` is there. */
	readonly returned: { readonly mine: AnswerFields; readonly theirs: TheirAnswer | null } | null;
	readonly onChoice: (criterionId: string, choice: string) => void;
	readonly onSignedOut: () => void;
}

export function VisitCriterion(props: VisitCriterionProps) {
	const { row, texts, scale, editable, returned } = props;
	const { id, finding } = row;
	const start = useRef<AnswerFields>(returned?.mine ?? fieldsOf(finding)).current;
	const version = returned?.theirs?.version ?? finding.version;
	const [noteMissing, setNoteMissing] = useState(false);
	const live = useAnswer({
		url: props.recordUrl,
		personId: props.personId,
		assessmentId: props.auditId,
		criterionId: id,
		version,
		enabled: editable,
		onFields: ({ choice }) => props.onChoice(id, choice),
	});
	const { onSignedOut } = props;
	const isSignedOut = live.state.status === "refused" && live.state.reason === "signedOut";
	useEffect(() => {
		if (isSignedOut) onSignedOut();
	}, [isSignedOut, onSignedOut]);
	const changed = (soon: boolean) => {
		const { choice, comment } = live.fields();
		const missing = choice === "notApplicable" && row.declared !== "notApplicable" && comment.trim() === "";
		setNoteMissing(missing);
		if (!missing) live.changed(soon);
	};
	const theirs =
		live.state.status === "conflict" ? live.state.theirs : live.state.status === "idle" && returned?.theirs;
	return (
		<article className="criterion visit-criterion" id={id} aria-labelledby={`${id}-titre`}>
			<p className="criterion-code">{id}</p>
			<div className="stack-tight">
				<Printed as="h3" className="criterion-title" id={`${id}-titre`} text={texts?.title} />
				<Printed as="p" className="criterion-statement" id={`${id}-enonce`} text={texts?.statement} />
				<p className="criterion-tags">
					{row.blocking && <Badge kind="blocking">Bloquant</Badge>}
					<Badge>{criterionKindLabels[row.kind]}</Badge>
				</p>
				{row.sampled && <SampledBadge sampled={row.sampled} />}
			</div>
			<DeclaredAnswer
				value={row.declared}
				scale={scale}
				hasComment={row.hasComment}
				comment={texts?.comment}
				reason={texts?.reason}
			/>
			<form
				method="post"
				ref={live.form}
				onSubmit={(event) => {
					if (!live.alive) return;
					event.preventDefault();
					changed(false);
				}}
			>
				<input type="hidden" name="criterionId" value={id} />
				<input type="hidden" name="version" value={version} />
				<LevelChoice
					name="choice"
					legend="Niveau retenu par l’audit"
					legendHidden={false}
					options={scale.map(({ level, label }) => ({ level, label, descriptor: texts?.levels[level] }))}
					defaultValue={choiceValue(start.choice)}
					metFrom={row.metFrom}
					notApplicable={{
						label: "Non applicable",
						hint:
							row.declared === "notApplicable"
								? "Confirme la déclaration de la CAE."
								: "Avec une note qui dit pourquoi.",
					}}
					describedBy={`${id}-enonce`}
					disabled={!editable}
					onChange={() => changed(false)}
				/>
				{(editable || start.comment !== "") && (
					<TextareaField
						label="Note de l’audit"
						optional="facultatif"
						name="comment"
						rows={2}
						maxLength={10_000}
						defaultValue={start.comment}
						readOnly={!editable}
						onChange={() => changed(true)}
					/>
				)}
				<SeenEvidence
					auditId={props.auditId}
					criterionId={id}
					pieces={row.pieces}
					photos={row.photos}
					seenPieces={(start.more?.piece ?? "").split(" ").filter(Boolean)}
					seenOnSite={start.reason}
					editable={editable}
					onChange={changed}
				/>
				{theirs && (
					<FindingConflict
						theirs={theirs}
						scale={scale}
						mine={live.alive ? live.fields : () => start}
						alive={live.alive}
						onSettle={(fields) => live.settle(fields, theirs.version)}
					/>
				)}
				{editable && (
					<div className="criterion-foot">
						<FindingSaveState
							state={live.state}
							justSaved={props.justSaved}
							noteMissing={noteMissing}
							onRetry={live.retry}
						/>
						{!live.alive && <Button small>Enregistrer {id}</Button>}
					</div>
				)}
			</form>
		</article>
	);
}

function fieldsOf(finding: VisitRecord): AnswerFields {
	const more = { piece: finding.seenPieces.join(" ") };
	return { choice: choiceOf(finding), reason: finding.seenOnSite, comment: finding.note, more };
}

function choiceValue(choice: string): Level | "notApplicable" | null {
	if (choice === "notApplicable") return choice;
	return choice === "" ? null : (Number(choice) as Level);
}
