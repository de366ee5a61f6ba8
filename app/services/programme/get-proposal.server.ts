/** The last proposal of a year beside the programme as it is: what would change, why, and what found no place. */
import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { programmeProposals } from "~/db/schema/programme.server";
import { dayInParis, yearInParis } from "~/domain/calendar-day";
import { changesOf, type ProgrammeLine } from "~/domain/programme/proposal";
import { loadAuditorFacts } from "../audit/load-auditor-facts.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadYearCooperatives, type YearCooperative } from "./load-year.server";
import { sectorOf, situationOf } from "./plan-problem-of";
import { programmeYear } from "./programme-year";

export async function getProposal({ db, actor, now }: UseCase, yearText: string) {
	authorise(actor, "programme.plan", null);
	const thisYear = yearInParis(now);
	const year = programmeYear(yearText, thisYear);
	const today = dayInParis(now);
	const [last] = await lastProposal(db, year);
	const cooperatives = await loadYearCooperatives(db, year, today);
	// A board member’s page asks for less; here everybody may be named in a team.
	const auditors = await loadAuditorFacts(db, now);
	const content = last?.status === "ready" ? last.content : null;
	const lines = cooperatives.flatMap(lineOf);
	return {
		year,
		isOver: year < thisYear,
		status: last?.status ?? null,
		proposal: last && {
			id: last.id,
			askedAt: last.askedAt,
			endedAt: last.endedAt,
			mostPerWeek: last.mostPerWeek,
			figures: content?.figures ?? null,
			greedy: content?.greedy ?? null,
			bound: content?.bound ?? null,
			stopped: content?.stopped ?? false,
			seconds: content?.seconds ?? null,
		},
		changes: content ? changesOf(lines, content.planned) : [],
		pinned: lines.filter(({ pinned }) => pinned).length,
		choices: content?.choices ?? [],
		impossibilities: content?.impossibilities ?? [],
		cooperatives: Object.fromEntries(
			cooperatives.map((cooperative) => {
				const { due } = situationOf(cooperative, year, today);
				const { name, department } = cooperative;
				const code = sectorOf(cooperative);
				const sector = last?.sectors?.find((one) => one.code === code)?.label ?? code;
				return [cooperative.id, { name, department, sector, kind: due?.kind ?? null, window: due?.window ?? null }];
			}),
		),
		people: Object.fromEntries(auditors.map(({ userId, name }) => [userId, name])),
	};
}

function lastProposal(db: Database, year: number) {
	return db
		.select({
			...getTableColumns(programmeProposals),
			/** Labels of the last campaign's référentiel. */
			sectors: sql<readonly { readonly code: string; readonly label: string }[] | null>`(select v.content -> 'sectors'
				from campaigns c join standard_versions v on v.id = c.standard_version_id order by c.year desc limit 1)`,
		})
		.from(programmeProposals)
		.where(eq(programmeProposals.year, year))
		.orderBy(desc(programmeProposals.askedAt), programmeProposals.id)
		.limit(1);
}

export function lineOf({ id, line }: Pick<YearCooperative, "id" | "line">): ProgrammeLine[] {
	if (!line) return [];
	const { kind, startsOn, endsOn, team, pinned, version } = line;
	return [{ cooperativeId: id, kind, startsOn, endsOn, team, pinned, version }];
}
