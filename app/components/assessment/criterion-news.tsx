/** Owns what is said, in a criterion, of the others' work on it: who is in it, and what they saved. */
import { useEffect, useState } from "react";
import { formatTime } from "../text/format";
import type { HeardNews } from "./use-answer";
import { usePeopleIn } from "./use-live-sheet";

const JUST_NOW_MS = 60_000;

export function CriterionNews({ criterionId, heard }: { criterionId: string; heard: HeardNews | null }) {
	const here = usePeopleIn(criterionId);
	if (!here && !heard) return null;
	return (
		<p className="small criterion-news">
			{here && <span className="criterion-people">{`${here} ${here.includes(" et ") ? "sont" : "est"} ici`}</span>}
			{heard?.shown && <Changed heard={heard} />}
			{heard && !heard.shown && (
				<span>
					{`${heard.by} a enregistré une autre réponse à ${formatTime(heard.at)}. La vôtre reste affichée ; si vous la changez, vous choisirez.`}
				</span>
			)}
		</p>
	);
}

function Changed({ heard: { by, at } }: { heard: HeardNews }) {
	const [justNow, setJustNow] = useState(true);
	useEffect(() => {
		setJustNow(true);
		const timer = setTimeout(() => setJustNow(false), JUST_NOW_MS - (Date.now() - Date.parse(at)));
		return () => clearTimeout(timer);
	}, [at]);
	return <span>{`Modifié ${justNow ? "à l’instant" : `à ${formatTime(at)}`} par ${by}`}</span>;
}
