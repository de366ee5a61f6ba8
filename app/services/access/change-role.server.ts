/**
 * Changes the days of a role, or ends it at once. Nobody is left without a manager or an administrator, and the
 * open audits of an auditor who leaves are handed over in the same transaction.
 */
import { z } from "zod";
import { undoneWhenRefused } from "~/db/transaction.server";
import type { LastHolderRefusal } from "~/domain/access/last-holder";
import {
	checkMandate,
	isNarrower,
	lastDayWhenTakenAway,
	type Mandate,
	type MandateRefusal,
	mandateState,
} from "~/domain/access/mandate";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { type HandOverResult, handOverAudits, handoversForm } from "../audit/hand-over-audits.server";
import { REASON_LIMIT } from "../audit/reschedule-audit.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { overlapsHeldRole } from "./grant-role.server";
import { loadPerson } from "./load-person.server";
import { authoriseStill, checkHolders, holdPerson, holdRoles, loadRole, type RoleRow } from "./role-rows.server";
import { changeRole } from "./write-role.server";

const common = {
	/** Days the person saw: see `mandateSeen`. */
	seen: z.string().max(30),
	handovers: handoversForm.default([]),
	/** What the cooperatives read where an audit changes hands. */
	reason: z.string().max(REASON_LIMIT).default(""),
};
const datesForm = z.strictObject({
	...common,
	startsOn: z.string().max(10).default(""),
	endsOn: z.string().max(10).default(""),
});
const endForm = z.strictObject(common);

export type ChangeRoleResult =
	| Result<
			null,
			| MandateRefusal
			| LastHolderRefusal
			| "INVALID"
			| "CHANGED_MEANWHILE"
			| "NOTHING_CHANGED"
			| "ALREADY_OVER"
			| "ALREADY_HELD"
			| "OWN_ADMINISTRATION"
	  >
	| Extract<HandOverResult, { ok: false }>;

export function mandateSeen({ startsOn, endsOn }: Mandate): string {
	return `${startsOn ?? ""}/${endsOn ?? ""}`;
}

export async function changeRoleDates(
	useCase: UseCase,
	userId: string,
	grantId: string,
	input: unknown,
): Promise<ChangeRoleResult> {
	const grant = await loadRoleOf(useCase, userId, grantId);
	const parsed = datesForm.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const mandate = checkMandate(grant.role, parsed.data);
	if (!mandate.ok) return mandate;
	// A day behind us would rewrite what was done under the role: it ends at once, or later.
	if (mandateState(mandate.value, dayInParis(useCase.now)) === "ended") return refuse("ALREADY_OVER");
	return apply(useCase, grant, mandate.value, "role.changed", parsed.data);
}

export async function endRole(
	useCase: UseCase,
	userId: string,
	grantId: string,
	input: unknown,
): Promise<ChangeRoleResult> {
	const grant = await loadRoleOf(useCase, userId, grantId);
	const parsed = endForm.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const endsOn = lastDayWhenTakenAway(dayInParis(useCase.now));
	return apply(useCase, grant, { startsOn: grant.startsOn, endsOn }, "role.ended", parsed.data);
}

/** A role of that person that this actor may end. A role that is over is no longer one. */
export async function loadRoleOf(useCase: UseCase, userId: string, grantId: string): Promise<RoleRow> {
	const { resource } = await loadPerson(useCase, userId);
	const { grant } = await loadRole(useCase.db, grantId);
	const over = mandateState(grant, dayInParis(useCase.now)) === "ended";
	if (grant.userId !== userId || over) throw new NotFoundError(grantId);
	const { role, cooperativeId } = grant;
	authorise(useCase.actor, "role.end", { role, cooperativeId }, ["person.read", resource]);
	return grant;
}

async function apply(
	useCase: UseCase,
	{ id, role, cooperativeId, userId }: RoleRow,
	mandate: Mandate,
	action: "role.changed" | "role.ended",
	{ seen, handovers, reason }: z.output<typeof endForm>,
): Promise<ChangeRoleResult> {
	const { actor, now } = useCase;
	return undoneWhenRefused(useCase.db, async (tx): Promise<ChangeRoleResult> => {
		await holdRoles(tx, { role, cooperativeId, userId });
		await holdPerson(tx, userId);
		await authoriseStill(tx, useCase, "role.end", { role, cooperativeId });
		const grant = await loadRoleOf({ ...useCase, db: tx }, userId, id);
		if (mandateSeen(grant) !== seen) return refuse("CHANGED_MEANWHILE");
		if (mandateSeen(mandate) === seen) return refuse("NOTHING_CHANGED");
		const narrower = isNarrower(grant, mandate);
		if (narrower && role === "admin" && userId === actor.userId) return refuse("OWN_ADMINISTRATION");
		const holders = await checkHolders(tx, grant, mandate, now);
		if (!holders.ok) return holders;
		if (await overlapsHeldRole(tx, grant, mandate)) return refuse("ALREADY_HELD");
		await changeRole(tx, useCase, action, grant, mandate);
		if (!narrower || role !== "auditor") return accept(null);
		const handedOver = await handOverAudits(tx, useCase, userId, handovers, reason);
		return handedOver.ok ? accept(null) : handedOver;
	});
}
