/** Owns how an hour of a visit is written: « 9 h », « 9 h 30 ». */

/** @param time "09:30" */
export function formatHour(time: string): string {
	const [hours, minutes] = time.split(":");
	return `${Number(hours)}\u00a0h${minutes === "00" ? "" : `\u00a0${minutes}`}`;
}
