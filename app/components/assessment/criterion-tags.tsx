/** Owns what a criterion is in a few words: mandatory or recommended, why, and whether it blocks. */
import type { SheetRow } from "~/domain/assessment/sheet";
import { criterionKindLabels, criterionTypeLabels } from "~/messages.fr";
import { Badge } from "../display/badge";

export function CriterionTags({ row }: { row: Pick<SheetRow, "kind" | "type" | "blocking"> }) {
	return (
		<p className="criterion-tags">
			{row.blocking && <Badge kind="blocking">Bloquant</Badge>}
			<Badge>
				{row.kind === "recommended"
					? `${criterionKindLabels[row.kind]} : ${criterionTypeLabels[row.type].toLowerCase()}`
					: criterionTypeLabels[row.type]}
			</Badge>
		</p>
	);
}
