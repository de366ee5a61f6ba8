/** Owns the choice when both auditors changed the same finding: both texts are shown, the person decides, nothing is lost. */
import type { Level } from "~/domain/standard/standard";
import type { AnswerFields, TheirAnswer } from "../assessment/answer-outbox";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { formatDateTime } from "../text/format";

export function FindingConflict({
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
	const bothNotes = () => ({
		...mine(),
		comment: [theirs.comment, mine().comment].filter((text) => text.trim() !== "").join("\n\n"),
	});
	return (
		<Notice kind="warning" title={`${theirs.by} a modifié ce constat le ${formatDateTime(theirs.at)}`}>
			<p>
				Son constat : <strong>{choiceText(theirs.choice, scale)}</strong>
			</p>
			{theirs.comment && <blockquote className="conflict-text">{theirs.comment}</blockquote>}
			<p>Le vôtre est celui du formulaire. Rien n’est perdu : choisissez ce qui sera enregistré.</p>
			{alive ? (
				<p className="actions">
					<Button small type="button" onClick={() => onSettle(mine())}>
						Garder mon constat
					</Button>
					<Button small type="button" onClick={() => onSettle(theirs)}>
						Prendre le sien
					</Button>
					{theirs.comment.trim() !== "" && (
						<Button small type="button" onClick={() => onSettle(bothNotes())}>
							Mon niveau, avec les deux notes
						</Button>
					)}
				</p>
			) : (
				<p>Pour garder votre constat, enregistrez à nouveau ce formulaire. Pour garder le sien, quittez la page.</p>
			)}
		</Notice>
	);
}

function choiceText(choice: string, scale: readonly { readonly level: Level; readonly label: string }[]): string {
	if (choice === "") return "aucun niveau retenu";
	if (choice === "notApplicable") return "non applicable";
	return `niveau ${choice}, ${scale[Number(choice)]?.label.toLowerCase() ?? ""}`;
}
