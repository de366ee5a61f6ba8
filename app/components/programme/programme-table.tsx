/** Owns the cooperatives of the board: situation, band of the year, visit settled or proposed, what comes next. */
import type { AuditKind } from "~/domain/audit/audit";
import type { MissingCondition, SituationCode, VisitWindow } from "~/domain/programme/situation";
import { missingLabels, situationLabels, visitKindLabels } from "~/messages.programme.fr";
import { paths } from "~/paths";
import { formatVisitDates } from "../audit/visit-dates";
import { Badge } from "../display/badge";
import { type Column, DataTable } from "../display/data-table";
import { Link } from "../layout/link";
import { frenchTypography } from "../text/french";
import { MonthScale, YearBand } from "./year-band";

export interface BoardRow {
	readonly cooperativeId: string;
	readonly name: string;
	readonly department: string | null;
	readonly code: SituationCode;
	readonly due: { readonly kind: AuditKind; readonly window: VisitWindow } | null;
	readonly late: boolean;
	readonly missing: readonly MissingCondition[];
	readonly visit: {
		readonly id: string;
		readonly kind: AuditKind;
		readonly startsOn: string;
		readonly endsOn: string;
	} | null;
	readonly line: {
		readonly startsOn: string;
		readonly endsOn: string;
		readonly pinned: boolean;
		readonly team: readonly (string | null)[];
	} | null;
}

export function ProgrammeTable({
	caption,
	rows,
	year,
	today,
	plans,
	banded = true,
}: {
	caption: string;
	rows: readonly BoardRow[];
	year: number;
	today: string;
	/** Whether the reader plans: lines lead to their page. */
	plans: boolean;
	/** false where no visit has days yet. */
	banded?: boolean;
}) {
	return (
		<DataTable
			caption={caption}
			captionHidden
			stacked="words"
			rows={rows}
			rowKey={(row) => row.cooperativeId}
			columns={[
				{
					key: "name",
					header: "CAE",
					rowHeader: true,
					cell: (row) => (
						<>
							{plans && (row.due || row.line) ? (
								<Link href={paths.programme.line(year, row.cooperativeId)}>{row.name}</Link>
							) : (
								<Link href={paths.cooperatives.one(row.cooperativeId)}>{row.name}</Link>
							)}
							{row.department && <span className="small soft"> {row.department}</span>}
						</>
					),
				},
				{
					key: "situation",
					header: "Situation",
					cell: (row) => (
						<>
							{situationLabels[row.code]} {row.late && <Badge kind="danger">En retard</Badge>}
							{row.missing.length > 0 && (
								<span className="small soft">
									{" "}
									{frenchTypography(`Manque : ${row.missing.map((code) => missingLabels[code]).join(", ")}`)}
								</span>
							)}
						</>
					),
				},
				...(banded ? dayColumns(year, today) : []),
			]}
		/>
	);
}

function VisitOf({ row: { visit, line, due } }: { row: BoardRow }) {
	if (visit) {
		return (
			<Link href={paths.audits.one(visit.id)}>
				{visitKindLabels[visit.kind]}, {formatVisitDates(visit)}
			</Link>
		);
	}
	if (line) {
		return (
			<>
				{frenchTypography(`Proposée ${formatVisitDates(line)}`)} {line.pinned && <Badge kind="info">Épinglée</Badge>}
				<span className="small soft"> {line.team.map((name) => name ?? "une personne partie").join(" et ")}</span>
			</>
		);
	}
	if (!due) return <span className="soft">Aucune</span>;
	return (
		<span className="soft">
			{frenchTypography(
				`${visitKindLabels[due.kind]} à placer ${formatVisitDates({ startsOn: due.window.opensOn, endsOn: due.window.closesOn })}`,
			)}
		</span>
	);
}

/** The band of the year and the visit. */
function dayColumns(year: number, today: string): Column<BoardRow>[] {
	return [
		{
			key: "band",
			header: <MonthScale />,
			label: "Année",
			cell: (row) => (
				<YearBand
					band={{
						year,
						today,
						window: row.due?.window ?? null,
						placed: row.visit ? null : row.line,
						settled: row.visit,
					}}
				/>
			),
		},
		{ key: "visit", header: "Visite", cell: (row) => <VisitOf row={row} /> },
	];
}
