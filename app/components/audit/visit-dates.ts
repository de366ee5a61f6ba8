/** Owns how the days of a visit are written: « 12 mars 2026 », « du 12 au 13 mars 2026 ». */
import { formatDate } from "../text/format";

const NO_BREAK = "\u00a0";

export function formatVisitDates({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }): string {
	if (startsOn === endsOn) return `le ${formatDate(startsOn)}`;
	const [day = "", month = "", year] = formatDate(startsOn).split(NO_BREAK);
	const [, lastMonth, lastYear] = formatDate(endsOn).split(NO_BREAK);
	const start = year !== lastYear ? formatDate(startsOn) : month !== lastMonth ? `${day}${NO_BREAK}${month}` : day;
	return `du ${start} au ${formatDate(endsOn)}`;
}
