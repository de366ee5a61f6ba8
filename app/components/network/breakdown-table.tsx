/** Owns the figures by region or by sector. */
import type { GroupFigures } from "~/domain/network/breakdown";
import { SMALLEST_COHORT } from "~/domain/network/quartiles";
import type { Measure } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import { uncapitalised } from "~/domain/network/words";
import { measureLabels, NOT_KNOWN, stageLabels } from "~/messages.fr";
import { rateText } from "../chart/series";
import { DataTable } from "../display/data-table";
import { Link } from "../layout/link";

export function BreakdownTable({
	caption,
	header,
	groups,
	measure,
	stage,
	nameOf,
	hrefOf,
}: {
	caption: string;
	header: string;
	groups: readonly GroupFigures[];
	measure: Measure;
	stage: ScoreStage;
	nameOf: (group: string) => string;
	/** The page filtered on that group. */
	hrefOf: (group: string | null) => string;
}) {
	return (
		<DataTable
			caption={caption}
			captionNote={`Médiane : ${uncapitalised(measureLabels[measure])}, ${uncapitalised(stageLabels[stage])} ; « – » sous ${SMALLEST_COHORT} CAE.`}
			columns={[
				{
					key: "group",
					header,
					rowHeader: true,
					cell: ({ group }) => <Link href={hrefOf(group)}>{group === null ? NOT_KNOWN : nameOf(group)}</Link>,
				},
				{ key: "all", header: "CAE", numeric: true, cell: ({ figures }) => figures.cooperatives },
				{ key: "engaged", header: "Engagées", numeric: true, cell: ({ figures }) => figures.engaged },
				{ key: "labelled", header: "Labellisées", numeric: true, cell: ({ figures }) => figures.labelled },
				{
					key: "median",
					header: "Médiane",
					numeric: true,
					cell: ({ quartiles }) => rateText(quartiles?.median, measure),
				},
			]}
			rows={groups}
			rowKey={({ group }) => group ?? ""}
		/>
	);
}
