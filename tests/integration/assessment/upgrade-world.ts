/** Builds drafts pinned to an older version of the référentiel, and tells what they hold. */
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { answers, assessments, assessmentUpgrades } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import { standardVersions } from "~/db/schema/standard.server";
import type { Actor } from "~/domain/access/roles";
import { applicableCriteria } from "~/domain/standard/applicability";
import type { Level, Profile } from "~/domain/standard/standard";
import { applyUpgrade } from "~/services/assessment/apply-upgrade.server";
import { getVersionPage } from "~/services/assessment/get-version-page.server";
import { getStandard, type PublishedStandard } from "~/services/standard/get-standard.server";
import {
	as,
	createActor,
	type createCampaign,
	createCooperative,
	createDraft,
	NOW,
	PROFILE,
} from "../../support/world";

/** The published version of that number. */
export async function versionNumbered(db: Database, version: string): Promise<PublishedStandard> {
	const [row] = await db
		.select({ id: standardVersions.id })
		.from(standardVersions)
		.where(and(eq(standardVersions.code, "label-cae"), eq(standardVersions.version, version)));
	if (!row) throw new Error(`no version ${version}`);
	return getStandard(db, row.id);
}

export interface UpgradeScene {
	readonly cooperative: { readonly id: string };
	readonly draft: { readonly id: string };
	readonly manager: Actor;
	readonly contributor: Actor;
}

/** A draft of that version with an answer and a comment to each criterion put, each by the contributor. */
export async function draftOf(
	db: Database,
	version: PublishedStandard,
	campaign: Awaited<ReturnType<typeof createCampaign>>,
	{ levelOf = (): Level => 2, profile = PROFILE }: { levelOf?: (id: string) => Level; profile?: Profile } = {},
): Promise<UpgradeScene> {
	const cooperative = await createCooperative(db);
	const draft = await createDraft(db, cooperative, { id: campaign.id, standardVersionId: version.id }, profile);
	const manager = await createActor(db, "manager", cooperative.id);
	const contributor = await createActor(db, "contributor", cooperative.id);
	await db.insert(answers).values(
		applicableCriteria(version.standard, profile).map(({ id }) => ({
			cooperativeId: cooperative.id,
			assessmentId: draft.id,
			criterionId: id,
			level: levelOf(id),
			comment: `Réponse à ${id}`,
			version: 3,
			updatedAt: new Date(NOW.getTime() - 86_400_000),
			updatedBy: contributor.userId,
		})),
	);
	return { cooperative, draft, manager, contributor };
}

export function answersOf(db: Database, assessmentId: string) {
	return db.select().from(answers).where(eq(answers.assessmentId, assessmentId)).orderBy(asc(answers.criterionId));
}

export async function assessmentOf(db: Database, assessmentId: string) {
	const [row] = await db.select().from(assessments).where(eq(assessments.id, assessmentId));
	if (!row) throw new Error("no assessment");
	return row;
}

export function upgradesOf(db: Database, assessmentId: string) {
	return db.select().from(assessmentUpgrades).where(eq(assessmentUpgrades.assessmentId, assessmentId));
}

export async function journalOf(db: Database, assessmentId: string) {
	const rows = await db
		.select()
		.from(journalEntries)
		.where(eq(journalEntries.subjectId, assessmentId))
		.orderBy(asc(journalEntries.id));
	return rows.map(({ action, actorId, before, after }) => ({ action, actorId, before, after }));
}

export async function fingerprintFor(db: Database, { manager, draft }: UpgradeScene): Promise<string> {
	return (await getVersionPage(as(db, manager), draft.id)).preview?.fingerprint ?? "";
}

/** Previewed, then confirmed. */
export async function moveUp(db: Database, scene: UpgradeScene, now = NOW): Promise<string> {
	const fingerprint = await fingerprintFor(db, scene);
	const result = await applyUpgrade(as(db, scene.manager, now), scene.draft.id, { fingerprint, confirmed: true });
	if (!result.ok) throw new Error(result.reason);
	return result.value.upgradeId;
}
