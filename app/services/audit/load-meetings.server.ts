/** Loads the opening and closing meetings of an audit, for their page and for the report. Checks no right: the caller authorises. */
import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { auditMeetings } from "~/db/schema/visit.server";
import { MEETING_KINDS, type MeetingKind, type MeetingRecord } from "~/domain/audit/meeting";

export interface LoadedMeeting extends MeetingRecord {
	readonly kind: MeetingKind;
	readonly version: number;
	readonly recordedAt: Date;
	readonly recordedByName: string | null;
	/** By the person who leads the audit; null: not signed. */
	readonly signedAt: Date | null;
	readonly signedByName: string | null;
	/** By a manager of the cooperative, from their own account. */
	readonly confirmedAt: Date | null;
	readonly confirmedByName: string | null;
}

/** The opening one first; none that was not recorded. One query. */
export async function loadMeetings(db: Database | Transaction, auditId: string): Promise<readonly LoadedMeeting[]> {
	const [recorder, signer, confirmer] = [alias(users, "recorder"), alias(users, "signer"), alias(users, "confirmer")];
	const rows = await db
		.select({
			kind: auditMeetings.kind,
			heldOn: auditMeetings.heldOn,
			startsAt: auditMeetings.startsAt,
			endsAt: auditMeetings.endsAt,
			people: auditMeetings.people,
			remarks: auditMeetings.remarks,
			representative: auditMeetings.representative,
			representativeRole: auditMeetings.representativeRole,
			acknowledged: auditMeetings.acknowledged,
			version: auditMeetings.version,
			recordedAt: auditMeetings.recordedAt,
			recordedByName: recorder.name,
			signedAt: auditMeetings.signedAt,
			signedByName: signer.name,
			confirmedAt: auditMeetings.confirmedAt,
			confirmedByName: confirmer.name,
		})
		.from(auditMeetings)
		.leftJoin(recorder, eq(recorder.id, auditMeetings.recordedBy))
		.leftJoin(signer, eq(signer.id, auditMeetings.signedBy))
		.leftJoin(confirmer, eq(confirmer.id, auditMeetings.confirmedBy))
		.where(eq(auditMeetings.auditId, auditId));
	return MEETING_KINDS.flatMap((kind) => rows.find((row) => row.kind === kind) ?? []);
}
