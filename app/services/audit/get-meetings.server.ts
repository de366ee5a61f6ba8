/** What the page of a visit's meetings shows: both records, blank while nothing is written, and what one may do. */
import { can } from "~/domain/access/can";
import { BLANK_MEETING, MEETING_KINDS } from "~/domain/audit/meeting";
import { authorise, type UseCase } from "../use-case.server";
import { auditHeader } from "./get-audit.server";
import { loadAudit } from "./load-audit.server";
import { loadMeetings } from "./load-meetings.server";

export async function getMeetings({ db, actor }: UseCase, auditId: string) {
	const loaded = await loadAudit(db, auditId);
	authorise(actor, "audit.meetings", loaded.resource, ["audit.read", loaded.resource]);
	const recorded = await loadMeetings(db, auditId);
	const { domains } = loaded.published.standard;
	return {
		header: auditHeader(loaded),
		domains: domains.map(({ code }) => ({ code })),
		meetings: MEETING_KINDS.map((kind) => ({
			...BLANK_MEETING,
			version: 0,
			recordedAt: null,
			signedAt: null,
			signedByName: null,
			confirmedAt: null,
			confirmedByName: null,
			...recorded.find((meeting) => meeting.kind === kind),
			kind,
		})),
		may: {
			record: can(actor, "audit.record", loaded.resource),
			sign: can(actor, "audit.record", loaded.resource) && loaded.audit.leadAuditorId === actor.userId,
			confirm: can(actor, "audit.confirmMeeting", loaded.resource),
		},
	};
}
