/** Owns the list of criteria whose levels are tried: the declared level, the one tried, what it would cost. */
import { EFFORT_LIMIT, type TriedLevel } from "~/domain/plan/simulation";
import { answeredLevel } from "~/domain/scoring/answer";
import { climbEffort } from "~/domain/scoring/shortest-path";
import type { Level } from "~/domain/standard/standard";
import { Badge } from "../display/badge";
import { DataTable } from "../display/data-table";
import { DomainMark } from "../display/domain-mark";
import { LevelMark } from "../display/level-mark";
import { frenchTypography } from "../text/french";
import type { SimulationData } from "./simulation-data";

const LEVELS: readonly Level[] = [0, 1, 2, 3];

/** `turn`: a new list of its own defaults, and not the same one typed in. */
export function TriedLevels({
	data,
	tried,
	turn,
}: {
	data: Pick<SimulationData, "file" | "titles" | "scale">;
	tried: readonly TriedLevel[];
	turn: number;
}) {
	const { standard, answers } = data.file;
	const known = new Map(standard.criteria.map((criterion) => [criterion.id, criterion]));
	const rows = tried.flatMap((one) => {
		const criterion = known.get(one.criterionId);
		return criterion ? [{ ...one, criterion, from: answeredLevel(answers[one.criterionId]) }] : [];
	});
	return (
		<DataTable
			caption="Niveaux essayés"
			captionHidden
			stacked="words"
			rows={rows}
			rowKey={({ criterionId }) => `${turn}/${criterionId}`}
			columns={[
				{
					key: "criterion",
					header: "Critère",
					rowHeader: true,
					cell: ({ criterion: { id, domain, blocking } }) => (
						<>
							<input type="hidden" name="critere" value={id} />
							<DomainMark code={domain} /> {frenchTypography(`${id} · ${data.titles[id] ?? ""}`)}{" "}
							{blocking && <Badge kind="blocking">Bloquant</Badge>}
						</>
					),
				},
				{
					key: "declared",
					header: "Déclaré",
					cell: ({ from }) => <LevelMark level={from} label={from === null ? "sans niveau" : `niveau ${from}`} />,
				},
				{
					key: "tried",
					header: "Niveau essayé",
					cell: ({ criterionId, to }) => (
						<select
							name="niveau"
							className="input"
							aria-label={`Niveau essayé pour ${criterionId}`}
							defaultValue={to === null ? "" : String(to)}
						>
							<option value="">Comme déclaré</option>
							{LEVELS.map((level) => (
								<option key={level} value={level}>{`${level} · ${data.scale[level]?.label ?? ""}`}</option>
							))}
						</select>
					),
				},
				{
					key: "effort",
					header: "Effort",
					cell: ({ criterionId, criterion, effort, from, to }) => (
						<input
							type="number"
							name="effort"
							className="input input-short"
							min={0}
							max={EFFORT_LIMIT}
							aria-label={`Effort pour ${criterionId}`}
							placeholder={String(climbEffort(criterion, from ?? 0, maxLevel(to ?? criterion.metFrom, from ?? 0)))}
							defaultValue={effort ?? ""}
						/>
					),
				},
			]}
		/>
	);
}

const maxLevel = (a: Level, b: Level): Level => (a > b ? a : b);
