/** Records a meeting of a visit, and signs it: version check and journal row in one transaction. Sent again, it changes nothing. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { auditMeetings } from "~/db/schema/visit.server";
import { atomically } from "~/db/transaction.server";
import { isOpenVisit } from "~/domain/audit/audit-life";
import type { MissionRefusal } from "~/domain/audit/interest-declaration";
import { BLANK_MEETING, checkSigning, MEETING_KINDS, type MeetingRecord, sameMeeting } from "~/domain/audit/meeting";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { checkMissionReady } from "./check-mission-ready.server";
import { loadAudit, lockAudit } from "./load-audit.server";
import { start } from "./record-level.server";

const hour = z.union([z.literal(""), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)]).default("");
const words = (most: number) => z.string().max(most).default("");
const form = z.object({
	kind: z.enum(MEETING_KINDS),
	heldOn: z.union([z.literal(""), z.iso.date()]).default(""),
	startsAt: hour,
	endsAt: hour,
	people: words(2_000),
	remarks: words(10_000),
	representative: words(120),
	representativeRole: words(120),
	acknowledged: z.enum(["", "oui"]).default(""),
	/** `oui`: the person who leads the audit signs it as it is. */
	signed: z.enum(["", "oui"]).default(""),
	version: rowVersion,
});

export interface SavedMeeting {
	readonly version: number;
	readonly savedAt: Date;
}

export interface MeetingConflict {
	/** What is recorded now. */
	readonly theirs: MeetingRecord & { readonly version: number };
	readonly by: string;
	readonly at: Date;
}

export type SaveMeetingResult =
	| Result<SavedMeeting, "CONFLICT", MeetingConflict>
	| Result<
			SavedMeeting,
			"INVALID" | "HOURS" | "NO_REPRESENTATIVE" | "INCOMPLETE" | "NOT_LEAD" | "SIGNED" | "AUDIT_ENDED" | MissionRefusal
	  >;

export async function saveMeeting(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<SaveMeetingResult> {
	const { resource, cooperative } = await loadAudit(db, auditId);
	// Whether the visit is still open is looked at below, under the lock.
	authorise(actor, "audit.record", { ...resource, status: "inProgress" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { kind, version, heldOn, acknowledged, signed, ...texts } = parsed.data;
	const next: MeetingRecord = { ...texts, heldOn: heldOn || null, acknowledged: acknowledged === "oui" };
	const signs = signed === "oui";
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		const current = await currentMeeting(tx, auditId, kind);
		const before = current ? pickRecord(current.row) : BLANK_MEETING;
		const stands = current?.row.version ?? 0;
		const isSigned = current !== null && current.row.signedAt !== null;
		if (sameMeeting(before, next) && (isSigned || !signs)) {
			return accept({ version: stands, savedAt: current?.row.recordedAt ?? now });
		}
		if (!isOpenVisit(audit.status)) return refuse("AUDIT_ENDED");
		const ready = await checkMissionReady(tx, audit, cooperative, { userId: actor.userId, now });
		if (!ready.ok) return refuse(ready.reason);
		if (isSigned) return refuse("SIGNED");
		if (stands !== version) {
			const [by, at] = [current?.by ?? "quelqu’un", current?.row.recordedAt ?? now];
			return refuse("CONFLICT", { theirs: { ...before, version: stands }, by, at });
		}
		if (signs && audit.leadAuditorId !== actor.userId) return refuse("NOT_LEAD");
		const complete = signs ? checkSigning(next) : accept(true);
		if (!complete.ok) return refuse(complete.reason);
		const signature = signs ? { signedAt: now, signedBy: actor.userId } : {};
		const values = { ...next, ...signature, version: stands + 1, recordedAt: now, recordedBy: actor.userId };
		await tx
			.insert(auditMeetings)
			.values({ auditId, kind, cooperativeId: audit.cooperativeId, ...values })
			.onConflictDoUpdate({ target: [auditMeetings.auditId, auditMeetings.kind], set: values });
		const started = await start(tx, auditId, audit.status);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: signs ? "audit.meetingSigned" : "audit.meetingRecorded",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			before: current && inJournal(before, stands, kind),
			after: { ...inJournal(next, stands + 1, kind), ...(started && { auditStatus: "inProgress" }) },
		});
		return accept({ version: stands + 1, savedAt: now });
	});
}

/** No words about people: dates, and whether it was read on the spot. */
function inJournal({ heldOn, startsAt, endsAt, acknowledged }: MeetingRecord, version: number, kind: string) {
	return { meeting: kind, heldOn, startsAt, endsAt, acknowledged, version };
}

async function currentMeeting(tx: Transaction, auditId: string, kind: (typeof MEETING_KINDS)[number]) {
	const [found] = await tx
		.select({ row: auditMeetings, by: users.name })
		.from(auditMeetings)
		.leftJoin(users, eq(users.id, auditMeetings.recordedBy))
		.where(and(eq(auditMeetings.auditId, auditId), eq(auditMeetings.kind, kind)));
	return found ?? null;
}

function pickRecord(row: typeof auditMeetings.$inferSelect): MeetingRecord {
	const { heldOn, startsAt, endsAt, people, remarks, representative, representativeRole, acknowledged } = row;
	return { heldOn, startsAt, endsAt, people, remarks, representative, representativeRole, acknowledged };
}
