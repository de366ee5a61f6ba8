/** Owns the criteria of a version as a profile meets them: put or not, each with its reason. */
import type { ApplicabilityVerdict } from "~/domain/standard/applicability";
import type { Applicability, CriterionKind, Profile } from "~/domain/standard/standard";
import { criterionKindLabels } from "~/messages.fr";
import { verdictText } from "~/messages.standard.fr";
import { paths } from "~/paths";
import { Badge } from "../display/badge";
import { DomainMark, domainHue } from "../display/domain-mark";
import { Link } from "../layout/link";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

interface JudgedLine {
	readonly id: string;
	readonly title: string;
	readonly kind: CriterionKind;
	readonly blocking: boolean;
	readonly applicability: Applicability;
	readonly verdict: ApplicabilityVerdict;
}

interface JudgedCriteriaProps {
	readonly version: string;
	readonly domains: readonly {
		readonly code: string;
		readonly title: string;
		readonly criteria: readonly JudgedLine[];
	}[];
	readonly profile: Profile;
	readonly terms: Readonly<Record<string, string>>;
}

/** What is not put comes first: it is short, and it is what one doubts. */
export function JudgedCriteria({ version, domains, profile, terms }: JudgedCriteriaProps) {
	const line = (judged: JudgedLine) => (
		<li key={judged.id}>
			<span className="criterion-code">{judged.id}</span>
			<span>
				<Link href={paths.standard.criterion(version, judged.id)}>{frenchTypography(judged.title)}</Link>
				<span className="criteria-facts">
					{criterionKindLabels[judged.kind]} · {frenchTypography(verdictText(judged, profile, terms))}
				</span>
			</span>
			{judged.blocking && <Badge kind="blocking">Bloquant</Badge>}
		</li>
	);
	const leftOut = domains.flatMap(({ criteria }) => criteria.filter(({ verdict }) => !verdict.applies));
	return (
		<>
			{leftOut.length > 0 && (
				<Section
					title="Critères qui ne sont pas posés"
					ruled
					lead={`${formatCount(leftOut.length, "critère")}, chacun avec ce qui l’écarte.`}
				>
					<ul className="criteria-list">{leftOut.map(line)}</ul>
				</Section>
			)}
			{domains.map(({ code, title, criteria }) => {
				const put = criteria.filter(({ verdict }) => verdict.applies);
				return (
					put.length > 0 && (
						<div key={code} className={`section ${domainHue(code)}`}>
							<Section
								title={frenchTypography(title)}
								ruled
								actions={<DomainMark code={code} />}
								lead={`${formatCount(put.length, "critère posé", "critères posés")} sur ${criteria.length}.`}
							>
								<ul className="criteria-list">{put.map(line)}</ul>
							</Section>
						</div>
					)
				);
			})}
		</>
	);
}
