/** Owns a version's criteria as a list: by domain and chapter, a line each, the rest on the criterion's own page. */
import type { SearchedPlace } from "~/domain/standard/criterion-search";
import type { ChangeKind, CriterionKind } from "~/domain/standard/standard";
import { comparedKindLabel } from "~/messages.comparison.fr";
import { criterionKindLabels } from "~/messages.fr";
import { listed, searchedPlaceLabels } from "~/messages.standard.fr";
import { paths } from "~/paths";
import { Badge } from "../display/badge";
import { DomainMark, domainHue } from "../display/domain-mark";
import { Link } from "../layout/link";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

export interface CriterionLine {
	readonly id: string;
	readonly title: string;
	readonly kind: CriterionKind;
	readonly blocking: boolean;
	readonly weight: number;
	readonly change: ChangeKind | null;
	/** Where the words are, when not in the title. */
	readonly where: readonly SearchedPlace[];
}

export interface DomainLines {
	readonly code: string;
	readonly title: string;
	readonly description: string;
	readonly chapters: readonly {
		readonly code: string;
		readonly title: string;
		readonly criteria: readonly CriterionLine[];
	}[];
}

export function CriteriaList({ version, domains }: { version: string; domains: readonly DomainLines[] }) {
	return (
		<>
			{domains.map(({ code, title, description, chapters }) => (
				<section
					key={code}
					id={code}
					className={`section section-ruled ${domainHue(code)}`}
					aria-labelledby={`${code}-titre`}
				>
					<header>
						<h2 id={`${code}-titre`}>
							<DomainMark code={code} /> {frenchTypography(title)}
						</h2>
						<span className="small soft">
							{formatCount(
								chapters.reduce((sum, { criteria }) => sum + criteria.length, 0),
								"critère",
							)}
						</span>
						<p>{frenchTypography(description)}</p>
					</header>
					{chapters.map((chapter) => (
						<div key={chapter.code} className="criteria-chapter">
							<h3>{frenchTypography(chapter.title)}</h3>
							<ul className="criteria-list">
								{chapter.criteria.map((line) => (
									<Line key={line.id} version={version} line={line} />
								))}
							</ul>
						</div>
					))}
				</section>
			))}
		</>
	);
}

function Line({ version, line }: { version: string; line: CriterionLine }) {
	const { id, title, kind, blocking, weight, change, where } = line;
	return (
		<li id={id}>
			<span className="criterion-code">{id}</span>
			<span>
				<Link href={paths.standard.criterion(version, id)}>{frenchTypography(title)}</Link>
				<span className="criteria-facts">
					{criterionKindLabels[kind]}, poids {weight}
					{change && ` · ${comparedKindLabel(change)}`}
					{where.length > 0 && ` · trouvé dans ${listed(where.map((place) => searchedPlaceLabels[place]))}`}
				</span>
			</span>
			{blocking && <Badge kind="blocking">Bloquant</Badge>}
		</li>
	);
}
