/** Owns dates, times and numbers as a French reader expects them, in the time of Paris. Pure: the clock is never read here. */

const ZONE = "Europe/Paris";
const NARROW = "\u202f";
const NO_BREAK = "\u00a0";

const dayMonthYear = new Intl.DateTimeFormat("fr-FR", {
	timeZone: ZONE,
	day: "numeric",
	month: "long",
	year: "numeric",
});
const weekday = new Intl.DateTimeFormat("fr-FR", { timeZone: ZONE, weekday: "long" });
const monthYear = new Intl.DateTimeFormat("fr-FR", { timeZone: ZONE, month: "long", year: "numeric" });
const shortDate = new Intl.DateTimeFormat("fr-FR", {
	timeZone: ZONE,
	day: "2-digit",
	month: "2-digit",
	year: "numeric",
});
const clock = new Intl.DateTimeFormat("fr-FR", {
	timeZone: ZONE,
	hour: "numeric",
	minute: "2-digit",
	hourCycle: "h23",
});

/** A Date, or an ISO text: "2026-03-12" is that day in Paris. */
export type DateLike = Date | string;

function toDate(value: DateLike): Date {
	return typeof value === "string" ? new Date(value) : value;
}

/** « 12 mars 2026 », « 1er mars 2026 ». Does not break across lines. */
export function formatDate(value: DateLike): string {
	return dayMonthYear.format(toDate(value)).replace(/^1 /, "1er ").replaceAll(" ", NO_BREAK);
}

/** « jeudi 12 mars 2026 » */
export function formatDay(value: DateLike): string {
	return `${weekday.format(toDate(value))} ${formatDate(value)}`;
}

/** « mars 2026 » */
export function formatMonth(value: DateLike): string {
	return monthYear.format(toDate(value)).replace(" ", NO_BREAK);
}

/** « 12/03/2026 », for narrow tables only. */
export function formatShortDate(value: DateLike): string {
	return shortDate.format(toDate(value));
}

/** « 14 h 02 », « 9 h » */
export function formatTime(value: DateLike): string {
	const parts = clock.formatToParts(toDate(value));
	const hour = Number(parts.find((part) => part.type === "hour")?.value ?? 0);
	const minute = parts.find((part) => part.type === "minute")?.value ?? "00";
	return minute === "00" ? `${hour}${NO_BREAK}h` : `${hour}${NO_BREAK}h${NO_BREAK}${minute}`;
}

/** « 12 mars 2026 à 14 h 02 » */
export function formatDateTime(value: DateLike): string {
	return `${formatDate(value)} à ${formatTime(value)}`;
}

const plain = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });

/** « 1 234,5 » */
export function formatNumber(value: number): string {
	return plain.format(value);
}

/** A fraction 0..1 as « 82 % », rounded; give `digits` for « 82,4 % ». */
export function formatPercent(fraction: number, digits = 0): string {
	const percent = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: digits, maximumFractionDigits: digits });
	return `${percent.format(fraction * 100)}${NARROW}%`;
}

/** A progress as « 99 % »: floored on exact counts, so that 100 % shows only when truly done. */
export function formatProgress(done: number, total: number): string {
	return `${total > 0 ? Math.floor((done * 100) / total) : 0}${NARROW}%`;
}

/** « 1 critère », « 12 critères », « 0 critère » (French keeps the singular under two). */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
	return `${formatNumber(count)}${NO_BREAK}${Math.abs(count) < 2 ? singular : plural}`;
}
