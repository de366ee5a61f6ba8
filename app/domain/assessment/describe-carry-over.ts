/** Owns what a person is told before an earlier year's answers are proposed: how many, and each that is not, with its reason. */
import type { Standard } from "../standard/standard";
import type { CarriedBucket, CarryOver } from "./carry-over";

export interface LeftAnswer {
	/** Id of the earlier version. */
	readonly id: string;
	readonly title: string;
	/** `partly`: its criterion was split, and not every part gets a proposal. */
	readonly fate: Exclude<CarriedBucket, "proposed"> | "partly";
	/** What changed, or why it was retired. French; empty when the profile is the reason. */
	readonly why: string;
}

export interface ToldCarryOver {
	/** Criteria that get a proposal. */
	readonly proposed: number;
	/** Answers of the earlier year that propose nothing, or not all, in its order. */
	readonly left: readonly LeftAnswer[];
	/** Criteria of the new version without a proposal: new to the cooperative, or to answer afresh. */
	readonly unproposed: number;
}

/** Source: R-89b. */
export function describeCarryOver(
	from: Standard,
	{ criteria: now }: Standard,
	{ answers, criteria, proposals }: CarryOver,
): ToldCarryOver {
	const titles = new Map([...now, ...from.criteria].map(({ id, title }) => [id, title]));
	const heirsOf = (id: string) => criteria.filter(({ earlier }) => earlier.some((one) => one.criterionId === id));
	return {
		proposed: proposals.size,
		left: answers.flatMap(({ criterionId: id, bucket, retirement }): LeftAnswer[] => {
			if (bucket === "proposed") return [];
			const heirs = bucket === "reset" ? heirsOf(id) : [];
			const why = retirement?.reason ?? [...new Set(heirs.flatMap(({ notes }) => notes))].join(" ");
			const partly = heirs.some(({ standing }) => standing === "proposed");
			return [{ id, title: titles.get(id) ?? id, fate: partly ? "partly" : bucket, why }];
		}),
		unproposed: criteria.filter(({ standing }) => standing !== "proposed" && standing !== "notPut").length,
	};
}
