/** Owns a table of the plan: what, who, by when, where it stands. Reads on paper as on the screen. */
import { paths } from "~/paths";
import { Badge } from "../display/badge";
import { type Column, DataTable } from "../display/data-table";
import { DomainMark } from "../display/domain-mark";
import { LevelMark } from "../display/level-mark";
import { Link } from "../layout/link";
import { formatCount, formatDate } from "../text/format";
import { frenchTypography } from "../text/french";
import { ActionBadge, DueBadge } from "./due-badge";
import type { ActionRow, AssignmentRow, PlanGroup, PlanLine } from "./plan-lines";

export function PlanTable({
	group,
	assessmentId,
	cooperativeId,
	shows,
}: {
	group: PlanGroup;
	assessmentId: string;
	cooperativeId: string;
	/** The column that the title of the group does not say. */
	shows: "person" | "day";
}) {
	const columns: Column<PlanLine>[] = [
		{
			key: "what",
			header: "Quoi",
			rowHeader: true,
			cell: (line) =>
				line.kind === "answer" ? (
					<Answering row={line.row} assessmentId={assessmentId} />
				) : (
					<Acting row={line.row} cooperativeId={cooperativeId} />
				),
		},
		...(shows === "person" ? [{ key: "who", header: "Qui", cell: whose }] : []),
		{ key: "when", header: "Pour le", cell: ({ dueOn }) => formatDate(dueOn) },
		{
			key: "state",
			header: "Où on en est",
			cell: (line) =>
				line.kind === "action" ? (
					<ActionBadge standing={line.row.standing} />
				) : (
					<>
						<DueBadge state={line.row.state} />
						{line.row.left > 0 && ` reste ${line.row.left} sur ${formatCount(line.row.criteria, "critère")}`}
					</>
				),
		},
	];
	return (
		<DataTable
			caption={group.title}
			captionNote={formatCount(group.lines.length, "ligne")}
			columns={columns}
			rows={group.lines}
			rowKey={({ row }) => row.id}
			stacked="words"
		/>
	);
}

function whose({ person, orphan }: PlanLine) {
	return (
		<>
			{person} {orphan && <Badge kind="danger">À réattribuer</Badge>}
		</>
	);
}

function Answering({ row, assessmentId }: { row: AssignmentRow; assessmentId: string }) {
	const { domain, criterionId, title, next, note, mayChange } = row;
	const name = frenchTypography(criterionId === null ? title : `${criterionId} · ${title}`);
	return (
		<>
			<DomainMark code={domain} />{" "}
			{next === null ? name : <Link href={paths.assessments.domain(assessmentId, domain, next)}>{name}</Link>}
			{note && <p className="small soft">{frenchTypography(note)}</p>}
			{mayChange && (
				<p className="small no-print">
					<Link
						href={paths.assessments.assign(assessmentId, criterionId ?? domain)}
						aria-label={`Modifier l’attribution : ${name}`}
					>
						Modifier
					</Link>
				</p>
			)}
		</>
	);
}

function Acting({ row, cooperativeId }: { row: ActionRow; cooperativeId: string }) {
	const { domain, criterionId, title, fromLevel, toLevel } = row;
	return (
		<>
			<DomainMark code={domain} />{" "}
			<Link href={paths.cooperatives.action(cooperativeId, row.id)}>
				{frenchTypography(`Action : ${criterionId} · ${title}`)}
			</Link>
			<p className="small soft">
				<LevelMark level={fromLevel} label={fromLevel === null ? "sans niveau" : `niveau ${fromLevel}`} /> →{" "}
				<LevelMark level={toLevel} label={`niveau ${toLevel}`} />
			</p>
		</>
	);
}
