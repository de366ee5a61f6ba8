/** Takes a photo of a visit, which waited in the browser or comes with a form: sent again, it is there once. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { addVisitPhoto } from "~/services/audit/add-visit-photo.server";

/** The visit does not take any, now or any more. */
const LOCKED: readonly string[] = [
	"AUDIT_ENDED",
	"TEAM_INCOMPLETE",
	"CHALLENGE_WAITING",
	"DECLARATION_MISSING",
	"TEAM_TO_REVIEW",
];

export const action = guarded(
	"audit.record",
	async ({ request, params, platform, received, useCase }) => {
		const { auditId = "", criterionId = "" } = params;
		const fields = Object.fromEntries(received?.fields ?? (await request.formData()));
		const result = await addVisitPhoto(useCase, platform.evidence, { auditId, criterionId }, received, fields);
		if (result.ok) return json({ added: 1 });
		return json({ reason: result.reason }, { status: LOCKED.includes(result.reason) ? 423 : 422 });
	},
	{ receives: true },
);
