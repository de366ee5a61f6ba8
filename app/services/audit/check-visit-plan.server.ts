/** Judges the plan of a visit for the writes that set it: days, place, team, then every conflict of interest, under lock. */
import { asc, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { auditorProfiles } from "~/db/schema/audit.server";
import { AUDIT_MODES, type AuditKind, type AuditMode } from "~/domain/audit/audit";
import type { ConflictOfInterest, CooperativeFacts } from "~/domain/audit/conflict-of-interest";
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

/** The fields every plan is made of, for the forms that set one. */
export const planFields = {
	startsOn: z.string().max(10).default(""),
	endsOn: z.string().max(10).default(""),
	mode: z.enum(AUDIT_MODES),
	place: z.string().max(PLACE_LIMIT).default(""),
	leadAuditorId: z.string().max(36).default(""),
	secondAuditorId: z.string().max(36).default(""),
};

export interface VisitPlan extends Span, AuditTeam {
	readonly mode: AuditMode;
	readonly place: string;
}

export interface RefusedAuditor {
	readonly userId: string;
	readonly name: string;
	readonly conflicts: readonly ConflictOfInterest[];
}

export type PlanRefusal = DatesRefusal | PlaceRefusal | TeamRefusal | "UNKNOWN_AUDITOR";
export type PlanResult =
	| Result<VisitPlan, PlanRefusal>
	| Result<VisitPlan, "CONFLICT_OF_INTEREST", { readonly auditors: readonly RefusedAuditor[] }>;

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
	const judged = await judgeAuditors(tx, { ...dates.value, cooperative, auditId: moved?.id }, now);
	const members = chosen.map((id) => judged.find(({ userId }) => userId === id));
	const refused: RefusedAuditor[] = [];
	for (const member of members) {
		if (!member) return refuse("UNKNOWN_AUDITOR");
		const { userId, name, conflicts } = member;
		if (conflicts.length > 0) refused.push({ userId, name, conflicts });
	}
	if (refused.length > 0) return refuse("CONFLICT_OF_INTEREST", { auditors: refused });
	return accept({ ...dates.value, ...team.value, mode: input.mode, place: place.value });
}
