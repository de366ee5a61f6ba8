/** Owns what replaces chance and the clock in the demonstration: everything is drawn from SHA-256 of a key. */
import { createHash } from "node:crypto";

function digest(parts: readonly (string | number)[]): Buffer {
	return createHash("sha256").update(parts.join("|")).digest();
}

/** A whole number in 0..(below - 1). */
export function draw(below: number, ...parts: readonly (string | number)[]): number {
	return digest(parts).readUIntBE(0, 6) % below;
}

/** One of the list. */
export function pick<T>(list: readonly T[], ...parts: readonly (string | number)[]): T {
	const chosen = list[draw(list.length, ...parts)];
	if (chosen === undefined) throw new Error("nothing to pick from");
	return chosen;
}

/** The same identifier at each run, in the shape of a UUID (version 8: custom). */
export function uuidOf(...parts: readonly (string | number)[]): string {
	const hex = digest(["label-cae demo", ...parts]).toString("hex");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Day `days` after an ISO day. */
export function addDays(day: string, days: number): string {
	return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** That day, or the Monday after when it falls on a week-end. */
export function workingDay(day: string): string {
	const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
	return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}

/** That day, or the Friday before when it falls on a week-end. */
export function workingDayBefore(day: string): string {
	const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
	return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day;
}

/** The later of two ISO days. */
export function later(a: string, b: string): string {
	if (a < b) return b;
	return a;
}

/** The same day `years` later. */
export function addYears(day: string, years: number): string {
	return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
}

/** A working hour of that day, drawn from the key. */
export function atWork(day: string, ...parts: readonly (string | number)[]): Date {
	const minutes = 7 * 60 + 30 + draw(9 * 60, day, ...parts);
	return new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000);
}
