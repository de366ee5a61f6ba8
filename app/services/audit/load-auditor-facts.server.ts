/**
 * Loads all that rules and planning know of the auditors: accreditation, cooperatives, skills, absences, interests, visits.
 * Two queries, whatever their number. Checks no right: for the national team's use cases, which row-level security confirms.
 */
import { asc, eq, gte, isNull, notInArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { auditorProfiles, audits } from "~/db/schema/audit.server";
import { auditorSkills } from "~/db/schema/auditor.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import type { AuditKind } from "~/domain/audit/audit";
import { type AuditStatus, WITHOUT_DAYS } from "~/domain/audit/audit-life";
import { type Absence, type AuditorSkills, UNSAID } from "~/domain/audit/auditor-profile";
import type { AuditorFacts, CooperativeFacts, DeclaredInterest } from "~/domain/audit/conflict-facts";
import type { Day, Span } from "~/domain/calendar-day";
import { regionOf } from "~/domain/cooperative/regions";
import { cooperativeFacts } from "./cooperative-facts.server";

export interface KnownVisit extends Span {
	readonly auditId: string;
	readonly cooperativeId: string;
	readonly cooperativeName: string;
	readonly kind: AuditKind;
	readonly status: AuditStatus;
	readonly leadAuditorId: string;
	readonly secondAuditorId: string | null;
	/** The cooperatives they come from; null: none. */
	readonly leadHomeId: string | null;
	readonly secondHomeId: string | null;
}

interface Mandate {
	readonly startsOn: Day | null;
	readonly endsOn: Day | null;
}

export interface KnownAuditor {
	readonly userId: string;
	readonly name: string;
	/** Null for an independent third party. */
	readonly home: CooperativeFacts | null;
	/** Others in which they hold a role, or say they do. */
	readonly alsoOf: readonly CooperativeFacts[];
	readonly former: { readonly id: string; readonly leftOn: Day | null } | null;
	readonly accreditedFrom: Day;
	readonly accreditedUntil: Day;
	/** Days on which the role of auditor is held; null: no bound. */
	readonly mandates: readonly Mandate[];
	/** Mandates in the committee or the board, past ones included. */
	readonly decides: AuditorFacts["decides"];
	readonly interests: readonly DeclaredInterest[];
	readonly skills: AuditorSkills;
	/** Whether the auditor ever filled in their profile. */
	readonly hasSaid: boolean;
	/** Where they leave from: their own department, else that of their cooperative. */
	readonly department: string | null;
	readonly region: string | null;
	/** Without their reasons. */
	readonly absences: readonly Absence[];
	/** Every visit of theirs that has its days, of any year, by its first day. */
	readonly visits: readonly KnownVisit[];
}

/** By name: people accredited at some time, whose account is open. */
export async function loadAuditorFacts(
	db: Database | Transaction,
	now: Date,
	visits?: readonly KnownVisit[],
): Promise<readonly KnownAuditor[]> {
	const people = await selectPeople(db, now);
	const all = visits ?? (await loadVisits(db));
	return people.map(({ userId, name, home, profile, skills, grants, absences, interests }) => {
		const said = skills ?? UNSAID;
		const within = [...grants.flatMap(({ cooperative }) => cooperative ?? []), ...interests.flatMap(homeOf)];
		return {
			userId,
			name,
			home,
			alsoOf: within.filter(
				({ id }, index) => id !== home?.id && within.findIndex((other) => other.id === id) === index,
			),
			former: profile.formerCooperativeId === null ? null : { id: profile.formerCooperativeId, leftOn: profile.leftOn },
			accreditedFrom: profile.accreditedFrom,
			accreditedUntil: profile.accreditedUntil,
			mandates: grants.filter(({ role }) => role === "auditor"),
			decides: grants.flatMap(({ role, endsOn }) =>
				role === "committee" || role === "board" ? [{ role, endsOn }] : [],
			),
			interests: interests.flatMap(({ kind, cooperative }) =>
				kind === "home" ? [] : [{ kind, cooperativeId: cooperative.id }],
			),
			skills: said,
			hasSaid: skills !== null,
			...leavesFrom(said, home),
			absences,
			visits: all.filter((visit) => visit.leadAuditorId === userId || visit.secondAuditorId === userId),
		};
	});
}

interface ToldInterest {
	readonly kind: DeclaredInterest["kind"] | "home";
	readonly cooperative: CooperativeFacts;
}
const homeOf = ({ kind, cooperative }: ToldInterest) => (kind === "home" ? [cooperative] : []);

/** Every visit that has its days, of any year, by its first day. */
export function loadVisits(db: Database | Transaction): Promise<readonly KnownVisit[]> {
	const lead = alias(auditorProfiles, "lead");
	const second = alias(auditorProfiles, "second");
	return db
		.select({
			auditId: audits.id,
			cooperativeId: audits.cooperativeId,
			cooperativeName: cooperatives.name,
			kind: audits.kind,
			status: audits.status,
			startsOn: audits.startsOn,
			endsOn: audits.endsOn,
			leadAuditorId: audits.leadAuditorId,
			secondAuditorId: audits.secondAuditorId,
			leadHomeId: lead.homeCooperativeId,
			secondHomeId: second.homeCooperativeId,
		})
		.from(audits)
		.leftJoin(lead, eq(lead.userId, audits.leadAuditorId))
		.leftJoin(second, eq(second.userId, audits.secondAuditorId))
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.where(notInArray(audits.status, [...WITHOUT_DAYS]))
		.orderBy(asc(audits.startsOn), asc(audits.id));
}

function leavesFrom({ department }: AuditorSkills, home: CooperativeFacts | null) {
	return department === null
		? { department: home?.department ?? null, region: home?.region ?? null }
		: { department, region: regionOf(department) };
}

/** The columns of cooperativeFacts, for the lists that come within the row of a person. */
const factsOfC = sql`jsonb_build_object('id', c.id, 'name', c.name, 'region', c.region,
	'regionalAssociation', c.regional_association, 'department', c.department, 'sector', c.main_sector, 'group', c.group_name)`;

function selectPeople(db: Database | Transaction, now: Date) {
	const today = sql`(${now.toISOString()}::timestamptz at time zone 'Europe/Paris')::date`;
	return db
		.select({
			userId: auditorProfiles.userId,
			name: users.name,
			home: cooperativeFacts,
			profile: auditorProfiles,
			skills: auditorSkills,
			// A role of manager or contributor counts while it holds; those of auditor and judge with their days.
			grants: sql<readonly (Mandate & { role: string; cooperative: CooperativeFacts | null })[]>`coalesce((
				select jsonb_agg(jsonb_build_object('role', g.role, 'startsOn', g.starts_on, 'endsOn', g.ends_on,
					'cooperative', case when c.id is not null then ${factsOfC} end) order by g.id)
				from role_grants g left join cooperatives c on c.id = g.cooperative_id
				where g.user_id = ${auditorProfiles.userId} and g.role in ('auditor', 'committee', 'board', 'manager', 'contributor')
					and (g.cooperative_id is null or (coalesce(g.starts_on, '-infinity') <= ${today}
						and coalesce(g.ends_on, 'infinity') >= ${today}))), '[]'::jsonb)`,
			absences: sql<readonly Absence[]>`coalesce((
				select jsonb_agg(jsonb_build_object('startsOn', a.starts_on, 'endsOn', a.ends_on, 'part', a.part)
					order by a.starts_on, a.id)
				from auditor_absences a where a.user_id = ${auditorProfiles.userId}), '[]'::jsonb)`,
			interests: sql<readonly ToldInterest[]>`coalesce((
				select jsonb_agg(jsonb_build_object('kind', i.kind, 'cooperative', ${factsOfC}) order by i.declared_at, i.id)
				from declared_interests i join cooperatives c on c.id = i.cooperative_id
				where i.user_id = ${auditorProfiles.userId} and i.ended_at is null), '[]'::jsonb)`,
		})
		.from(auditorProfiles)
		.innerJoin(users, eq(users.id, auditorProfiles.userId))
		.leftJoin(cooperatives, eq(cooperatives.id, auditorProfiles.homeCooperativeId))
		.leftJoin(auditorSkills, eq(auditorSkills.userId, auditorProfiles.userId))
		.where(or(isNull(users.disabledAt), gte(users.disabledAt, now)))
		.orderBy(asc(users.name), asc(users.id));
}
