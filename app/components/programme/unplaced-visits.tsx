/** Owns the visits that found no place: the reason first, then who is left rule after rule, then what would free a place. */
import type { Impossibility } from "~/domain/programme/explain-plan";
import { Link } from "../layout/link";
import { frenchTypography } from "../text/french";
import { impossibilityHeadline, liftSentences, remainingSentence, type Words } from "./programme-words";

export function UnplacedVisits({
	impossibilities,
	about,
}: {
	impossibilities: readonly Impossibility[];
	about: (cooperativeId: string) => {
		readonly name: string;
		readonly href: string;
		readonly words: Words;
		readonly window: { readonly opensOn: string; readonly closesOn: string } | null;
	};
}) {
	return (
		<ul className="proposal-lines">
			{impossibilities.map((impossibility) => {
				const { name, href, words, window } = about(impossibility.cooperativeId);
				const lifts = liftSentences(impossibility, words);
				return (
					<li key={impossibility.cooperativeId} className="proposal-line">
						<p>
							<Link href={href}>{name}</Link>
							{frenchTypography(" : ")}
							<strong>{impossibilityHeadline(impossibility, words, window)}.</strong>
						</p>
						<details>
							<summary>Qui reste, et ce qui libérerait une place</summary>
							<ul>
								<li>{remainingSentence(impossibility.auditors, "en tout")}</li>
								{impossibility.ofSector && (
									<li>{remainingSentence(impossibility.ofSector, `de la filière ${words.sector}`)}</li>
								)}
								{!impossibility.alone && (
									<li>
										{frenchTypography("Seule, cette visite trouverait une place : ce sont les autres qui la prennent.")}
									</li>
								)}
								{lifts.length === 0 ? (
									<li>
										{frenchTypography(
											"Plusieurs règles à la fois s’y opposent : aucune, seule, ne libérerait de place.",
										)}
									</li>
								) : (
									lifts.map((sentence) => <li key={sentence}>{frenchTypography(`Une place se libère ${sentence}`)}</li>)
								)}
							</ul>
						</details>
					</li>
				);
			})}
		</ul>
	);
}
