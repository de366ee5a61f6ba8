/** Owns the way back to the criterion this browser left the assessment at. */
import { useEffect, useState } from "react";
import { paths } from "~/paths";
import { ButtonLink } from "../form/button";
import { readPlace, type SheetPlace } from "./sheet-place";

/** Nothing where no place is kept, or without JavaScript. */
export function ResumeLink({ assessmentId }: { assessmentId: string }) {
	const [place, setPlace] = useState<SheetPlace | null>(null);
	useEffect(() => setPlace(readPlace(assessmentId)), [assessmentId]);
	if (!place) return null;
	return (
		<p className="actions">
			<ButtonLink href={paths.assessments.domain(assessmentId, place.domain, place.criterionId)}>
				{`Reprendre à ${place.criterionId}`}
			</ButtonLink>
		</p>
	);
}
