/** Owns the way to the answers that wait for a confirmation, by domain. Nothing when none does. */
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { frenchTypography } from "../text/french";

export interface ProposedIn {
	readonly domain: string;
	readonly count: number;
}

export function ToConfirmLinks({
	assessmentId,
	proposedIn,
}: {
	assessmentId: string;
	proposedIn: readonly ProposedIn[];
}) {
	if (proposedIn.length === 0) return null;
	return (
		<p>
			{frenchTypography("Réponses proposées, à confirmer : ")}
			{proposedIn.map(({ domain, count }, index) => (
				<span key={domain}>
					{index > 0 && ", "}
					<Link href={paths.assessments.domain(assessmentId, domain, undefined, "toConfirm")}>{domain}</Link>
					{` (${count})`}
				</span>
			))}
		</p>
	);
}
