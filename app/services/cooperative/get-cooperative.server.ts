/** One cooperative: public identity, profile, campaigns, audits, and where it stands with the label. */

import { asc, desc, eq } from "drizzle-orm";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { labelDecisions } from "~/db/schema/decision.server";
import { can } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { isStandingKnown, labelStanding } from "~/domain/decision/label-state";
import type { Standard, Term } from "~/domain/standard/standard";
import { findLatestStandard } from "../standard/get-standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { headcountsOf } from "./get-cooperative-form.server";

/** Six queries. */
export async function getCooperative({ db, actor, now }: UseCase, cooperativeId: string) {
	authorise(actor, "cooperative.read", { cooperativeId });
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const [cooperative] = await db
		.select({
			id: cooperatives.id,
			name: cooperatives.name,
			siren: cooperatives.siren,
			legalForm: cooperatives.legalForm,
			region: cooperatives.region,
			regionalAssociation: cooperatives.regionalAssociation,
			groupName: cooperatives.groupName,
			department: cooperatives.department,
			mainSector: cooperatives.mainSector,
			profile: cooperatives.profile,
			enrolledOn: cooperatives.enrolledOn,
			memberSince: cooperatives.memberSince,
			memberUntil: cooperatives.memberUntil,
			fictional: cooperatives.fictional,
		})
		.from(cooperatives)
		.where(eq(cooperatives.id, cooperativeId));
	if (!cooperative) throw new NotFoundError(cooperativeId);
	const campaignRows = await db
		.select({
			assessmentId: assessments.id,
			year: campaigns.year,
			status: assessments.status,
			submittedAt: assessments.submittedAt,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.where(eq(assessments.cooperativeId, cooperativeId))
		.orderBy(desc(campaigns.year));
	const visits = await db
		.select({
			id: audits.id,
			kind: audits.kind,
			status: audits.status,
			startsOn: audits.startsOn,
			endsOn: audits.endsOn,
			mode: audits.mode,
		})
		.from(audits)
		.where(eq(audits.cooperativeId, cooperativeId))
		.orderBy(desc(audits.startsOn));
	const decisions = await db
		.select({
			cooperativeId: labelDecisions.cooperativeId,
			outcome: labelDecisions.outcome,
			decidedOn: labelDecisions.decidedOn,
			validFrom: labelDecisions.validFrom,
			validUntil: labelDecisions.validUntil,
		})
		.from(labelDecisions)
		.where(eq(labelDecisions.cooperativeId, cooperativeId))
		.orderBy(asc(labelDecisions.decidedOn), asc(labelDecisions.createdAt));
	const published = await findLatestStandard(db);
	const { state, decision } = labelStanding(decisions, dayInParis(now));
	const { profile, ...identity } = cooperative;
	return {
		cooperative: { ...identity, mainSector: termLabel(published?.standard.sectors, identity.mainSector) },
		/** Null for a cooperative that was only named: nothing is known of its profile, and nothing is shown. */
		profile: identity.enrolledOn === null ? null : inWords(profile, published?.standard),
		label: {
			state,
			known: isStandingKnown(identity, state),
			decidedOn: decision?.decidedOn ?? null,
			validUntil: decision?.validUntil ?? null,
		},
		campaigns: campaignRows.map((row) => ({
			...row,
			readable: can(actor, "assessment.read", { cooperativeId, status: row.status, auditorIds: [] }),
		})),
		audits: visits,
		/** Whether the reader may go back to the list of cooperatives. */
		inDirectory: can(actor, "cooperative.list", null),
		headcounts: await headcountsOf(db, cooperativeId),
		may: {
			readHistory: can(actor, "cooperative.history", { cooperativeId }),
			edit: can(actor, "cooperative.edit", { cooperativeId }),
			readTeam: can(actor, "team.read", { cooperativeId }),
			readEvidence: can(actor, "evidence.list", { cooperativeId }),
		},
	};
}

type Profile = (typeof cooperatives.$inferSelect)["profile"];

function inWords(profile: Profile, standard: Standard | undefined) {
	const labels = (terms: readonly Term[] | undefined, codes: readonly string[]) =>
		codes.map((code) => termLabel(terms, code) ?? code);
	return {
		headcount: profile.headcount,
		sectors: labels(standard?.sectors, profile.sectors),
		activities: labels(standard?.activities, profile.activities),
		conditions: labels(standard?.conditions, profile.conditions),
	};
}

function termLabel(terms: readonly Term[] | undefined, code: string | null): string | null {
	return code === null ? null : (terms?.find((term) => term.code === code)?.label ?? code);
}
