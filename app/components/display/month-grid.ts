/** Owns the days of a month laid in weeks, Monday first. Pure; days are ISO texts, no time zone involved. */

export interface GridDay {
	/** "2026-03-12" */
	readonly date: string;
	readonly day: number;
	readonly inMonth: boolean;
}

/** Weeks of a month given as "2026-03": 4 to 6 rows of seven days, days of the neighbours included. */
export function monthGrid(month: string): GridDay[][] {
	const [year = 0, monthNumber = 1] = month.split("-").map(Number);
	const first = Date.UTC(year, monthNumber - 1, 1);
	const leading = (new Date(first).getUTCDay() + 6) % 7;
	const daysInMonth = new Date(Date.UTC(year, monthNumber, 0)).getUTCDate();
	const weeks = Math.ceil((leading + daysInMonth) / 7);
	return Array.from({ length: weeks }, (_, week) =>
		Array.from({ length: 7 }, (_, weekday) => {
			const date = new Date(first + (week * 7 + weekday - leading) * 86_400_000);
			return {
				date: date.toISOString().slice(0, 10),
				day: date.getUTCDate(),
				inMonth: date.getUTCMonth() === monthNumber - 1,
			};
		}),
	);
}
