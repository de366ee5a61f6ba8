/** Owns declarations of interests signed without their page: what a visit needs before it begins. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { interestDeclarations } from "~/db/schema/mission.server";
import { CURRENT_WORDING, declarationWordings } from "~/domain/audit/declaration-wording";
import { membersOf } from "~/services/audit/mission-gap";

/** Every member of the team as it is, without any tie. */
export async function signMission(db: Database, auditId: string, signedAt: Date): Promise<void> {
	const [audit] = await db.select().from(audits).where(eq(audits.id, auditId));
	if (!audit) throw new Error("no audit");
	const { cooperativeId } = audit;
	const text = declarationWordings[CURRENT_WORDING];
	await db.insert(interestDeclarations).values(
		membersOf(audit).map((userId) => ({
			...{ id: randomUUID(), cooperativeId, auditId, userId },
			...{ wording: CURRENT_WORDING, text, signedAt },
		})),
	);
}
