/** The référentiel without a number: the latest version published, what was asked kept. */
import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { openDoor } from "~/auth/guarded.server";
import { paths } from "~/paths";
import { findLatestStandard } from "~/services/standard/get-standard.server";

export const loader = openDoor("the rules of a label are public", async ({ request, context }: LoaderFunctionArgs) => {
	const latest = await findLatestStandard(context.db);
	if (!latest) throw new Response("Introuvable", { status: 404 });
	return redirect(paths.standard.version(latest.standard.version) + new URL(request.url).search);
});
