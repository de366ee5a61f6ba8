/** Previews what opening the year's assessment would propose, said before the button: how much, what not, and why. */
import { describeCarryOver, type ToldCarryOver } from "~/domain/assessment/describe-carry-over";
import type { Profile } from "~/domain/standard/standard";
import { getStandard } from "../standard/get-standard.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadCarryOver } from "./load-carry-over.server";
import { openingProfile } from "./opening-profile.server";

export interface PreviewedOpening {
	/** Of the earlier assessment. */
	readonly year: number;
	readonly version: string;
	/** Of the new one. */
	readonly into: string;
	/** Null when nothing leads from one version to the other. */
	readonly told: ToldCarryOver | null;
}

/** Null when the cooperative sent nothing before. */
export async function previewOpening(
	{ db, actor }: UseCase,
	cooperative: { readonly id: string; readonly profile: Profile },
	campaign: { readonly year: number; readonly standardVersionId: string },
): Promise<PreviewedOpening | null> {
	const cooperativeId = cooperative.id;
	authorise(actor, "assessment.open", { cooperativeId }, ["cooperative.read", { cooperativeId }]);
	const published = await getStandard(db, campaign.standardVersionId);
	const profile = await openingProfile(db, cooperative, campaign.year);
	const earlier = await loadCarryOver(db, { cooperativeId, year: campaign.year, published, profile });
	if (!earlier) return null;
	const { year, version, carried, from } = earlier;
	const told = carried && from && describeCarryOver(from, published.standard, carried);
	return { year, version, into: published.standard.version, told };
}
