/** Builders of what an audit needs: a submitted assessment, a team without ties, a planned visit. */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { answers, assessments } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import type { Actor } from "~/domain/access/roles";
import { applicableCriteria } from "~/domain/standard/applicability";
import { scheduleAudit } from "~/services/audit/schedule-audit.server";
import type { PublishedStandard } from "~/services/standard/get-standard.server";
import { signMission } from "../../support/sign-mission";
import {
	as,
	createActor,
	createAuditor,
	createCampaign,
	createCooperative,
	createDraft,
	NOW,
	PROFILE,
	publishStandards,
} from "../../support/world";

export interface Season {
	readonly published: PublishedStandard;
	readonly campaign: { readonly id: string; readonly standardVersionId: string; readonly year: number };
	readonly network: Actor;
}

/** Once per file: the référentiel, the campaign, someone of the national team. */
export async function openSeason(db: Database): Promise<Season> {
	const published = await publishStandards(db);
	return { published, campaign: await createCampaign(db, published.id), network: await createActor(db, "network") };
}

export const applicableIds = ({ published }: Season) =>
	applicableCriteria(published.standard, PROFILE).map(({ id }) => id);

/** A cooperative of Normandie with its submitted assessment: level 2 everywhere, the first criterion set aside. */
export async function submittedFile(
	db: Database,
	season: Season,
	known?: Awaited<ReturnType<typeof createCooperative>>,
) {
	const cooperative =
		known ??
		(await createCooperative(db, {
			name: "Rhizome d’essai",
			region: "Normandie",
			regionalAssociation: "Normandie",
		}));
	const assessment = await createDraft(db, cooperative, season.campaign);
	const at = { cooperativeId: cooperative.id, assessmentId: assessment.id, updatedAt: NOW };
	await db
		.insert(answers)
		.values(
			applicableIds(season).map((criterionId, index) =>
				index === 0
					? { ...at, criterionId, notApplicable: true, reason: "Sans objet ici" }
					: { ...at, criterionId, level: 2 as const, comment: `Commentaire ${criterionId}` },
			),
		);
	const manager = await createActor(db, "manager", cooperative.id);
	await db
		.update(assessments)
		.set({ status: "submitted", submittedAt: NOW, submittedBy: manager.userId })
		.where(eq(assessments.id, assessment.id));
	return { cooperative, assessment, manager };
}

/** Two auditors of a cooperative of Occitanie. */
export async function createTeam(db: Database) {
	const home = await createCooperative(db, {
		name: "Vivela d’essai",
		region: "Occitanie",
		regionalAssociation: "Occitanie",
	});
	const lead = await createAuditor(db, { homeCooperativeId: home.id });
	const second = await createAuditor(db, { homeCooperativeId: home.id });
	return { home, lead, second };
}

export const PLAN = {
	kind: "initial",
	startsOn: "2026-11-12",
	endsOn: "2026-11-13",
	mode: "onSite",
	place: "3 rue du Port, Granville",
} as const;

/** Its team has signed, unless told otherwise. */
export async function plannedAudit(
	db: Database,
	season: Season,
	{ signed = true, ...over }: Partial<Record<keyof typeof PLAN, string>> & { readonly signed?: boolean } = {},
	known?: Parameters<typeof submittedFile>[2],
) {
	const file = await submittedFile(db, season, known);
	const team = await createTeam(db);
	const result = await scheduleAudit(as(db, season.network), {
		assessmentId: file.assessment.id,
		leadAuditorId: team.lead.userId,
		secondAuditorId: team.second.userId,
		...PLAN,
		...over,
	});
	if (!result.ok) throw new Error(`not scheduled: ${result.reason}`);
	const { auditId } = result.value;
	if (signed) await signMission(db, auditId, NOW);
	return { ...file, ...team, auditId };
}

export function journalOf(db: Database, subjectId: string) {
	return db.select().from(journalEntries).where(eq(journalEntries.subjectId, subjectId)).orderBy(journalEntries.id);
}
