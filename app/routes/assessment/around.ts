/** What surrounds each criterion of a domain's sheet, as JSON: asked by the page once it is alive. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { getSurroundings } from "~/services/assessment/get-surroundings.server";

export const loader = guarded("assessment.read", async ({ params, useCase }) =>
	json(await getSurroundings(useCase, params.assessmentId ?? "", params.domain ?? "")),
);
