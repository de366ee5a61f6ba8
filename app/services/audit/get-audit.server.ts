/** One audit in full: plan, team, progress by domain, what is left before closing, what happened to it. */
import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { can } from "~/domain/access/can";
import { holds } from "~/domain/access/roles";
import { checkClosing, isExamined, type RecordedFinding } from "~/domain/audit/finding";
import { provisionalDueOn } from "~/domain/audit/report-delays";
import { unexaminedSample } from "~/domain/audit/sample-visit";
import { dayInParis } from "~/domain/calendar-day";
import { applicableCriteria } from "~/domain/standard/applicability";
import { shownVersion } from "~/domain/standard/shown-version";
import type { Criterion, Standard } from "~/domain/standard/standard";
import { authorise, type UseCase } from "../use-case.server";
import type { VisitPlan } from "./check-visit-plan.server";
import { type LoadedAudit, loadAudit, loadFindings } from "./load-audit.server";
import { loadDerogations } from "./load-derogations.server";
import { loadMission } from "./load-mission.server";
import { loadSample } from "./load-sample.server";
import { missionOf } from "./mission-state.server";

export async function getAudit({ db, actor, now }: UseCase, auditId: string) {
	const loaded = await loadAudit(db, auditId);
	authorise(actor, "audit.read", loaded.resource);
	const { audit, resource, published, profile } = loaded;
	const findings = await loadFindings(db, auditId);
	const applicable = applicableCriteria(published.standard, profile);
	const gate = checkClosing(audit.kind, applicable, findings);
	const closing = gate.ok ? gate.value : gate.details;
	const endsVisit = can(actor, "audit.endVisit", resource);
	const sample = endsVisit ? await loadSample(db, auditId) : new Map<string, never>();
	const titles = new Map(applicable.map(({ id, domain, title }) => [id, { id, domain, title }]));
	return {
		...auditHeader(loaded),
		assessmentId: audit.assessmentId,
		statusReason: audit.statusReason,
		visitEndedAt: audit.visitEndedAt,
		provisionalSentAt: audit.provisionalSentAt,
		replyDueOn: audit.replyDueOn,
		finalAt: audit.finalAt,
		closedAt: audit.closedAt,
		reportDueOn: provisionalDueOn(audit.endsOn),
		today: dayInParis(now),
		progress: domainProgress(published.standard, applicable, findings),
		closing: {
			ready: gate.ok,
			examined: closing.examined,
			required: closing.required,
			missing: closing.missing.flatMap((id) => titles.get(id) ?? []),
			/** Of the sample, and not examined: told, never in the way. */
			sampleLeft: unexaminedSample(applicable, new Set(sample.keys()), findings).flatMap((id) => titles.get(id) ?? []),
		},
		/** Members of the team tied to the cooperative since they were chosen: somebody else takes their place. */
		toReplace: holds(actor, "network")
			? [loaded.leadTied ? loaded.leadName : null, loaded.secondTied ? loaded.secondName : null].filter(
					(name) => name !== null,
				)
			: [],
		derogations: await loadDerogations(db, auditId),
		mission: missionOf(loaded, await loadMission(db, auditId), actor.userId, dayInParis(now)),
		history: await history(db, auditId),
		may: {
			readCooperative: can(actor, "cooperative.read", resource),
			readHistory: can(actor, "audit.history", resource),
			readFindings: can(actor, "audit.findings", resource),
			record: can(actor, "audit.record", resource),
			readPlan: can(actor, "audit.readPlan", resource),
			prepare: can(actor, "audit.prepare", resource),
			sign: can(actor, "audit.sign", resource),
			challenge: can(actor, "audit.challenge", resource),
			answerChallenge: can(actor, "audit.answerChallenge", resource),
			meetings: can(actor, "audit.meetings", resource),
			reschedule: can(actor, "audit.reschedule", resource),
			cancel: can(actor, "audit.cancel", resource),
			endVisit: endsVisit,
			report: can(actor, "audit.report", resource),
		},
	};
}

/** What the pages of one audit show at their top. */
export function auditHeader({ audit, cooperative, year, published, leadName, secondName }: LoadedAudit) {
	const { id, kind, status, mode, place, startsOn, endsOn, leadAuditorId, secondAuditorId, sequence, sending } = audit;
	const { name, fictional } = cooperative;
	return {
		id,
		kind,
		status,
		mode,
		place,
		startsOn,
		endsOn,
		leadAuditorId,
		secondAuditorId,
		sequence,
		sending,
		year,
		standard: shownVersion(published.standard),
		cooperative: { id: cooperative.id, name, fictional },
		leadName,
		secondName,
	};
}

