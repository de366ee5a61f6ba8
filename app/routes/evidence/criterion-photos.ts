/** Takes a photo that waited in the browser: sent again, it is attached once. JSON, one status per refusal. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { addToCriterion, photoFacts } from "~/services/evidence/add-to-criterion.server";

export const action = guarded(
	"assessment.answer",
	async ({ request, params, platform, received, useCase }) => {
		const { assessmentId = "", criterionId = "" } = params;
		const fields = photoFacts(Object.fromEntries(received?.fields ?? (await request.formData())), useCase.now);
		const place = { assessmentId, criterionId };
		const result = await addToCriterion(useCase, platform.evidence, place, received, fields);
		if (!result.ok)
			return json({ reason: result.reason }, { status: result.reason === "ASSESSMENT_LOCKED" ? 423 : 422 });
		const [refused] = result.value.refused;
		return refused ? json({ reason: refused.reason }, { status: 422 }) : json({ added: result.value.added.length });
	},
	{ receives: true },
);
