/** Who has signed a declaration of interests for an audit, and its challenge: one query, never a tie. Checks no right. */
import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { audits } from "~/db/schema/audit.server";
import { auditChallenges } from "~/db/schema/mission.server";
import type { ChallengeOutcome } from "~/domain/audit/challenge";

/** The challenge of the cooperative, for the audit's page and its report. Who wrote it is nobody else's to know: a side speaks. */
export interface Challenge {
	readonly auditorId: string;
	readonly auditorName: string | null;
	readonly reason: string;
	readonly madeAt: Date;
	/** Null: it waits for an answer. */
	readonly outcome: ChallengeOutcome | null;
	readonly answer: string;
	readonly answeredAt: Date | null;
}

export interface Mission {
	/** The last signature of each person who ever signed for this audit. */
	readonly signatures: ReadonlyMap<string, Date>;
	readonly challenge: Challenge | null;
}

export async function loadMission(db: Database | Transaction, auditId: string): Promise<Mission> {
	const [row] = await db
		.select({
			signatures: sql<Readonly<Record<string, string>>>`coalesce((
				select jsonb_object_agg(user_id, signed_at) from (
					select user_id, max(signed_at) as signed_at from interest_declarations
					where audit_id = ${audits.id} group by user_id) signed), '{}'::jsonb)`,
			challenge: auditChallenges,
			auditorName: users.name,
		})
		.from(audits)
		.leftJoin(auditChallenges, eq(auditChallenges.auditId, audits.id))
		.leftJoin(users, eq(users.id, auditChallenges.auditorId))
		.where(eq(audits.id, auditId));
	const { auditorName = null } = row ?? {};
	const { auditorId, reason, madeAt, outcome, answer, answeredAt } = row?.challenge ?? {};
	return {
		signatures: new Map(Object.entries(row?.signatures ?? {}).map(([id, at]) => [id, new Date(at)])),
		challenge:
			auditorId && reason !== undefined && madeAt
				? {
						...{ auditorId, auditorName, reason, madeAt },
						...{ outcome: outcome ?? null, answer: answer ?? "", answeredAt: answeredAt ?? null },
					}
				: null,
	};
}

/** For the report, beside `loadDerogations`. */
export async function loadChallenge(db: Database | Transaction, auditId: string): Promise<Challenge | null> {
	return (await loadMission(db, auditId)).challenge;
}

/** A column beside an audit's: when that person last signed for it. */
export function ownSignature(userId: string) {
	return sql<Date | null>`(select max(signed_at) from interest_declarations
		where audit_id = ${audits.id} and user_id = ${userId})`.mapWith((at) => new Date(at));
}
