/** Composes the e-mails about who makes up a team: a tie told, a challenge, its answer. What is over by then is not sent. */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { auditChallenges } from "~/db/schema/mission.server";
import { isSigned } from "~/domain/audit/interest-declaration";
import type { TeamMailKind } from "~/domain/notification/mail-kind";
import { paths } from "~/paths";
import type { TeamMailContent } from "./team-mail-words";

/** Null when there is nothing left to say. @param auditId of the audit, whatever the kind */
export async function teamLetter(
	db: Database,
	kind: TeamMailKind,
	{ name, auditId, origin }: { readonly name: string; readonly auditId: string; readonly origin: string },
): Promise<TeamMailContent | null> {
	const [row] = await db
		.select({ status: audits.status, cooperativeName: cooperatives.name, outcome: auditChallenges.outcome })
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.leftJoin(auditChallenges, eq(auditChallenges.auditId, audits.id))
		.where(eq(audits.id, auditId));
	if (!row || !isSigned(row.status)) return null;
	if (kind === "tieDeclared") {
		return { kind, name, cooperativeName: row.cooperativeName, link: origin + paths.audits.one(auditId) };
	}
	// A challenge answered meanwhile is told to its cooperative, and no longer asked of the national team.
	if ((row.outcome === null) !== (kind === "challengeMade")) return null;
	return { kind, name, cooperativeName: row.cooperativeName, link: origin + paths.audits.challenge(auditId) };
}
