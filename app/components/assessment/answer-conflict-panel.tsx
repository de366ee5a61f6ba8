/** Owns the choice when two people changed the same answer: both texts are shown, the person decides, nothing is lost. */
import type { Level } from "~/domain/standard/standard";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { formatDateTime } from "../text/format";
import type { AnswerFields, TheirAnswer } from "./answer-outbox";

export function AnswerConflictPanel({
	theirs,
	scale,
	mine,
	alive,
	onSettle,
}: {
	theirs: TheirAnswer;
	scale: readonly { readonly level: Level; readonly label: string }[];
	mine: () => AnswerFields;
	/** False without JavaScript: sending the form again keeps one's own version. */
	alive: boolean;
	onSettle: (fields: AnswerFields) => void;
}) {
	return (
		<Notice kind="warning" title={`${theirs.by} a modifié cette réponse le ${formatDateTime(theirs.at)}`}>
			<p>
				Sa réponse : <strong>{choiceLabel(theirs.choice, scale)}</strong>
				{theirs.reason && <> (motif : {theirs.reason})</>}
			</p>
			{theirs.comment && <blockquote className="conflict-text">{theirs.comment}</blockquote>}
			<p>La vôtre est celle du formulaire. Rien n’est perdu : choisissez ce qui sera enregistré.</p>
			{alive ? (
				<p className="actions">
					<Button small type="button" onClick={() => onSettle(mine())}>
						Garder ma réponse
					</Button>
					<Button small type="button" onClick={() => onSettle(theirs)}>
						Prendre la sienne
					</Button>
					{theirs.comment.trim() !== mine().comment.trim() && (
						<Button small type="button" onClick={() => onSettle(bothComments(mine(), theirs))}>
							Ma réponse, avec les deux commentaires
						</Button>
					)}
				</p>
			) : (
				<p>Pour garder votre réponse, enregistrez à nouveau ce formulaire. Pour garder la sienne, quittez la page.</p>
			)}
		</Notice>
	);
}

function bothComments(mine: AnswerFields, theirs: TheirAnswer): AnswerFields {
	return { ...mine, comment: [theirs.comment, mine.comment].filter((text) => text.trim() !== "").join("\n\n") };
}

function choiceLabel(choice: string, scale: readonly { readonly level: Level; readonly label: string }[]): string {
	if (choice === "") return "sans niveau";
	if (choice === "notApplicable") return "non applicable";
	return `niveau ${choice}, ${scale[Number(choice)]?.label.toLowerCase() ?? ""}`;
}
