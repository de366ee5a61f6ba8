/** Owns the way to any criterion's own page, and to a chapter set aside: also for whoever has no JavaScript. */
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Section } from "../layout/section";
import { frenchTypography } from "../text/french";

export function CriterionIndex({
	assessmentId,
	domains,
}: {
	assessmentId: string;
	domains: readonly {
		readonly code: string;
		readonly title: string;
		readonly mayAnswer: boolean;
		readonly chapters: readonly {
			readonly code: string;
			readonly title: string;
			readonly criteria: readonly string[];
		}[];
	}[];
}) {
	return (
		<Section
			title="Critère par critère"
			ruled
			lead="La page d’un critère réunit sa réponse, son historique, les échanges de l’équipe et ses pièces."
		>
			{domains.map(({ code, title, mayAnswer, chapters }) => (
				<details key={code}>
					<summary>{title}</summary>
					<dl>
						{chapters.map((chapter) => (
							<div key={chapter.code}>
								<dt>
									{frenchTypography(chapter.title)}
									{mayAnswer && (
										<>
											{" · "}
											<Link href={paths.assessments.chapterAside(assessmentId, code, chapter.code)}>
												Écarter ce chapitre<span className="visually-hidden"> {frenchTypography(chapter.title)}</span>
											</Link>
										</>
									)}
								</dt>
								<dd className="actions">
									{chapter.criteria.map((id) => (
										<Link key={id} href={paths.assessments.criterion(assessmentId, id)}>
											{id}
										</Link>
									))}
								</dd>
							</div>
						))}
					</dl>
				</details>
			))}
		</Section>
	);
}
