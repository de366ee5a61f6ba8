/** Judges the plan of a visit for the writes that set it: days, place, team, then every conflict of interest, under lock. */
import { asc, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { auditorProfiles } from "~/db/schema/audit.server";
import { AUDIT_MODES, type AuditKind, type AuditMode } from "~/domain/audit/audit";
import type { CooperativeFacts } from "~/domain/audit/conflict-facts";
import type { ConflictOfInterest } from "~/domain/audit/conflict-of-interest";
import type { ConflictReason } from "~/domain/audit/conflict-rules";
import {
	type AuditTeam,
	checkDates,
	checkPlace,
	checkTeam,
	type DatesRefusal,
	PLACE_LIMIT,
	type PlaceRefusal,
	type TeamRefusal,
} from "~/domain/audit/visit-plan";
import { dayInParis, type Span } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { isUuid } from "../uuid";
import { judgeAuditors } from "./judge-auditors.server";
import type { JudgedAuditor } from "./judge-each-auditor";

export const DEROGATION_LIMIT = 1_000;

/** The fields every plan is made of, for the forms that set one. */
export const planFields = {
	startsOn: z.string().max(10).default(""),
	endsOn: z.string().max(10).default(""),
	mode: z.enum(AUDIT_MODES),
	place: z.string().max(PLACE_LIMIT).default(""),
	leadAuditorId: z.string().max(36).default(""),
	secondAuditorId: z.string().max(36).default(""),
	/** Why a rule that only warns is set aside, by auditor and rule. */
	derogations: z
		.array(
			z.strictObject({
				auditorId: z.string().max(36),
				rule: z.string().max(40),
				reason: z.string().max(DEROGATION_LIMIT),
			}),
		)
		.max(40)
		.default([]),
};

export interface VisitPlan extends Span, AuditTeam {
	readonly mode: AuditMode;
	readonly place: string;
}

/** A rule set aside for one auditor, to be written with the plan. */
export interface NewDerogation {
	readonly auditorId: string;
	readonly rule: ConflictReason;
	readonly reason: string;
}

export interface CheckedPlan {
	readonly plan: VisitPlan;
	readonly derogations: readonly NewDerogation[];
}

export interface RefusedAuditor {
	readonly userId: string;
	readonly name: string;
	readonly conflicts: readonly ConflictOfInterest[];
}

export type PlanRefusal = DatesRefusal | PlaceRefusal | TeamRefusal | "UNKNOWN_AUDITOR";
export type PlanResult =
	| Result<CheckedPlan, PlanRefusal>
	| Result<
			CheckedPlan,
			"CONFLICT_OF_INTEREST" | "DEROGATION_REQUIRED",
			{ readonly auditors: readonly RefusedAuditor[] }
	  >;

export interface PlanContext {
	readonly kind: AuditKind;
	readonly cooperative: CooperativeFacts;
	readonly now: Date;
	/** The audit being moved, with its days so far. */
	readonly moved?: Span & { readonly id: string };
}

/** Holds the chosen auditors until the end of the transaction, so that nobody is placed twice on the same days. */
export async function checkVisitPlan(
	tx: Transaction,
	input: { [F in keyof typeof planFields]: z.infer<(typeof planFields)[F]> },
	{ kind, cooperative, now, moved }: PlanContext,
): Promise<PlanResult> {
	const dates = checkDates(input, dayInParis(now), moved);
	if (!dates.ok) return dates;
	const place = checkPlace(input.mode, input.place);
	if (!place.ok) return place;
	const team = checkTeam(kind, input.leadAuditorId, input.secondAuditorId);
	if (!team.ok) return team;
	const { leadAuditorId, secondAuditorId } = team.value;
	const chosen = secondAuditorId === null ? [leadAuditorId] : [leadAuditorId, secondAuditorId];
	if (!chosen.every(isUuid)) return refuse("UNKNOWN_AUDITOR");
	await tx
		.select({ id: auditorProfiles.userId })
		.from(auditorProfiles)
		.where(inArray(auditorProfiles.userId, chosen))
		.orderBy(asc(auditorProfiles.userId))
		.for("update");
	const judged = await judgeAuditors(tx, { ...dates.value, kind, cooperative, auditId: moved?.id }, now);
	const members: JudgedAuditor[] = [];
	for (const id of chosen) {
		const member = judged.find(({ userId }) => userId === id);
		if (!member) return refuse("UNKNOWN_AUDITOR");
		members.push(member);
	}
	const told = (who: readonly JudgedAuditor[]) => ({
		auditors: who.map(({ userId, name, standing }) => ({ userId, name, conflicts: standing })),
	});
	const blocked = members.filter(({ derogable }) => !derogable);
	if (blocked.length > 0) return refuse("CONFLICT_OF_INTEREST", told(blocked));
	const derogations = members.flatMap((member) => derogationsOf(member, input.derogations));
	const unexplained = members.filter((member) =>
		member.standing.some(({ reason }) => !derogations.some((one) => isFor(one, member.userId, reason))),
	);
	if (unexplained.length > 0) return refuse("DEROGATION_REQUIRED", told(unexplained));
	return accept({ plan: { ...dates.value, ...team.value, mode: input.mode, place: place.value }, derogations });
}

const isFor = ({ auditorId, rule }: { auditorId: string; rule: string }, userId: string, reason: string) =>
	auditorId === userId && rule === reason;

/** Those written for a rule that stands in this auditor's way, each once; anything else in the form is left out. */
function derogationsOf(
	{ userId, standing }: JudgedAuditor,
	written: readonly { auditorId: string; rule: string; reason: string }[],
): readonly NewDerogation[] {
	return [...new Set(standing.map(({ reason }) => reason))].flatMap((rule) => {
		const reason = written.find((one) => isFor(one, userId, rule))?.reason.trim() ?? "";
		return reason === "" ? [] : [{ auditorId: userId, rule, reason }];
	});
}
