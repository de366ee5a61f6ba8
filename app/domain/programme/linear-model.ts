/** Owns what the planner asks of a linear solver, so that the domain knows none: rows first, columns as they come. */
export interface LinearRow {
	readonly lower: number;
	readonly upper: number;
}

export interface LinearColumn {
	readonly cost: number;
	readonly upper: number;
	/** Its coefficients: rows, in ascending order, and what it weighs in each. */
	readonly rows: readonly number[];
	readonly weights: readonly number[];
	/** Must be a whole number in the end. */
	readonly whole: boolean;
}

export interface LinearModel {
	/** Lower bound 0. */
	addColumns(columns: readonly LinearColumn[]): void;
	/** One row more: at most `upper` of these columns together. Answers its number. */
	addLimit(columns: readonly number[], upper: number): number;
	/** The best with fractions allowed. `prices`: what one unit more of each row would change. */
	solveFractions(): {
		readonly objective: number;
		readonly prices: ArrayLike<number>;
		readonly values: ArrayLike<number>;
	};
	/** The best found in whole numbers, at least as good as `start`; `stopped`: a limit was reached before the proof. */
	solveWhole(start: readonly number[]): { readonly values: ArrayLike<number>; readonly stopped: boolean };
	close(): void;
}

export interface LinearSolver {
	open(rows: readonly LinearRow[]): LinearModel;
}
