/** Sets or ends an auditor's accreditation and ties. The audits they can no longer make are handed over with it. */
import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { auditorProfiles } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { undoneWhenRefused } from "~/db/transaction.server";
import { lastDayWhenTakenAway } from "~/domain/access/mandate";
import {
	type Accreditation,
	type AccreditationRefusal,
	checkAccreditation,
	narrowsAccreditation,
} from "~/domain/audit/accreditation";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { type HandOverResult, handOverAudits, handoversForm } from "../audit/hand-over-audits.server";
import { REASON_LIMIT } from "../audit/reschedule-audit.server";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { loadPerson } from "./load-person.server";
import { authoriseStill, holdPerson } from "./role-rows.server";

const day = z.string().max(10).default("");
const id = z.string().max(36).default("");
const common = {
	/** What the person saw: see `accreditationSeen`. */
	seen: z.string().max(300),
	handovers: handoversForm.default([]),
	reason: z.string().max(REASON_LIMIT).default(""),
};
const form = z.strictObject({
	...common,
	accreditedFrom: day,
	accreditedUntil: day,
	homeCooperativeId: id,
	formerCooperativeId: id,
	leftOn: day,
});
const endForm = z.strictObject(common);

export type AccreditResult =
	| Result<
			null,
			| AccreditationRefusal
			| "INVALID"
			| "UNKNOWN_COOPERATIVE"
			| "CHANGED_MEANWHILE"
			| "NOTHING_CHANGED"
			| "NOT_ACCREDITED"
			| "ACCOUNT_CLOSED"
	  >
	| Extract<HandOverResult, { ok: false }>;

export function accreditationSeen(accreditation: Accreditation | null): string {
	if (!accreditation) return "";
	const { accreditedFrom, accreditedUntil, homeCooperativeId, formerCooperativeId, leftOn } = accreditation;
	return [accreditedFrom, accreditedUntil, homeCooperativeId, formerCooperativeId, leftOn].join("/");
}

export async function accreditAuditor(useCase: UseCase, userId: string, input: unknown): Promise<AccreditResult> {
	await authoriseAccreditation(useCase, userId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const checked = checkAccreditation(parsed.data);
	if (!checked.ok) return checked;
	return apply(useCase, userId, parsed.data, () => accept(checked.value));
}

/** Ends it at once, as a role is ended: its last day is the eve. */
export async function endAccreditation(useCase: UseCase, userId: string, input: unknown): Promise<AccreditResult> {
	await authoriseAccreditation(useCase, userId);
	const parsed = endForm.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const eve = lastDayWhenTakenAway(dayInParis(useCase.now));
	return apply(useCase, userId, parsed.data, (before) =>
		before === null || before.accreditedUntil <= eve
			? refuse("NOT_ACCREDITED")
			: accept({ ...before, accreditedUntil: eve }),
	);
}

async function authoriseAccreditation(useCase: UseCase, userId: string): Promise<void> {
	authorise(useCase.actor, "auditor.accredit", null);
	await loadPerson(useCase, userId);
}

async function apply(
	useCase: UseCase,
	userId: string,
	{ seen, handovers, reason }: z.output<typeof endForm>,
	next: (before: Accreditation | null) => Result<Accreditation, "NOT_ACCREDITED">,
): Promise<AccreditResult> {
	const { actor, now } = useCase;
	return undoneWhenRefused(useCase.db, async (tx): Promise<AccreditResult> => {
		await holdPerson(tx, userId);
		await authoriseStill(tx, useCase, "auditor.accredit", null);
		const { person } = await loadPerson({ ...useCase, db: tx }, userId);
		const before = await findAccreditation(tx, userId);
		if (accreditationSeen(before) !== seen) return refuse("CHANGED_MEANWHILE");
		const decided = next(before);
		if (!decided.ok) return decided;
		const after = decided.value;
		if (accreditationSeen(after) === seen) return refuse("NOTHING_CHANGED");
		if (before === null && (person.disabledAt !== null || person.erasedAt !== null)) return refuse("ACCOUNT_CLOSED");
		if (!(await areCooperatives(tx, [after.homeCooperativeId, after.formerCooperativeId]))) {
			return refuse("UNKNOWN_COOPERATIVE");
		}
		await tx
			.insert(auditorProfiles)
			.values({ userId, ...after })
			.onConflictDoUpdate({ target: auditorProfiles.userId, set: after });
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: after.accreditedUntil < dayInParis(now) ? "auditor.accreditationEnded" : "auditor.accredited",
			subject: ["user", userId],
			before,
			after,
		});
		if (before === null || !narrowsAccreditation(before, after)) return accept(null);
		const handedOver = await handOverAudits(tx, useCase, userId, handovers, reason);
		return handedOver.ok ? accept(null) : handedOver;
	});
}

/** Null for somebody who never was an auditor. */
export async function findAccreditation(
	tx: Pick<Transaction, "select">,
	userId: string,
): Promise<Accreditation | null> {
	const [row] = await tx
		.select({
			accreditedFrom: auditorProfiles.accreditedFrom,
			accreditedUntil: auditorProfiles.accreditedUntil,
			homeCooperativeId: auditorProfiles.homeCooperativeId,
			formerCooperativeId: auditorProfiles.formerCooperativeId,
			leftOn: auditorProfiles.leftOn,
		})
		.from(auditorProfiles)
		.where(eq(auditorProfiles.userId, userId));
	return row ?? null;
}

async function areCooperatives(tx: Transaction, ids: readonly (string | null)[]): Promise<boolean> {
	const named = [...new Set(ids.filter((one) => one !== null))];
	if (named.length === 0) return true;
	if (!named.every(isUuid)) return false;
	const found = await tx.select({ id: cooperatives.id }).from(cooperatives).where(inArray(cooperatives.id, named));
	return found.length === named.length;
}
