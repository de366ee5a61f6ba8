/** A version whole, as JSON: what criteria/README.md documents. */
import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { openDoor } from "~/auth/guarded.server";
import { findStandardData } from "~/services/standard/find-standard-data.server";
import { lastingAnswer } from "./lasting-answer";

export const loader = openDoor(
	"the rules of a label are public",
	async ({ request, params, context }: LoaderFunctionArgs) => {
		const found = await findStandardData(context.db, params.version ?? "");
		if (!found) {
			return json(
				{ error: "UNKNOWN_VERSION", message: "Cette version du référentiel n’est pas publiée." },
				{ status: 404, headers: { "Cache-Control": "no-store" } },
			);
		}
		const headers = {
			"Content-Type": "application/json; charset=utf-8",
			"Content-Disposition": `inline; filename="${found.fileName}"`,
		};
		const tag = `${found.data.format.split("/").at(-1)}-${found.contentHash}`;
		return lastingAnswer(request, tag, headers, () => `${JSON.stringify(found.data, null, "\t")}\n`);
	},
);
