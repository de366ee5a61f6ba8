/** Records one finding, or a meeting of the visit, for the autosave: JSON in the answer, one status per refusal. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { meetingOf } from "~/components/audit/meeting-entry";
import { recordLevel } from "~/services/audit/record-level.server";
import { findingInput } from "./finding-input";
import { recordMeeting } from "./meeting-answer";

const STATUS = {
	CONFLICT: 409,
	INVALID: 422,
	NOTE_REQUIRED: 422,
	NOT_APPLICABLE_TO_PROFILE: 422,
	AUDIT_ENDED: 423,
	TEAM_INCOMPLETE: 423,
	CHALLENGE_WAITING: 423,
	DECLARATION_MISSING: 423,
	TEAM_TO_REVIEW: 423,
} as const;

export const action = guarded("audit.record", async ({ request, params, useCase }) => {
	const { auditId = "" } = params;
	const form = await request.formData();
	if (meetingOf(String(form.get("criterionId")))) return recordMeeting(useCase, auditId, form);
	const result = await recordLevel(useCase, auditId, findingInput(form));
	if (result.ok) return json(result);
	if (result.reason !== "CONFLICT") return json(result, { status: STATUS[result.reason] });
	const { theirs, by, at } = result.details;
	const { note, seenOnSite, seenPieces, ...value } = theirs;
	const details = {
		theirs: { ...value, reason: seenOnSite, comment: note, more: { piece: seenPieces.join(" ") } },
		by,
		at,
	};
	return json({ ok: false, reason: result.reason, details }, { status: STATUS.CONFLICT });
});
