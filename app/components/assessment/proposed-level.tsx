/** Owns the sign that an answer was proposed by a newer version, with what changed, and its confirmation in one gesture. */
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { frenchTypography } from "../text/french";

/** Inside the form of the criterion: its button sends that form as it stands, with JavaScript or without. */
export function ProposedLevel({
	criterionId,
	note,
	editable,
}: {
	criterionId: string;
	note: string | undefined;
	editable: boolean;
}) {
	return (
		<Notice kind="warning" live={false} title="À confirmer">
			<div className="stack-tight">
				{note && <p>{frenchTypography(note)}</p>}
				<p>
					{frenchTypography(
						"Le niveau coché est celui d’avant, proposé : il ne compte qu’une fois confirmé, ou changé et enregistré.",
					)}
				</p>
				{editable && (
					<p>
						<Button small>{`Confirmer ${criterionId}`}</Button>
					</p>
				)}
			</div>
		</Notice>
	);
}
