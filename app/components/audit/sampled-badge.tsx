/** Owns the line that says a criterion is of the sample, and why. */
import type { SampleReason } from "~/domain/audit/sampling";
import { sampleReasonLabels } from "~/messages.preparation.fr";
import { Badge } from "../display/badge";
import { frenchTypography } from "../text/french";

export interface Sampled {
	readonly reasons: readonly SampleReason[];
	/** The team's own words; empty when it had nothing to add. */
	readonly note: string;
}

export function SampledBadge({ sampled: { reasons, note } }: { sampled: Sampled }) {
	return (
		<p className="criterion-tags">
			<Badge kind="info">Échantillon</Badge>
			<span className="soft">
				{frenchTypography(
					`${reasons.map((reason) => sampleReasonLabels[reason]).join(", ")}${note === "" ? "" : ` : ${note}`}`,
				)}
			</span>
		</p>
	);
}
