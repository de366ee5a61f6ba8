/** The public figures of the network, as JSON: `GET /api/v1/key-figures?year=2025`. */
import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { openDoor } from "~/auth/guarded.server";
import { getKeyFigures } from "~/services/network/get-key-figures.server";

/** Open to all: the figures name no cooperative. */
export const loader = openDoor("public figures of the network", async ({ request, context }: LoaderFunctionArgs) => {
	const result = await getKeyFigures(context.db, new URL(request.url).searchParams.get("year"));
	if (!result.ok) {
		return json(
			{ error: "INVALID_YEAR", message: "Indiquez une année sur quatre chiffres, par exemple ?year=2025." },
			{ status: 400, headers: { "Cache-Control": "no-store" } },
		);
	}
	const { engagedShare, newShare, ...figures } = result.value;
	return json(
		{
			year: figures.year,
			cooperatives: figures.cooperatives,
			engaged: figures.engaged,
			engagedShare: fourDecimals(engagedShare),
			new: figures.new,
			newShare: fourDecimals(newShare),
			labelled: figures.labelled,
			audited: figures.audited,
			standard: figures.standard,
		},
		{ headers: { "Cache-Control": "public, max-age=300" } },
	);
});

function fourDecimals(fraction: number): number {
	return Math.round(fraction * 10_000) / 10_000;
}
