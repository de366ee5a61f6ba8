/** The board of the year one plans today: the next one from October on. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { dayInParis } from "~/domain/calendar-day";
import { getProgramme } from "~/services/programme/get-programme.server";

export { default, meta } from "./year";

const FIRST_MONTH_OF_NEXT = "10";

export const loader = guarded("programme.read", async ({ useCase }) => {
	const [year = "", month = ""] = dayInParis(useCase.now).split("-");
	return json(await getProgramme(useCase, String(Number(year) + (month >= FIRST_MONTH_OF_NEXT ? 1 : 0))));
});
