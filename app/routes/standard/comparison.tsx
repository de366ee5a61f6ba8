/** What a version of the référentiel changes from the one it follows: for the label committee, and for anyone. */
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openDoor } from "~/auth/guarded.server";
import { PublicPage } from "~/components/layout/public-page";
import { Section } from "~/components/layout/section";
import { ComparisonFigures } from "~/components/standard/comparison-figures";
import { ComparisonFilters } from "~/components/standard/comparison-filters";
import { ComparisonList } from "~/components/standard/comparison-list";
import { formatCount, formatDate } from "~/components/text/format";
import { paths } from "~/paths";
import { findComparison } from "~/services/standard/find-comparison.server";
import { useRootData } from "../access/use-person";
import { comparisonWish, shownComparison } from "./comparison-wish";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Ce qui change${data ? ` dans le référentiel ${data.comparison.after.version}` : ""} · Label CAE` },
];

export const loader = openDoor(
	"what the label asks, and what changes in it",
	async ({ request, params, context }: LoaderFunctionArgs) => {
		const comparison = await findComparison(context.db, params.version ?? "");
		if (!comparison) throw new Response("Introuvable", { status: 404 });
		const wish = comparisonWish(new URL(request.url), comparison);
		return json({ comparison: shownComparison(comparison, wish), wish });
	},
);

export default function Comparison() {
	const { comparison, wish } = useLoaderData<typeof loader>();
	const { before, after, criteria } = comparison;
	return (
		<PublicPage
			signedIn={Boolean(useRootData()?.person)}
			homeHref={paths.landing()}
			title={`Ce qui change dans le référentiel ${after.version}`}
			lead={`Version ${after.version}, datée du ${formatDate(after.publishedOn)}, comparée à la version ${before.version}, datée du ${formatDate(before.publishedOn)}.`}
		>
			<ComparisonFigures comparison={comparison} />
			<Section
				title="Critère par critère"
				ruled
				lead={
					<>
						{`${formatCount(criteria.length, "critère")}. Les mots `}
						<del>barrés</del> sont retirés, les mots <ins>soulignés</ins> sont ajoutés.
					</>
				}
			>
				<ComparisonFilters action={paths.standard.comparison(after.version)} wish={wish} comparison={comparison} />
				<ComparisonList criteria={criteria} domains={comparison.domains} terms={comparison.terms} />
			</Section>
		</PublicPage>
	);
}
