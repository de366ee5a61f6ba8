/**
 * Hands over the open audits of somebody who can no longer make them. Called inside the change that takes the role or the
 * accreditation away, once it is made: a refusal undoes everything. Conflicts of interest are judged as for any other plan.
 */
import { and, asc, eq, gte, inArray, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { can } from "~/domain/access/can";
import type { AuditKind } from "~/domain/audit/audit";
import { RESTS_ON_TEAM } from "~/domain/audit/audit-life";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { rowVersion } from "../row-version";
import type { UseCase } from "../use-case.server";
import { cooperativeFacts } from "./cooperative-facts.server";
import { judgeAuditors } from "./judge-auditors.server";
import type { JudgedAuditor } from "./judge-each-auditor";
import { type RescheduleRefusal, rescheduleAudit } from "./reschedule-audit.server";

export const handoversForm = z
	.array(
		z.strictObject({
			auditId: z.string().max(36),
			/** Who takes the audit over; empty: nobody chosen yet. */
			to: z.string().max(36).default(""),
			/** Sequence of the audit the person was looking at. */
			sequence: rowVersion,
		}),
	)
	.max(200);
export type Handover = z.output<typeof handoversForm>[number];

/** An open audit that somebody can no longer make, and who could. */
export interface AuditToHandOver {
	readonly id: string;
	readonly cooperativeName: string;
	readonly kind: AuditKind;
	readonly startsOn: string;
	readonly endsOn: string;
	readonly sequence: number;
	/** The other person of the team. */
	readonly partner: { readonly name: string; readonly fit: boolean } | null;
	readonly candidates: readonly { readonly userId: string; readonly name: string; readonly homeName: string | null }[];
	/** Why the person chosen cannot take it over, if one was. */
	readonly refused: RescheduleRefusal | null;
}

export type HandOverResult =
	| Result<{ readonly handedOver: number }, "AUDITS_TO_HAND_OVER", { readonly audits: readonly AuditToHandOver[] }>
	| Result<{ readonly handedOver: number }, "AUDITS_OPEN_ELSEWHERE", { readonly open: number }>;

/** @param reason what the cooperatives and the teams read in the history of each audit */
export async function handOverAudits(
	tx: Transaction,
	useCase: UseCase,
	userId: string,
	handovers: readonly Handover[],
	reason: string,
): Promise<HandOverResult> {
	// Somebody who reads no audit must not leave one without its auditor: the national team does it.
	if (!can(useCase.actor, "audit.schedule", null)) {
		const open = await countOpenAudits(tx, userId);
		return open === 0 ? accept({ handedOver: 0 }) : refuse("AUDITS_OPEN_ELSEWHERE", { open });
	}
	const stranded = await strandedAudits(tx, userId, useCase.now);
	const told: AuditToHandOver[] = [];
	let handedOver = 0;
	for (const audit of stranded) {
		const choice = handovers.find(({ auditId }) => auditId === audit.row.id);
		const result = choice?.to ? await handOver(tx, useCase, audit.row, userId, choice, reason) : null;
		if (result?.ok) handedOver += 1;
		told.push(toldOf(audit, userId, result && !result.ok ? result : null));
	}
	return handedOver === stranded.length ? accept({ handedOver }) : refuse("AUDITS_TO_HAND_OVER", { audits: told });
}

function handOver(
	tx: Transaction,
	useCase: UseCase,
	{ id, startsOn, endsOn, mode, place, leadAuditorId, secondAuditorId }: typeof audits.$inferSelect,
	leaving: string,
	{ to, sequence }: Handover,
	reason: string,
) {
	const instead = (auditor: string | null) => (auditor === leaving ? to : (auditor ?? ""));
	const team = { leadAuditorId: instead(leadAuditorId), secondAuditorId: instead(secondAuditorId) };
	return rescheduleAudit({ ...useCase, db: tx }, id, { startsOn, endsOn, mode, place, ...team, sequence, reason });
}

interface StrandedAudit {
	readonly row: typeof audits.$inferSelect;
	readonly cooperativeName: string;
	readonly judged: readonly JudgedAuditor[];
}

/** Open audits of somebody who has no role for their days any more, or a conflict with them. */
async function strandedAudits(tx: Transaction, userId: string, now: Date): Promise<readonly StrandedAudit[]> {
	const open = await tx
		.select({
			row: audits,
			cooperative: cooperativeFacts,
		})
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.where(and(inArray(audits.status, [...RESTS_ON_TEAM]), isOnTeam(userId)))
		.orderBy(asc(audits.startsOn), asc(audits.id));
	const stranded: StrandedAudit[] = [];
	for (const { row, cooperative } of open) {
		const { kind, startsOn, endsOn, id: auditId } = row;
		const judged = await judgeAuditors(tx, { kind, startsOn, endsOn, cooperative, auditId }, now);
		const self = judged.find((auditor) => auditor.userId === userId);
		const fit = self !== undefined && self.standing.length === 0 && (await holdsRoleFrom(tx, userId, now));
		if (!fit) stranded.push({ row, cooperativeName: cooperative.name, judged });
	}
	return stranded;
}

const isOnTeam = (userId: string) => or(eq(audits.leadAuditorId, userId), eq(audits.secondAuditorId, userId));

/** A visit whose days are behind us is still to be closed: whoever closes it holds the role today or later. */
async function holdsRoleFrom(tx: Transaction, userId: string, now: Date): Promise<boolean> {
	const rows = await tx
		.select({ id: roleGrants.id })
		.from(roleGrants)
		.innerJoin(users, eq(users.id, roleGrants.userId))
		.where(
			and(
				eq(roleGrants.userId, userId),
				eq(roleGrants.role, "auditor"),
				or(isNull(roleGrants.endsOn), gte(roleGrants.endsOn, dayInParis(now))),
			),
		)
		.limit(1);
	return rows.length > 0;
}

function toldOf(
	{ row, cooperativeName, judged }: StrandedAudit,
	leaving: string,
	refused: RescheduleRefusal | null,
): AuditToHandOver {
	const { id, kind, startsOn, endsOn, sequence, leadAuditorId, secondAuditorId } = row;
	const team = [leadAuditorId, secondAuditorId];
	const fit = judged.filter(({ standing }) => standing.length === 0);
	const staying = judged.find(({ userId }) => userId !== leaving && team.includes(userId));
	return {
		id,
		cooperativeName,
		kind,
		startsOn,
		endsOn,
		sequence,
		partner: staying ? { name: staying.name, fit: staying.standing.length === 0 } : null,
		candidates: fit
			.filter(({ userId }) => !team.includes(userId))
			.map(({ userId, name, homeName }) => ({ userId, name, homeName })),
		refused,
	};
}

/** Also for whoever reads no audit: how many there are, and nothing of them. */
export async function countOpenAudits(tx: Pick<Transaction, "select">, userId: string): Promise<number> {
	const [row] = await tx
		.select({ open: sql<number>`app_open_audits_of(${userId}::uuid)` })
		.from(sql`(select 1) as one`);
	return row?.open ?? 0;
}
