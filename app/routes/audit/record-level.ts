/** Records one finding for the autosave: JSON in the answer, one status per refusal. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { recordLevel } from "~/services/audit/record-level.server";
import { findingInput } from "./finding-input";

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
	const result = await recordLevel(useCase, params.auditId ?? "", findingInput(await request.formData()));
	if (result.ok) return json(result);
	if (result.reason !== "CONFLICT") return json(result, { status: STATUS[result.reason] });
	const { theirs, by, at } = result.details;
	const { note, ...value } = theirs;
	const details = { theirs: { ...value, reason: "", comment: note }, by, at };
	return json({ ok: false, reason: result.reason, details }, { status: STATUS.CONFLICT });
});
