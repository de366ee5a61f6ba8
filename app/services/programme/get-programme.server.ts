/** The board of a year: each cooperative's situation, the visits settled and proposed, what the network can do month by month. */

import { can } from "~/domain/access/can";
import { holdsDays } from "~/domain/audit/audit-life";
import { dayInParis, type Span, yearInParis } from "~/domain/calendar-day";
import { monthlyCapacity } from "~/domain/programme/capacity";
import { loadAuditorFacts } from "../audit/load-auditor-facts.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadYearCooperatives, loadYearWords, type YearCooperative } from "./load-year.server";
import { planAuditorsOf, sectorOf, situationOf } from "./plan-problem-of";
import { programmeYear } from "./programme-year";

/** Years after this one that the board looks ahead to. */
const AHEAD = [1, 2] as const;

export async function getProgramme({ db, actor, now }: UseCase, yearText: string) {
	authorise(actor, "programme.read", null);
	const thisYear = yearInParis(now);
	const year = programmeYear(yearText, thisYear);
	const today = dayInParis(now);
	const plans = can(actor, "programme.plan", null);
	const cooperatives = await loadYearCooperatives(db, year, today);
	const words = await loadYearWords(db, year);
	const known = plans ? await loadAuditorFacts(db, now) : [];
	const auditors = planAuditorsOf(known, year);
	const names = new Map(known.map(({ userId, name }) => [userId, name]));
	const rows = cooperatives.map((cooperative) => {
		const situation = situationOf(cooperative, year, today);
		const { line } = cooperative;
		return {
			cooperativeId: cooperative.id,
			name: cooperative.name,
			department: cooperative.department,
			sector: sectorOf(cooperative),
			...situation,
			visit: visitOf(cooperative, year),
			line: line && { ...withoutIds(line), team: line.team.map((id) => names.get(id) ?? null) },
			ahead: AHEAD.map((years) => {
				const later = situationOf(cooperative, year + years, today);
				return { year: year + years, kind: later.due?.kind ?? null };
			}),
		};
	});
	const due = rows.filter((row) => row.due !== null);
	return {
		year,
		thisYear,
		today,
		plans,
		rows,
		proposal: words.proposal,
		domains: words.domains,
		sectors: words.sectors,
		capacity: plans ? monthlyCapacity(year, auditors, takenIn(cooperatives, year), today) : null,
		coverage: plans ? coverageOf(due, auditors, known, words) : null,
	};
}

/** The visit of the year, if it has one: the audit itself. */
function visitOf({ visits }: YearCooperative, year: number) {
	const found = visits.find(({ status, startsOn }) => holdsDays(status) && startsOn.startsWith(String(year)));
	return found
		? { id: found.id, kind: found.kind, status: found.status, startsOn: found.startsOn, endsOn: found.endsOn }
		: null;
}

function withoutIds({ kind, startsOn, endsOn, pinned }: NonNullable<YearCooperative["line"]>) {
	return { kind, startsOn, endsOn, pinned };
}

/** Days and people the year takes already: its audits, then the lines of those without one. */
function takenIn(cooperatives: readonly YearCooperative[], year: number) {
	return cooperatives.flatMap((cooperative): (Span & { readonly team: readonly string[] })[] => {
		const own = cooperative.visits.filter(
			({ status, startsOn }) => holdsDays(status) && startsOn.startsWith(String(year)),
		);
		if (own.length > 0) return own;
		return cooperative.line ? [cooperative.line] : [];
	});
}

function coverageOf(
	due: readonly { readonly sector: string | null }[],
	auditors: ReturnType<typeof planAuditorsOf>,
	known: Awaited<ReturnType<typeof loadAuditorFacts>>,
	{ domains }: Awaited<ReturnType<typeof loadYearWords>>,
) {
	const wanted = [...new Set(due.flatMap(({ sector }) => sector ?? []))].sort();
	const ids = new Set(auditors.map(({ id }) => id));
	return {
		auditors: auditors.length,
		domains: domains.map(({ code }) => code).filter((code) => !auditors.some((one) => one.domains.includes(code))),
		sectors: wanted.filter((code) => !auditors.some((one) => one.sectors.includes(code))),
		unsaid: known.flatMap(({ userId, name, hasSaid }) => (ids.has(userId) && !hasSaid ? { userId, name } : [])),
	};
}