export interface DomainProgress {
	readonly code: string;
	readonly title: string;
	readonly examined: number;
	readonly applicable: number;
}

/** How many applicable criteria of each domain were examined; says nothing of the levels. */
export function domainProgress(
	{ domains }: Standard,
	applicable: readonly Criterion[],
	findings: ReadonlyMap<string, RecordedFinding>,
): readonly DomainProgress[] {
	return domains.map(({ code, title }) => {
		const inDomain = applicable.filter(({ domain }) => domain === code);
		const examined = inDomain.filter(({ id }) => isExamined(findings.get(id))).length;
		return { code, title, examined, applicable: inDomain.length };
	});
}

/** The plan as it was at one moment, with names; a change carries its reason. */
export interface HistoryEntry {
	readonly at: Date;
	readonly by: string | null;
	readonly action:
		| "audit.scheduled"
		| "audit.rescheduled"
		| "audit.derogationGranted"
		| "audit.interestsSigned"
		| "audit.challenged"
		| "audit.challengeAccepted"
		| "audit.challengeRefused"
		| "audit.declaredLevelsConfirmed"
		| "audit.meetingSigned"
		| "audit.meetingConfirmed"
		| "audit.cancelled"
		| "audit.visitEnded"
		| "audit.provisionalSent"
		| "audit.repliesSent"
		| "audit.finalIssued"
		| "audit.closed";
	readonly before: PlanInHistory | null;
	readonly after: PlanInHistory | null;
	readonly reason: string | null;
	/** Set aside by a derogation. */
	readonly rule: string | null;
	/** Domain and number of criteria confirmed as declared. */
	readonly confirmed: { readonly domain: string; readonly criteria: number } | null;
}

export interface PlanInHistory extends Omit<VisitPlan, "leadAuditorId" | "secondAuditorId"> {
	readonly team: readonly string[];
}

/** Rows about the audit itself: what was retained for each criterion, and each writing of a meeting, is not told here. */
async function history(db: Database, auditId: string): Promise<readonly HistoryEntry[]> {
	const team = (recorded: PgColumn) => sql`${recorded}->>'leadAuditorId', ${recorded}->>'secondAuditorId'`;
	const rows = await db
		.select({
			at: journalEntries.at,
			by: users.name,
			action: journalEntries.action,
			before: journalEntries.before,
			after: journalEntries.after,
			people: sql<Readonly<Record<string, string>> | null>`(select jsonb_object_agg(u.id, u.name) from users u
				where u.id::text in (${team(journalEntries.before)}, ${team(journalEntries.after)}))`,
		})
		.from(journalEntries)
		.leftJoin(users, eq(users.id, journalEntries.actorId))
		.where(
			and(
				eq(journalEntries.subjectType, "audit"),
				eq(journalEntries.subjectId, auditId),
				ne(journalEntries.action, "audit.meetingRecorded"),
			),
		)
		.orderBy(asc(journalEntries.id));
	return rows.map(({ at, by, action, before, after, people }) => ({
		at,
		by,
		action: action as HistoryEntry["action"],
		before: planInHistory(before, people ?? {}),
		after: planInHistory(after, people ?? {}),
		reason: (after as { reason?: string } | null)?.reason ?? null,
		rule: (after as { rule?: string } | null)?.rule ?? null,
		confirmed: confirmedInHistory(after),
	}));
}

function teamOf(recorded: unknown): readonly string[] {
	const { leadAuditorId, secondAuditorId } = (recorded ?? {}) as Partial<VisitPlan>;
	return [leadAuditorId, secondAuditorId].filter((id) => typeof id === "string");
}

function planInHistory(recorded: unknown, people: Readonly<Record<string, string>>): PlanInHistory | null {
	const { startsOn, endsOn, mode, place } = (recorded ?? {}) as Partial<VisitPlan>;
	if (!startsOn || !endsOn || !mode || place === undefined) return null;
	return { startsOn, endsOn, mode, place, team: teamOf(recorded).map((id) => people[id] ?? "compte supprimé") };
}

function confirmedInHistory(recorded: unknown): HistoryEntry["confirmed"] {
	const { domain, confirmed } = (recorded ?? {}) as { domain?: string; confirmed?: unknown[] };
	return domain && confirmed ? { domain, criteria: confirmed.length } : null;
}
