/** Owns the lines of a proposal: what each changes beside the programme as it is, why, and whether it is taken. */
import type { ChoiceReasons } from "~/domain/programme/explain-plan";
import type { ChangedLine } from "~/domain/programme/proposal";
import { lineChangeLabels, visitKindLabels } from "~/messages.programme.fr";
import { formatVisitDates } from "../audit/visit-dates";
import { Badge } from "../display/badge";
import { frenchTypography } from "../text/french";
import { memberSentences, otherSentence, type Words } from "./programme-words";

export function ProposalLines({
	changes,
	choices,
	nameOf,
	wordsOf,
}: {
	changes: readonly ChangedLine[];
	choices: readonly ChoiceReasons[];
	nameOf: (cooperativeId: string) => string;
	wordsOf: (cooperativeId: string) => Words;
}) {
	return (
		<ul className="proposal-lines">
			{changes.map(({ cooperativeId, change, before, after }) => {
				const words = wordsOf(cooperativeId);
				const reasons = choices.find((choice) => choice.cooperativeId === cooperativeId);
				const team = (ids: readonly string[]) =>
					ids.map((id) => words.people[id] ?? "une personne partie").join(" et ");
				return (
					<li key={cooperativeId} className="proposal-line">
						<label className="choice">
							<input
								type="checkbox"
								name="line"
								value={`${cooperativeId}:${before?.version ?? 0}`}
								defaultChecked={change !== "same"}
								disabled={change === "same"}
							/>
							<span>
								<strong>{nameOf(cooperativeId)}</strong>{" "}
								<Badge kind={change === "withdrawn" ? "warning" : change === "same" ? "neutral" : "info"}>
									{lineChangeLabels[change]}
								</Badge>
								{after && (
									<small>
										{frenchTypography(
											`${visitKindLabels[after.kind]}, ${formatVisitDates(after)} : ${team(after.team)}`,
										)}
									</small>
								)}
								{before && change !== "same" && (
									<small className="was">
										{frenchTypography(`Aujourd’hui : ${formatVisitDates(before)}, ${team(before.team)}`)}
									</small>
								)}
							</span>
						</label>
						{reasons && after && (
							<details>
								<summary>{after.team.length === 1 ? "Pourquoi cette personne" : "Pourquoi ces deux personnes"}</summary>
								<ul>
									{memberSentences(reasons, words, after.kind === "followUp").map((sentence) => (
										<li key={sentence}>{sentence}</li>
									))}
									<li>{otherSentence(reasons, words)}</li>
								</ul>
							</details>
						)}
					</li>
				);
			})}
		</ul>
	);
}
