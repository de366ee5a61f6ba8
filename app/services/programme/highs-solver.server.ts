/** The linear solver of the planner: HiGHS, a mixed-integer solver compiled to WebAssembly. One thread, the same answer each time. */
import type loadHighs from "highs";
import type { LinearColumn, LinearModel, LinearSolver } from "~/domain/programme/linear-model";

export interface SolverLimits {
	/** Nodes of the search at most: what ends it the same way on every machine. */
	readonly nodes: number;
	/** Seconds at most, when the machine is slower than thought. */
	readonly seconds: number;
	/** How near the best, as a fraction, is near enough. */
	readonly gap: number;
}

export const SOLVER_LIMITS: SolverLimits = { nodes: 1_000, seconds: 60, gap: 0.0005 };

const EMPTY = { format: "csr" as const, numCols: 0, indices: new Int32Array(), values: new Float64Array() };

/** @param load what the package gives: in a thread, it is found by its path. */
export async function solverOf(load: typeof loadHighs, limits: SolverLimits = SOLVER_LIMITS): Promise<LinearSolver> {
	const highs = await load();
	return {
		open(rows): LinearModel {
			const model = highs.createModel();
			model.options.set({ output_flag: false, random_seed: 1 });
			model.addRows({
				lower: Float64Array.from(rows, ({ lower }) => lower),
				upper: Float64Array.from(rows, ({ upper }) => upper),
				matrix: { ...EMPTY, numRows: rows.length, starts: new Int32Array(rows.length + 1) },
			});
			const whole: boolean[] = [];
			let height = rows.length;
			return {
				addColumns(columns) {
					if (columns.length === 0) return;
					model.addCols({ ...bounds(columns), matrix: matrix(columns, height) });
					whole.push(...columns.map((column) => column.whole));
				},
				addLimit(columns, upper) {
					model.addRow(0, upper, { indices: [...columns], values: columns.map(() => 1) });
					height += 1;
					return height - 1;
				},
				solveFractions() {
					model.run();
					expectStatus(model.getModelStatus() === highs.constants.modelStatus.optimal);
					const { rowDual, colValue } = model.getSolution();
					return { objective: model.getObjectiveValue(), prices: rowDual, values: colValue };
				},
				solveWhole(start) {
					const { integer, continuous } = highs.constants.variableType;
					model.changeColsIntegrality(
						{ kind: "range", from: 0, to: whole.length - 1 },
						whole.map((one) => (one ? integer : continuous)),
					);
					model.options.set({ time_limit: limits.seconds, mip_max_nodes: limits.nodes, mip_rel_gap: limits.gap });
					model.setSolution({ colValue: [...start] });
					model.run();
					const stopped = model.getModelStatus() !== highs.constants.modelStatus.optimal;
					return { values: model.getSolution().colValue, stopped };
				},
				close: () => model.dispose(),
			};
		},
	};
}

function bounds(columns: readonly LinearColumn[]) {
	return {
		cost: Float64Array.from(columns, ({ cost }) => cost),
		lower: new Float64Array(columns.length),
		upper: Float64Array.from(columns, ({ upper }) => upper),
	};
}

/** Column after column: where each starts, the rows it touches, what it weighs there. */
function matrix(columns: readonly LinearColumn[], rows: number) {
	const starts = [0];
	for (const column of columns) starts.push((starts.at(-1) ?? 0) + column.rows.length);
	return {
		format: "csc" as const,
		numRows: rows,
		numCols: columns.length,
		starts: Int32Array.from(starts),
		indices: Int32Array.from(columns.flatMap((column) => column.rows)),
		values: Float64Array.from(columns.flatMap((column) => column.weights)),
	};
}

function expectStatus(holds: boolean) {
	if (!holds) throw new Error("the linear solver found no optimum");
}
