/** Owns the sign that an answer was proposed, by a past year or a newer version, and its confirmation in one gesture. */
import { Button } from "../form/button";

/** Inside the form of the criterion: its button sends that form as it stands, with JavaScript or without. Light: a sheet holds many. */
export function ProposedLevel({ criterionId, editable }: { criterionId: string; editable: boolean }) {
	return (
		<p className="proposed">
			<strong>À confirmer</strong>
			<span>La réponse d’avant est proposée, elle ne compte pas encore.</span>
			{editable && <Button small>{`Confirmer ${criterionId}`}</Button>}
		</p>
	);
}
