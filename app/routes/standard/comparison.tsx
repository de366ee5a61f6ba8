/**
 * What a version of the référentiel changes from an earlier one: for anyone once it is published; before, as a draft for the
 * committee, the board and the national team, and not there for the others.
 */
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded, openDoor } from "~/auth/guarded.server";
import { Notice } from "~/components/layout/notice";
import { PublicPage } from "~/components/layout/public-page";
import { Section } from "~/components/layout/section";
import { ComparisonFigures } from "~/components/standard/comparison-figures";
import { ComparisonFilters } from "~/components/standard/comparison-filters";
import { ComparisonList } from "~/components/standard/comparison-list";
import { formatCount, formatDate, formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { paths } from "~/paths";
import type { FoundComparison } from "~/services/standard/compare-since.server";
import { findComparison } from "~/services/standard/find-comparison.server";
import { type DraftComparison, getWaitingComparison } from "~/services/standard/get-waiting-comparison.server";
import { useRootData } from "../access/use-person";
import { comparisonWish, shownComparison } from "./comparison-wish";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Ce qui change${data ? ` dans le référentiel ${data.comparison.after.version}` : ""} · Label CAE` },
];

const draftLoader = guarded(
	"standard.preview",
	async ({ params, url, useCase, platform }) =>
		shown(
			url,
			await getWaitingComparison(useCase, platform.root, params.version ?? "", url.searchParams.get("depuis")),
		),
	{ hidden: true },
);

export const loader = openDoor("what the label asks, and what changes in it", async (args: LoaderFunctionArgs) => {
	const url = new URL(args.request.url);
	const { version = "" } = args.params;
	const published = await findComparison(args.context.db, version, url.searchParams.get("depuis"));
	return published ? shown(url, { ...published, draft: null }) : draftLoader(args);
});

function shown(url: URL, found: FoundComparison & { readonly draft: DraftComparison["draft"] | null }) {
	const wish = comparisonWish(url, found.comparison);
	return json({ ...found, comparison: shownComparison(found.comparison, wish), wish });
}

export default function Comparison() {
	const { comparison, earlier, draft, wish } = useLoaderData<typeof loader>();
	const { before, after, through, criteria } = comparison;
	const dated = `du ${formatDate(before.publishedOn)}`;
	const steps = through.length === 0 ? "" : ` Étapes : ${[...through, after.version].join(", ")}.`;
	return (
		<PublicPage
			signedIn={Boolean(useRootData()?.person)}
			homeHref={paths.landing()}
			title={`Ce qui ${draft ? "changerait" : "change"} dans le référentiel ${after.version}`}
			lead={frenchTypography(
				draft
					? `Projet de version ${after.version}, daté du ${formatDate(after.publishedOn)}, comparé à la version ${before.version}, ${dated}.${steps}`
					: `Version ${after.version}, datée du ${formatDate(after.publishedOn)}, comparée à la version ${before.version}, datée ${dated}.${steps}`,
			)}
		>
			{draft && (
				<div className="comparison-draft">
					<DraftNotice version={after.version} before={before.version} draft={draft} />
				</div>
			)}
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
				<ComparisonFilters
					action={paths.standard.comparison(after.version)}
					wish={wish}
					comparison={comparison}
					earlier={earlier}
				/>
				<ComparisonList criteria={criteria} domains={comparison.domains} terms={comparison.terms} />
			</Section>
		</PublicPage>
	);
}

function DraftNotice({
	version,
	before,
	draft: { readAt, contentHash, comparedWithDraft },
}: {
	version: string;
	before: string;
	draft: { readonly readAt: string; readonly contentHash: string; readonly comparedWithDraft: boolean };
}) {
	return (
		<Notice kind="warning" live={false} title={`Projet lu le ${formatDateTime(readAt)}, en attente de publication`}>
			<p>
				{frenchTypography(
					`La version ${version} n’est pas en vigueur : aucune auto-évaluation ne la suit, et son texte peut encore changer avant que l’équipe nationale la publie.`,
				)}
				{comparedWithDraft && frenchTypography(` La version ${before}, à laquelle elle est comparée, attend aussi.`)}
			</p>
			<p className="small">
				Empreinte du texte lu{"\u00a0: "}
				<code className="fingerprint">{contentHash}</code>
			</p>
		</Notice>
	);
}
