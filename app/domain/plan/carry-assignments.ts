/** Owns what last year's assignments propose to a new assessment: the same person, at the same place of the campaign, to confirm. */
import type { TeamMember } from "../access/entrusted-domains";
import type { Day, Span } from "../calendar-day";
import type { Criterion } from "../standard/standard";
import { isOrphan } from "./assignment";
import { moveDay } from "./due";

/** Of the earlier year. `heirs`: criteria of the new version that come from its own. */
export interface EarlierAssignment {
	readonly domain: string;
	/** Null: the whole domain. */
	readonly criterionId: string | null;
	readonly heirs: readonly string[];
	readonly assigneeId: string;
	readonly dueOn: Day;
	readonly note: string;
}

export interface ProposedAssignment {
	readonly domain: string;
	/** Of the new version; null: the whole domain. */
	readonly criterionId: string | null;
	readonly assigneeId: string;
	readonly dueOn: Day;
	readonly note: string;
	/** Whoever held it is no longer there to take it again: somebody else is to be chosen. */
	readonly orphan: boolean;
}

/**
 * One proposal per domain or criterion put to the cooperative and not assigned yet, in the order of the référentiel; of
 * several that merged into one, the first due. What was retired, or is not put this time, proposes nothing.
 * @param put criteria put to the cooperative in the new assessment, in the order of the référentiel
 * @param taken what is assigned already: the domain's code, or the criterion's id
 * Source: R-124.
 */
export function carryAssignments(
	earlier: readonly EarlierAssignment[],
	put: readonly Pick<Criterion, "id" | "domain">[],
	taken: ReadonlySet<string>,
	team: readonly Pick<TeamMember, "userId" | "role" | "domains">[],
	campaigns: { readonly from: Span; readonly to: Span },
): readonly ProposedAssignment[] {
	const domains = [...new Set(put.map(({ domain }) => domain))];
	const targets = domains.flatMap((domain) => [
		{ domain, criterionId: null },
		...put.filter((one) => one.domain === domain).map(({ id }) => ({ domain, criterionId: id })),
	]);
	return targets.flatMap(({ domain, criterionId }) => {
		if (taken.has(criterionId ?? domain)) return [];
		const [first] = earlier
			.filter((one) =>
				criterionId === null
					? one.criterionId === null && one.domain === domain
					: one.criterionId !== null && one.heirs.includes(criterionId),
			)
			.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
		if (!first) return [];
		const { assigneeId, note } = first;
		const dueOn = moveDay(first.dueOn, campaigns.from, campaigns.to);
		return [{ domain, criterionId, assigneeId, dueOn, note, orphan: isOrphan(assigneeId, domain, team) }];
	});
}
