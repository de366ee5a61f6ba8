/**
 * Loads what the programme of a year starts from: each cooperative with its decisions, visits, last sending and line, and the
 * last proposal with the words of the référentiel. Two queries. Checks no right: row-level security leaves out what is not read.
 */
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import type { AuditKind } from "~/domain/audit/audit";
import type { AuditStatus } from "~/domain/audit/audit-life";
import type { Day } from "~/domain/calendar-day";
import type { LabelDecision } from "~/domain/decision/label-state";
import type { ProposalStatus } from "~/domain/programme/proposal";
import { cooperativeFacts } from "../audit/cooperative-facts.server";

export interface YearVisit {
	readonly id: string;
	readonly kind: AuditKind;
	readonly status: AuditStatus;
	readonly startsOn: Day;
	readonly endsOn: Day;
	/** The lead first. */
	readonly team: readonly string[];
}

export interface YearLine {
	readonly kind: AuditKind;
	readonly startsOn: Day;
	readonly endsOn: Day;
	readonly team: readonly string[];
	readonly pinned: boolean;
	readonly version: number;
	readonly proposalId: string | null;
}

/** The last self-assessment sent that no visit reads. */
interface YearSending {
	readonly assessmentId: string;
	readonly sentOn: Day;
	/** Blocking criteria not met, as declared. */
	readonly blocking: number;
}

/** By name: members of the network on that day, or later. */
export async function loadYearCooperatives(db: Database | Transaction, year: number, today: Day) {
	const teamOf = (row: string) => {
		const of = sql.identifier(row);
		return sql`to_jsonb(array_remove(array[${of}.lead_auditor_id, ${of}.second_auditor_id], null))`;
	};
	return db
		.select({
			...cooperativeFacts,
			enrolledOn: cooperatives.enrolledOn,
			decisions: sql<LabelDecision[]>`coalesce((select jsonb_agg(jsonb_build_object('cooperativeId', d.cooperative_id,
				'outcome', d.outcome, 'decidedOn', d.decided_on, 'validFrom', d.valid_from, 'validUntil', d.valid_until)
				order by d.decided_on, d.created_at) from label_decisions d where d.cooperative_id = cooperatives.id), '[]')`,
			visits: sql<YearVisit[]>`coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind,
				'status', a.status, 'startsOn', a.starts_on, 'endsOn', a.ends_on, 'team', ${teamOf("a")})
				order by a.starts_on, a.id) from audits a
				where a.cooperative_id = cooperatives.id and a.status <> 'cancelled'), '[]')`,
			sending: sql<YearSending | null>`(select jsonb_build_object('assessmentId', s.id,
				'sentOn', (s.submitted_at at time zone 'Europe/Paris')::date,
				'blocking', coalesce((select sum(r.majors - case when r.minors >= 5 then 1 else 0 end) from assessment_summaries r
					where r.assessment_id = s.id and r.stage = 'declared' and r.basis = '' and r.domain <> '*'), 0))
				from assessments s join campaigns c on c.id = s.campaign_id
				where s.cooperative_id = cooperatives.id and s.status = 'submitted' and not exists (select from audits v
					where v.assessment_id = s.id and v.status not in ('cancelled', 'postponed'))
				order by c.year desc limit 1)`,
			/** Domains in which the last audit left something under what is asked. */
			openDomains: sql<string[]>`coalesce((select jsonb_agg(r.domain order by r.domain) from assessment_summaries r
				where r.cooperative_id = cooperatives.id and r.stage = 'audited' and r.basis = '' and r.domain <> '*'
					and r.majors + r.minors > 0 and r.year = (select max(l.year) from assessment_summaries l
						where l.cooperative_id = cooperatives.id and l.stage = 'audited')), '[]')`,
			line: sql<YearLine | null>`(select jsonb_build_object('kind', l.kind, 'startsOn', l.starts_on,
				'endsOn', l.ends_on, 'pinned', l.pinned, 'version', l.version, 'proposalId', l.proposal_id, 'team', ${teamOf("l")})
				from programme_lines l where l.cooperative_id = cooperatives.id and l.year = ${year})`,
		})
		.from(cooperatives)
		.where(sql`${cooperatives.memberUntil} is null or ${cooperatives.memberUntil} >= ${today}`)
		.orderBy(cooperatives.name, cooperatives.id);
}
export type YearCooperative = Awaited<ReturnType<typeof loadYearCooperatives>>[number];

export interface YearWords {
	readonly domains: readonly { readonly code: string; readonly title: string }[];
	readonly sectors: readonly { readonly code: string; readonly label: string }[];
	readonly proposal: {
		readonly id: string;
		readonly status: ProposalStatus;
		readonly askedAt: string;
		readonly mostPerWeek: number;
	} | null;
}

/** Domains and sectors of the last campaign's référentiel, and the last proposal of the year. */
export async function loadYearWords(db: Database | Transaction, year: number): Promise<YearWords> {
	const [row] = await db
		.select({
			content: sql<Pick<YearWords, "domains" | "sectors"> | null>`(select jsonb_build_object(
				'domains', v.content -> 'domains', 'sectors', v.content -> 'sectors')
				from campaigns c join standard_versions v on v.id = c.standard_version_id order by c.year desc limit 1)`,
			proposal: sql<YearWords["proposal"]>`(select jsonb_build_object('id', p.id, 'status', p.status,
				'askedAt', p.asked_at, 'mostPerWeek', p.most_per_week) from programme_proposals p
				where p.year = ${year} order by p.asked_at desc, p.id limit 1)`,
		})
		.from(sql`(select 1) as one`);
	return {
		domains: (row?.content?.domains ?? []).map(({ code, title }) => ({ code, title })),
		sectors: (row?.content?.sectors ?? []).map(({ code, label }) => ({ code, label })),
		proposal: row?.proposal ?? null,
	};
}
