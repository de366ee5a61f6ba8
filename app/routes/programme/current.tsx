/** The board of the year one plans today. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { dayInParis } from "~/domain/calendar-day";
import { planningYear } from "~/domain/programme/planning-year";
import { getProgramme } from "~/services/programme/get-programme.server";

export { default, meta } from "./year";

export const loader = guarded("programme.read", async ({ useCase }) =>
	json(await getProgramme(useCase, String(planningYear(dayInParis(useCase.now))))),
);
