/** One cooperative in the programme of a year: its line, what the rules say of it, who could go, and where it becomes an audit. */

import { checkDates } from "~/domain/audit/visit-plan";
import { dayInParis, yearInParis } from "~/domain/calendar-day";
import { forbids, judgeVisit, type PlanBreach } from "~/domain/programme/judge-visit";
import { kilometresBetween } from "~/domain/programme/prefectures";
import { visitLength } from "~/domain/programme/programme-plan";
import { USUAL_PER_WEEK } from "~/domain/programme/proposal";
import { loadConflictContext } from "../audit/judge-auditors.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { otherVisits } from "./change-line.server";
import { lineOf } from "./get-proposal.server";
import { loadYearCooperatives, loadYearWords, type YearCooperative } from "./load-year.server";
import { planProblemOf, sectorOf, situationOf } from "./plan-problem-of";
import { programmeYear } from "./programme-year";

export async function getLine(
	{ db, actor, now }: UseCase,
	at: { readonly year: string; readonly cooperativeId: string },
	asked: { readonly startsOn: string | null; readonly endsOn: string | null },
) {
	authorise(actor, "programme.plan", null);
	const year = programmeYear(at.year, yearInParis(now));
	const today = dayInParis(now);
	const cooperatives = await loadYearCooperatives(db, year, today);
	const cooperative = cooperatives.find(({ id }) => id === at.cooperativeId);
	if (!cooperative) throw new NotFoundError(at.cooperativeId);
	const context = await loadConflictContext(db, now);
	const words = await loadYearWords(db, year);
	const domains = words.domains.map(({ code }) => code);
	const facts = { year, today, cooperatives, context, domains, mostPerWeek: USUAL_PER_WEEK };
	const problem = planProblemOf(facts, new Set([cooperative.id]));
	const [line = null] = lineOf(cooperative);
	const others = otherVisits(problem.settled, cooperatives.flatMap(lineOf), cooperative.id);
	const situation = situationOf(cooperative, year, today);
	const names = new Map(context.auditors.map(({ userId, name }) => [userId, name]));
	const days = { startsOn: asked.startsOn || line?.startsOn || "", endsOn: asked.endsOn || line?.endsOn || "" };
	const judged = checkDates(days, today, line ?? undefined);
	const { due } = situation;
	return {
		year,
		today,
		cooperative: {
			id: cooperative.id,
			name: cooperative.name,
			department: cooperative.department,
			sector: sectorOf(cooperative),
		},
		situation,
		line: line && { ...line, team: line.team.map((id) => ({ id, name: names.get(id) ?? null })) },
		breaches: line && due ? named(judgeVisit(problem, { ...line, kind: due.kind }, others), names) : [],
		days,
		dates: judged.ok || (days.startsOn === "" && days.endsOn === "") ? null : judged.reason,
		people:
			due && judged.ok
				? problem.auditors.map((auditor) => {
						const visit = { cooperativeId: cooperative.id, kind: due.kind, ...days, team: [auditor.id] };
						const own = judgeVisit(problem, visit, others).filter(({ auditorId }) => auditorId === auditor.id);
						return {
							id: auditor.id,
							name: names.get(auditor.id) ?? "",
							kilometres: due.kind === "followUp" ? 0 : kilometresBetween(auditor.department, cooperative.department),
							load: others.filter(({ team }) => team.includes(auditor.id)).length,
							domains: auditor.domains,
							knowsSector: sectorOf(cooperative) !== null && auditor.sectors.includes(sectorOf(cooperative) ?? ""),
							refused: own.filter(forbids).map(({ rule }) => rule),
							warned: own.filter((breach) => !forbids(breach)).map(({ rule }) => rule),
						};
					})
				: null,
		sectors: words.sectors,
		size: due ? visitLength(due.kind) : null,
		becomes: becomesOf(cooperative),
	};
}

function named(breaches: readonly PlanBreach[], names: ReadonlyMap<string, string>) {
	return breaches.map((breach) => ({
		rule: breach.rule,
		forbids: forbids(breach),
		name: breach.auditorId === null ? null : (names.get(breach.auditorId) ?? null),
	}));
}

/** Where the line becomes an audit: a file that waits for one, or a postponed audit that waits for days; null: nothing sent yet. */
function becomesOf({ sending, visits }: YearCooperative) {
	const postponed = visits.find(({ status }) => status === "postponed");
	if (postponed) return { postponedAuditId: postponed.id, assessmentId: null };
	return sending ? { postponedAuditId: null, assessmentId: sending.assessmentId } : null;
}
