/** Owns for whom a new version changes which criteria are put: everyone, then each sector, activity, condition and size. */
import { applicableCriteria } from "./applicability";
import type { Lineage } from "./lineage";
import type { Profile, Standard } from "./standard";

/** Codes are those of the versions' own lists; `min` is a number of people. */
export type Audience =
	| { readonly scope: "everyone" }
	| { readonly scope: "sector" | "activity" | "condition"; readonly code: string; readonly label: string }
	| { readonly scope: "headcount"; readonly min: number };

export interface AudienceDifference {
	readonly audience: Audience;
	/** Criteria put to a cooperative with that only, in each version. */
	readonly before: number;
	readonly after: number;
	/** Ids of the new version put to it, of which none of the origins was. */
	readonly gained: readonly string[];
	/** Ids of the previous version put to it, of which none of the heirs is. */
	readonly lost: readonly string[];
}

const NOBODY: Profile = { sectors: [], activities: [], headcount: 0, conditions: [] };

/**
 * A criterion has one reason to apply, so that a profile meets what its parts meet. `everyone` comes first: a cooperative
 * without any sector, activity, condition, nor size that a criterion asks for. The others are there when what they gain or
 * lose is not what everyone does.
 */
export function compareAudiences(previous: Standard, next: Standard, lineage: Lineage): readonly AudienceDifference[] {
	const compare = (audience: Audience) => compareFor(audience, previous, next, lineage);
	const everyone = compare({ scope: "everyone" });
	const others = audiencesOf(previous, next)
		.map(compare)
		.filter(({ gained, lost }) => `${gained}|${lost}` !== `${everyone.gained}|${everyone.lost}`);
	return [everyone, ...others];
}

function audiencesOf(previous: Standard, next: Standard): readonly Audience[] {
	const named = (scope: "sector" | "activity" | "condition", list: "sectors" | "activities" | "conditions") => {
		const labels = new Map([...previous[list], ...next[list]].map(({ code, label }) => [code, label]));
		return [...labels].map(([code, label]): Audience => ({ scope, code, label }));
	};
	const thresholds = [...previous.criteria, ...next.criteria].flatMap(({ applicability }) =>
		applicability.scope === "headcount" ? [applicability.min] : [],
	);
	return [
		...named("sector", "sectors"),
		...named("activity", "activities"),
		...named("condition", "conditions"),
		...[...new Set(thresholds)].sort((a, b) => a - b).map((min): Audience => ({ scope: "headcount", min })),
	];
}

function compareFor(audience: Audience, previous: Standard, next: Standard, lineage: Lineage): AudienceDifference {
	const profile = profileOf(audience);
	const before = new Set(applicableCriteria(previous, profile).map(({ id }) => id));
	const after = new Set(applicableCriteria(next, profile).map(({ id }) => id));
	return {
		audience,
		before: before.size,
		after: after.size,
		gained: [...after].filter((id) => !lineage.origins.get(id)?.from.some((origin) => before.has(origin))),
		lost: [...before].filter((id) => {
			const fate = lineage.fates.get(id);
			return !fate || fate.retired || !fate.to.some((heir) => after.has(heir));
		}),
	};
}

function profileOf(audience: Audience): Profile {
	switch (audience.scope) {
		case "everyone":
			return NOBODY;
		case "sector":
			return { ...NOBODY, sectors: [audience.code] };
		case "activity":
			return { ...NOBODY, activities: [audience.code] };
		case "condition":
			return { ...NOBODY, conditions: [audience.code] };
		case "headcount":
			return { ...NOBODY, headcount: audience.min };
	}
}
