/** Writes the agenda of a visit, slot by slot: nobody overwrites what somebody else wrote meanwhile. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { auditPlans } from "~/db/schema/preparation.server";
import { atomically } from "~/db/transaction.server";
import {
	type AgendaSlot,
	proposeAgenda,
	putSlot,
	SLOT_KINDS,
	type SlotRefusal,
	TEAM_SEATS,
	type VisitFrame,
} from "~/domain/audit/audit-plan";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import type { UseCase } from "../use-case.server";
import { ensurePlan, frameOf, holdPrepared, loadPrepared } from "./preparation-rows.server";

const form = z.discriminatedUnion("change", [
	/** The agenda that the product proposes, for whoever has none. */
	z.strictObject({ change: z.literal("start"), version: rowVersion }),
	z.strictObject({ change: z.literal("remove"), key: z.string().max(40), version: rowVersion }),
	z.strictObject({
		change: z.literal("put"),
		/** Empty: a new slot. */
		key: z.string().max(40).default(""),
		day: z.coerce.number().int(),
		from: z.string().max(5),
		to: z.string().max(5),
		kind: z.enum(SLOT_KINDS),
		domains: z.array(z.string().max(20)).max(20).default([]),
		seats: z.array(z.enum(TEAM_SEATS)).max(2).default([]),
		met: z.string().default(""),
		about: z.string().default(""),
		version: rowVersion,
	}),
]);

export type ChangeAgendaRefusal = "INVALID" | "AUDIT_ENDED" | "CHANGED_MEANWHILE" | SlotRefusal;
export type ChangeAgendaResult = Result<{ readonly version: number }, ChangeAgendaRefusal>;

export async function changeAgenda(useCase: UseCase, auditId: string, input: unknown): Promise<ChangeAgendaResult> {
	const { db, actor, now } = useCase;
	const { published } = await loadPrepared(useCase, auditId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const asked = parsed.data;
	return atomically(db, async (tx): Promise<ChangeAgendaResult> => {
		const audit = await holdPrepared(tx, auditId);
		if (!audit) return refuse("AUDIT_ENDED");
		const plan = await ensurePlan(tx, audit, useCase);
		if (plan.version !== asked.version) return refuse("CHANGED_MEANWHILE");
		const next = changed(plan.agenda, asked, frameOf(audit, published.standard));
		if (!next.ok) return next;
		const version = plan.version + 1;
		await tx
			.update(auditPlans)
			.set({ agenda: next.value, version, writtenAt: now, writtenBy: actor.userId })
			.where(eq(auditPlans.auditId, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.agendaChanged",
			subject: ["audit", `${auditId}/plan`],
			cooperativeId: audit.cooperativeId,
			before: { version: plan.version, slots: plan.agenda.length },
			// Whom the team meets may name people: it stays out of the journal.
			after: {
				version,
				slots: next.value.map(({ day, from, to, kind, domains }) => ({ day, from, to, kind, domains })),
			},
		});
		return accept({ version });
	});
}

function changed(
	agenda: readonly AgendaSlot[],
	asked: z.infer<typeof form>,
	frame: VisitFrame,
): Result<readonly AgendaSlot[], SlotRefusal | "CHANGED_MEANWHILE"> {
	switch (asked.change) {
		case "start":
			return agenda.length > 0 ? refuse("CHANGED_MEANWHILE") : accept(proposeAgenda(frame));
		case "remove":
			return accept(agenda.filter(({ key }) => key !== asked.key));
		case "put": {
			const { change: _, version: __, ...slot } = asked;
			if (slot.key !== "" && !agenda.some(({ key }) => key === slot.key)) return refuse("CHANGED_MEANWHILE");
			const met = slot.met.trim();
			const about = slot.about.trim();
			return putSlot(agenda, { ...slot, met, about, key: slot.key || randomUUID() }, frame);
		}
	}
}
