/** A version whole, as a tagged PDF to keep or to print. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { openDoor } from "~/auth/guarded.server";
import { drawStandard } from "~/components/standard/draw-standard.server";
import { findWholeStandard } from "~/services/standard/find-whole-standard.server";
import { lastingAnswer } from "./lasting-answer";

export const loader = openDoor(
	"the rules of a label are public",
	async ({ request, params, context }: LoaderFunctionArgs) => {
		const found = await findWholeStandard(context.db, params.version ?? "");
		if (!found) throw new Response("Introuvable", { status: 404 });
		const { code, version } = found.standard;
		const headers = {
			"Content-Type": "application/pdf",
			"Content-Disposition": `inline; filename="${code}-${version}.pdf"`,
		};
		return lastingAnswer(request, `pdf-2-${found.contentHash}`, headers, async () =>
			Uint8Array.from(await drawStandard(found)),
		);
	},
);
