/** Loads what every figure of the network starts from. Checks no right: the caller authorises. */
import { asc, eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { labelDecisions } from "~/db/schema/decision.server";
import type { LabelDecision } from "~/domain/decision/label-state";
import type { ClosedAudit, Membership } from "~/domain/network/key-figures";

export interface NetworkCooperative extends Membership {
	readonly name: string;
	readonly region: string | null;
	readonly mainSector: string | null;
}

export interface LoadedFacts {
	readonly cooperatives: readonly NetworkCooperative[];
	readonly decisions: readonly LabelDecision[];
	readonly closedAudits: readonly ClosedAudit[];
}

/** Three queries. */
export async function loadNetworkFacts(db: Database): Promise<LoadedFacts> {
	return {
		cooperatives: await db
			.select({
				id: cooperatives.id,
				name: cooperatives.name,
				region: cooperatives.region,
				mainSector: cooperatives.mainSector,
				enrolledOn: cooperatives.enrolledOn,
				memberSince: cooperatives.memberSince,
				memberUntil: cooperatives.memberUntil,
			})
			.from(cooperatives),
		decisions: await db
			.select({
				cooperativeId: labelDecisions.cooperativeId,
				outcome: labelDecisions.outcome,
				decidedOn: labelDecisions.decidedOn,
				validFrom: labelDecisions.validFrom,
				validUntil: labelDecisions.validUntil,
			})
			.from(labelDecisions)
			.orderBy(asc(labelDecisions.decidedOn), asc(labelDecisions.createdAt)),
		closedAudits: await db
			.select({ cooperativeId: audits.cooperativeId, endsOn: audits.endsOn })
			.from(audits)
			.where(eq(audits.status, "closed")),
	};
}
