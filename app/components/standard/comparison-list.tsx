/** Owns the list of a comparison, one criterion after the other, by domain. */
import type { CriterionComparison, StandardComparison } from "~/domain/standard/comparison";
import { DomainMark } from "../display/domain-mark";
import { EmptyState } from "../layout/empty-state";
import { ComparedCriterion } from "./criterion-comparison";

export function ComparisonList({
	criteria,
	domains,
	terms,
}: {
	criteria: readonly CriterionComparison[];
	domains: StandardComparison["domains"];
	terms: StandardComparison["terms"];
}) {
	if (criteria.length === 0) return <EmptyState title="Aucun critère ne répond à ces filtres." />;
	return domains.map(({ code, title }) => {
		const own = criteria.filter(({ domain }) => domain === code);
		if (own.length === 0) return null;
		return (
			<section key={code} aria-label={title} className="compared-domain">
				<p className="compared-domain-title">
					<DomainMark code={code} name={title} />
				</p>
				{own.map((criterion) => (
					<ComparedCriterion key={criterion.id} criterion={criterion} terms={terms} />
				))}
			</section>
		);
	});
}
