/** Answers the autosave of a meeting's record: JSON, one status per refusal, a conflict in the fields of an answer. */
import { json } from "@remix-run/node";
import { saveMeeting } from "~/services/audit/save-meeting.server";
import type { UseCase } from "~/services/use-case.server";
import { meetingInput } from "./meeting-input";

const STATUS = {
	INVALID: 422,
	HOURS: 422,
	NO_REPRESENTATIVE: 422,
	INCOMPLETE: 422,
	NOT_LEAD: 422,
	SIGNED: 423,
	AUDIT_ENDED: 423,
	TEAM_INCOMPLETE: 423,
	CHALLENGE_WAITING: 423,
	DECLARATION_MISSING: 423,
	TEAM_TO_REVIEW: 423,
} as const;

export async function recordMeeting(useCase: UseCase, auditId: string, form: FormData) {
	const result = await saveMeeting(useCase, auditId, meetingInput(form));
	if (result.ok) return json(result);
	if (result.reason !== "CONFLICT") return json(result, { status: STATUS[result.reason] });
	const { theirs, by, at } = result.details;
	const { version, people, remarks, heldOn, acknowledged, ...texts } = theirs;
	const more = { ...texts, heldOn: heldOn ?? "", acknowledged: acknowledged ? "oui" : "", signed: "" };
	const answer = { level: null, notApplicable: false, reason: people, comment: remarks, more, version };
	return json({ ok: false, reason: result.reason, details: { theirs: answer, by, at } }, { status: 409 });
}
