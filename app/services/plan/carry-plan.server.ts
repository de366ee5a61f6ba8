/** Proposes last year's assignments to a draft, takes those that are confirmed, and takes them back while nobody changed them. */
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { assignments } from "~/db/schema/plan.server";
import { atomically } from "~/db/transaction.server";
import { can } from "~/domain/access/can";
import { carryAssignments, type ProposedAssignment } from "~/domain/plan/carry-assignments";
import { accept, type Result, refuse } from "~/domain/result";
import { assessmentHeader } from "../assessment/get-overview.server";
import { recordWrites } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAssignments } from "./load-assignments.server";
import { assignmentResource, holdDraft, loadDraftPlan } from "./load-draft-plan.server";
import { writeAssignment } from "./set-assignment.server";

/** Code of the domain, or of the criterion. */
export const targetCode = ({ domain, criterionId }: Pick<ProposedAssignment, "domain" | "criterionId">) =>
	criterionId ?? domain;

/** What a person saw of a proposal: the same target, person and day, or it is not taken. */
export const seenProposal = (one: ProposedAssignment) => `${targetCode(one)}:${one.assigneeId}:${one.dueOn}`;

export async function getCarriedPlan(useCase: UseCase, assessmentId: string) {
	const { loaded, proposals, year, names, put } = await loadProposals(useCase, assessmentId);
	const { domains } = loaded.published.standard;
	return {
		header: assessmentHeader(loaded),
		/** Of the assignments proposed; null when no earlier year has any. */
		year,
		rows: proposals.map((one) => ({
			target: targetCode(one),
			domain: one.domain,
			title:
				put.find(({ id }) => id === one.criterionId)?.title ??
				domains.find(({ code }) => code === one.domain)?.title ??
				one.domain,
			seen: seenProposal(one),
			name: names.get(one.assigneeId) ?? null,
			dueOn: one.dueOn,
			note: one.note,
			orphan: one.orphan,
		})),
	};
}

async function loadProposals(useCase: UseCase, assessmentId: string) {
	const { db, actor } = useCase;
	const { loaded, put, team, assignments: standing } = await loadDraftPlan(useCase, assessmentId);
	const { resource, published, year, closesOn } = loaded;
	authorise(actor, "plan.read", resource, ["assessment.read", resource]);
	const mine = (domain: string) => assignmentResource(loaded, domain, actor.userId);
	const any = published.standard.domains.find(({ code }) => can(actor, "plan.assign", mine(code)))?.code ?? "";
	authorise(actor, "plan.assign", mine(any), ["plan.read", resource]);
	const [earlier] = await db
		.select({
			id: assessments.id,
			year: campaigns.year,
			startsOn: campaigns.opensOn,
			endsOn: campaigns.closesOn,
			opensOn: sql<string>`(select k.opens_on::text from campaigns k join assessments s on s.campaign_id = k.id
				where s.id = ${assessmentId})`,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.where(
			and(
				eq(assessments.cooperativeId, resource.cooperativeId),
				lt(campaigns.year, year),
				sql`exists (select from ${assignments} where ${assignments.assessmentId} = ${assessments.id})`,
			),
		)
		.orderBy(desc(campaigns.year))
		.limit(1);
	const given = earlier ? await loadAssignments(db, earlier.id, published) : [];
	const proposals = earlier
		? carryAssignments(given, put, new Set(standing.map(targetCode)), team, {
				from: earlier,
				to: { startsOn: earlier.opensOn, endsOn: closesOn },
			}).filter(({ domain, assigneeId }) => can(actor, "plan.assign", assignmentResource(loaded, domain, assigneeId)))
		: [];
	return {
		...{ loaded, put, proposals, standing, year: earlier?.year ?? null },
		names: new Map(given.map(({ assigneeId, assignee }) => [assigneeId, assignee])),
	};
}

export type CarryPlanResult = Result<{ readonly targets: readonly string[] }, "ASSESSMENT_LOCKED">;

/** Takes those of the seen proposals that are still what they were, and that somebody is there to hold. */
export async function confirmCarriedPlan(
	useCase: UseCase,
	assessmentId: string,
	seen: readonly string[],
): Promise<CarryPlanResult> {
	const { db, actor, now } = useCase;
	const { loaded, proposals } = await loadProposals(useCase, assessmentId);
	const { resource, published } = loaded;
	const chosen = proposals.filter((one) => !one.orphan && seen.includes(seenProposal(one)));
	return atomically(db, async (tx): Promise<CarryPlanResult> => {
		if (!(await holdDraft(tx, loaded))) return refuse("ASSESSMENT_LOCKED");
		const written: ProposedAssignment[] = [];
		for (const one of chosen) {
			const { domain, criterionId, assigneeId, dueOn, note } = one;
			const done = await writeAssignment(tx, useCase, {
				...{ cooperativeId: resource.cooperativeId, assessmentId, standardVersionId: published.id, version: 0 },
				...{ target: { domain, criterionId }, given: { assigneeId, dueOn, note } },
			});
			if (done) written.push(one);
		}
		await recordWrites(
			tx,
			written.map((one) => ({
				at: now,
				actorId: actor.userId,
				action: "assignment.made",
				subject: ["assignment", `${assessmentId}/${targetCode(one)}`],
				cooperativeId: resource.cooperativeId,
				after: { assigneeId: one.assigneeId, dueOn: one.dueOn },
			})),
		);
		return accept({ targets: written.map(targetCode) });
	});
}

/** Takes back those just confirmed, but for what somebody changed since. */
export async function undoCarriedPlan(
	useCase: UseCase,
	assessmentId: string,
	targets: readonly string[],
): Promise<CarryPlanResult> {
	const { db, actor, now } = useCase;
	const { loaded, standing } = await loadProposals(useCase, assessmentId);
	const { resource } = loaded;
	const back = standing.filter(
		(one) =>
			targets.includes(targetCode(one)) &&
			one.version === 1 &&
			can(actor, "plan.assign", assignmentResource(loaded, one.domain, one.assigneeId)),
	);
	return atomically(db, async (tx): Promise<CarryPlanResult> => {
		if (!(await holdDraft(tx, loaded))) return refuse("ASSESSMENT_LOCKED");
		if (back.length === 0) return accept({ targets: [] });
		const ids = back.map(({ id }) => id);
		const gone = await tx
			.delete(assignments)
			.where(and(inArray(assignments.id, ids), eq(assignments.version, 1)))
			.returning({ id: assignments.id });
		const removed = back.filter((one) => gone.some(({ id }) => id === one.id));
		await recordWrites(
			tx,
			removed.map((one) => ({
				at: now,
				actorId: actor.userId,
				action: "assignment.removed",
				subject: ["assignment", `${assessmentId}/${targetCode(one)}`],
				cooperativeId: resource.cooperativeId,
				before: { assigneeId: one.assigneeId, dueOn: one.dueOn },
			})),
		);
		return accept({ targets: removed.map(targetCode) });
	});
}
