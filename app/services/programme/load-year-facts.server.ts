/** Loads all that planning a year needs. Checks no right. */
import type { Database, Transaction } from "~/db/client.server";
import { dayInParis } from "~/domain/calendar-day";
import { loadConflictContext } from "../audit/judge-auditors.server";
import { loadYearCooperatives, loadYearWords } from "./load-year.server";
import type { YearFacts } from "./plan-problem-of";

export async function loadYearFacts(
	db: Database | Transaction,
	year: number,
	now: Date,
	mostPerWeek: number,
): Promise<YearFacts> {
	const today = dayInParis(now);
	const cooperatives = await loadYearCooperatives(db, year, today);
	const context = await loadConflictContext(db, now);
	const words = await loadYearWords(db, year);
	const domains = words.domains.map(({ code }) => code);
	return { year, today, cooperatives, context, domains, mostPerWeek };
}
