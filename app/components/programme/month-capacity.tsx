/** Owns the capacity of each month: days auditors are free, days already taken by visits. */
import type { MonthCapacity as Month } from "~/domain/programme/capacity";
import { formatCount, formatMonth, formatNumber } from "../text/format";
import { frenchTypography } from "../text/french";

export function MonthCapacity({ months }: { months: readonly Month[] }) {
	const most = Math.max(1, ...months.map(({ free, taken }) => Math.max(free, taken)));
	const height = (days: number) => (60 * days) / most;
	return (
		<ul className="month-capacity">
			{months.map(({ month, free, taken, visits }) => (
				<li key={month}>
					<strong>{formatMonth(`${month}-01`).replace(/\s\d{4}$/u, "")}</strong>
					<svg viewBox="0 0 40 60" preserveAspectRatio="none" aria-hidden="true" focusable="false">
						<rect className="capacity-free" x={2} width={36} y={60 - height(free)} height={height(free)} />
						<rect className="capacity-taken" x={12} width={16} y={60 - height(taken)} height={height(taken)} />
					</svg>
					<span>{formatCount(visits, "visite")}</span>
					<span className="soft">{frenchTypography(`${formatNumber(taken)} j. pris sur ${formatNumber(free)}`)}</span>
				</li>
			))}
		</ul>
	);
}
