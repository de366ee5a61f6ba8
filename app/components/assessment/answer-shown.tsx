/** Owns an answer that is read: its level, its words. */
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import type { Level } from "~/domain/standard/standard";
import { LevelMark } from "../display/level-mark";
import { frenchTypography } from "../text/french";

export type Scale = readonly { readonly level: Level; readonly label: string }[];

type Said = Pick<RecordedAnswer, "level" | "notApplicable" | "reason" | "comment" | "toConfirm">;

/** Null: nothing is recorded. */
export function AnswerShown({ answer, scale }: { answer: Said | null; scale: Scale }) {
	if (!answer) return <p className="soft">Sans réponse.</p>;
	const { level, notApplicable, reason, comment, toConfirm } = answer;
	return (
		<div className="stack-tight">
			<p className="declared-level">
				{level !== null && <LevelMark level={level} />}{" "}
				{choiceText(notApplicable || level !== null ? { level } : null, scale)}
				{toConfirm && <small> · proposée, à confirmer</small>}
			</p>
			{reason.trim() !== "" && (
				<p className="pre-line">{frenchTypography(`${notApplicable ? "Motif" : "Motif écrit"} : ${reason}`)}</p>
			)}
			{comment.trim() !== "" && <p className="declared-comment pre-line">{frenchTypography(comment)}</p>}
		</div>
	);
}

/** « Niveau 2, en place », « Non applicable », « Sans réponse ». */
export function choiceText(choice: { readonly level: Level | null } | null, scale: Scale): string {
	if (choice === null) return "Sans réponse";
	if (choice.level === null) return "Non applicable";
	return `Niveau ${choice.level}, ${scale[choice.level]?.label.toLowerCase() ?? ""}`;
}
