/** Saves one answer for the autosave: JSON in the answer, one status per refusal. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { answerInput } from "~/routes/assessment/answer-input";
import { saveAnswer } from "~/services/assessment/save-answer.server";

const STATUS = { CONFLICT: 409, INVALID: 422, NOT_APPLICABLE_TO_PROFILE: 422, ASSESSMENT_LOCKED: 423 } as const;

export const action = guarded("assessment.answer", async ({ request, params, useCase }) => {
	const result = await saveAnswer(useCase, params.assessmentId ?? "", answerInput(await request.formData()));
	return json(result, { status: result.ok ? 200 : STATUS[result.reason] });
});
