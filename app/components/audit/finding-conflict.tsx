/** Owns the choice when both auditors changed the same finding: both texts are shown, the person decides, nothing is lost. */
import type { Level } from "~/domain/standard/standard";
import type { AnswerFields, TheirAnswer } from "../assessment/answer-outbox";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";

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
	const both = (one: string, other: string, by: string) =>
		one.trim() === other.trim() ? one : [one, other].filter((text) => text.trim() !== "").join(by);
	const bothNotes = () => ({
		...mine(),
		comment: both(theirs.comment, mine().comment, "\n\n"),
		reason: both(theirs.reason, mine().reason, "\n"),
		more: { piece: [theirs, mine()].map(({ more }) => more?.piece ?? "").join(" ") },
	});
	return (
		<Notice kind="warning" title={`${theirs.by} a modifié ce constat le ${formatDateTime(theirs.at)}`}>
			<p>
				Son constat : <strong>{choiceText(theirs.choice, scale)}</strong>
			</p>
			{theirs.comment && <blockquote className="conflict-text">{theirs.comment}</blockquote>}
			{theirs.reason && <p>{frenchTypography(`Vu sur place : ${theirs.reason}`)}</p>}
			<p>Le vôtre est celui du formulaire. Rien n’est perdu : choisissez ce qui sera enregistré.</p>
			{alive ? (
				<p className="actions">
					<Button small type="button" onClick={() => onSettle(mine())}>
						Garder mon constat
					</Button>
					<Button small type="button" onClick={() => onSettle(theirs)}>
						Prendre le sien
					</Button>
					{`${theirs.comment}${theirs.reason}${theirs.more?.piece ?? ""}`.trim() !== "" && (
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
