/** Loads what every figure of the network starts from. Checks no right: the caller authorises. */

import { sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { labelDecisions } from "~/db/schema/decision.server";
import { auditedVisits } from "~/db/schema/network.server";
import type { LabelDecision } from "~/domain/decision/label-state";
import type { ClosedAudit, Membership } from "~/domain/network/key-figures";
import { rowsInOneText } from "./rows-in-one-text.server";

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
	const { id, name, region, mainSector, enrolledOn, memberSince, memberUntil } = cooperatives;
	const [members] = await db
		.select({
			rows: rowsInOneText<NetworkCooperative>({
				id,
				name,
				region,
				mainSector,
				enrolledOn,
				memberSince,
				memberUntil,
			}),
		})
		.from(cooperatives);
	const { cooperativeId, outcome, decidedOn, validFrom, validUntil, createdAt } = labelDecisions;
	const [decided] = await db
		.select({
			rows: rowsInOneText<LabelDecision>(
				{ cooperativeId, outcome, decidedOn, validFrom, validUntil },
				sql`${decidedOn}, ${createdAt}`,
			),
		})
		.from(labelDecisions);
	const [closed] = await db
		.select({
			rows: rowsInOneText<ClosedAudit>({ cooperativeId: auditedVisits.cooperativeId, endsOn: auditedVisits.endsOn }),
		})
		.from(auditedVisits);
	return {
		cooperatives: members?.rows ?? [],
		decisions: decided?.rows ?? [],
		closedAudits: closed?.rows ?? [],
	};
}
