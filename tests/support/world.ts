/** Builders: each test makes its own cooperatives, people and campaign. No row is shared. */
import { randomUUID } from "node:crypto";
import type { Database } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { auditorProfiles } from "~/db/schema/audit.server";
import { accompaniments, cooperatives } from "~/db/schema/cooperative.server";
import type { Actor, Role } from "~/domain/access/roles";
import type { Profile } from "~/domain/standard/standard";
import type { Arrival } from "~/services/access/arrival";
import { findLatestStandard } from "~/services/standard/get-standard.server";
import { publishCriteria } from "~/services/standard/publish-criteria.server";
import type { UseCase } from "~/services/use-case.server";

export const NOW = new Date("2026-10-05T09:30:00Z");

/** A request of that moment, from a browser on some network. */
export const ARRIVAL: Arrival = { now: NOW, network: "192.0.2.0/24", device: "Firefox sur Linux", reference: "test" };

/** The profile of example G06: 104 criteria apply. */
export const PROFILE: Profile = {
	sectors: ["generaliste"],
	activities: [],
	headcount: 30,
	conditions: ["uses_cape", "shared_activity", "consumer_clients", "receives_grants", "auditor_threshold"],
};

export async function publishStandards(db: Database) {
	await publishCriteria(db, process.cwd(), NOW);
	const latest = await findLatestStandard(db);
	if (!latest) throw new Error("no standard in criteria/");
	return latest;
}

export async function createCampaign(db: Database, standardVersionId: string, year = 2026) {
	const [row] = await db
		.insert(campaigns)
		.values({ year, standardVersionId, opensOn: `${year}-01-15`, closesOn: `${year}-12-31` })
		.returning();
	if (!row) throw new Error("no campaign");
	return row;
}

export async function createCooperative(db: Database, values: Partial<typeof cooperatives.$inferInsert> = {}) {
	const [row] = await db
		.insert(cooperatives)
		.values({
			code: `T-${randomUUID().slice(0, 8)}`,
			name: "La Fabrique d’essai",
			region: "Bretagne",
			regionalAssociation: "Bretagne",
			mainSector: "generaliste",
			profile: { ...PROFILE, sectors: [...PROFILE.sectors], activities: [], conditions: [...PROFILE.conditions] },
			enrolledOn: "2024-03-01",
			fictional: true,
			...values,
		})
		.returning();
	if (!row) throw new Error("no cooperative");
	return row;
}

/** A person with one role; `cooperativeId` for a manager or contributor. */
export async function createActor(db: Database, role: Role, cooperativeId: string | null = null): Promise<Actor> {
	const email = `${role}-${randomUUID().slice(0, 8)}@test.example`;
	const [user] = await db
		.insert(users)
		.values({ email, name: `Personne ${role}` })
		.returning();
	if (!user) throw new Error("no user");
	await db.insert(roleGrants).values({ userId: user.id, role, cooperativeId });
	return { userId: user.id, name: user.name, email, grants: [{ role, cooperativeId }] };
}

export async function createAuditor(db: Database, values: Partial<typeof auditorProfiles.$inferInsert> = {}) {
	const actor = await createActor(db, "auditor");
	await db.insert(auditorProfiles).values({
		userId: actor.userId,
		accreditedFrom: "2025-01-01",
		accreditedUntil: "2027-12-31",
		...values,
	});
	return actor;
}

export async function accompany(db: Database, supporterId: string, beneficiaryId: string, endedOn: string | null) {
	await db.insert(accompaniments).values({ supporterId, beneficiaryId, startedOn: "2022-01-01", endedOn });
}

export async function createDraft(
	db: Database,
	cooperative: { id: string },
	campaign: { id: string; standardVersionId: string },
	profile: Profile = PROFILE,
) {
	const [row] = await db
		.insert(assessments)
		.values({
			cooperativeId: cooperative.id,
			campaignId: campaign.id,
			standardVersionId: campaign.standardVersionId,
			profile,
			createdAt: NOW,
		})
		.returning();
	if (!row) throw new Error("no assessment");
	return row;
}

export function as(db: Database, actor: Actor, now: Date = NOW): UseCase {
	return { db, actor, now };
}

/** A manager who read everything again, and has just proved who they are. */
export const SIGNED = { confirmed: true, signedAs: "manager", proven: true } as const;
