/** One criterion of one version, for ever at this address: all of its text, where it comes from, what it became. */
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openDoor } from "~/auth/guarded.server";
import { CriterionTags } from "~/components/assessment/criterion-tags";
import { DefinitionList } from "~/components/display/definition-list";
import { DomainMark, domainHue } from "~/components/display/domain-mark";
import { ButtonLink } from "~/components/form/button";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { Section } from "~/components/layout/section";
import { CriterionHistory } from "~/components/standard/criterion-history";
import { CriterionEvidence, CriterionLevels } from "~/components/standard/criterion-text";
import { MovedCriterion } from "~/components/standard/moved-criterion";
import { StandardPage } from "~/components/standard/standard-page";
import { frenchTypography } from "~/components/text/french";
import { applicabilityText, sourceConfidenceLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { findPublicCriterion } from "~/services/standard/find-public-criterion.server";
import { useReader } from "./use-reader";

export const meta: MetaFunction<typeof loader> = ({ data, params }) => [
	{
		title: `${params.criterionId} · ${data && "texts" in data ? data.texts.title : "Critère"} · Référentiel ${params.version}`,
	},
];

export const loader = openDoor("the rules of a label are public", async ({ params, context }: LoaderFunctionArgs) => {
	const page = await findPublicCriterion(context.db, params.version ?? "", params.criterionId ?? "");
	if (!page) throw new Response("Introuvable", { status: 404 });
	return json(page, { status: page.held ? 200 : 404 });
});

export default function CriterionPage() {
	const page = useLoaderData<typeof loader>();
	const reader = useReader();
	const crumbs = [{ label: `Référentiel ${page.version}`, href: paths.standard.version(page.version) }];
	if (!page.held) {
		return (
			<StandardPage
				{...reader}
				version={page.version}
				current={null}
				title={`${page.id} n’est pas dans la version ${page.version}`}
				breadcrumb={crumbs}
			>
				<MovedCriterion id={page.id} whereabouts={page.whereabouts} />
			</StandardPage>
		);
	}
	const { version, criterion, texts, before, after } = page;
	return (
		<StandardPage
			{...reader}
			version={version}
			current={null}
			title={frenchTypography(texts.title)}
			above={
				<>
					<DomainMark code={criterion.domain.code} name={criterion.domain.title} />
					<span className="soft">
						{criterion.id} · {frenchTypography(criterion.chapter.title)}
					</span>
				</>
			}
			breadcrumb={crumbs}
		>
			{page.latest !== version && (
				<Notice kind="warning" live={false}>
					Ce texte est celui de la version {version}. La dernière version est la {page.latest}
					{"\u00a0: "}
					voyez plus bas ce que ce critère est devenu.
				</Notice>
			)}
			<article className={`stack ${domainHue(criterion.domain.code)}`}>
				<CriterionTags row={criterion} />
				<p className="criterion-statement">{frenchTypography(texts.statement)}</p>
			</article>
			<div>
				<Section title="Les quatre niveaux" ruled>
					<CriterionLevels levels={texts.levels} scale={page.scale} metFrom={criterion.metFrom} />
				</Section>
				<Section title="Preuves attendues" ruled>
					<CriterionEvidence evidence={texts.evidence} />
				</Section>
				{texts.guidance && (
					<Section title="Pour répondre" ruled>
						<p className="measure">{frenchTypography(texts.guidance)}</p>
					</Section>
				)}
				<Section title="Portée et source" ruled>
					<DefinitionList
						items={[
							{
								term: "Posé à",
								value: frenchTypography(applicabilityText(criterion.applicability, page.terms)),
							},
							...("note" in criterion.applicability && criterion.applicability.note
								? [{ term: "Précision", value: frenchTypography(criterion.applicability.note) }]
								: []),
							{ term: "Poids", value: `${criterion.weight} sur 3` },
							{ term: "Source", value: frenchTypography(texts.source) },
							{ term: "Fiabilité de la source", value: sourceConfidenceLabels[criterion.confidence] },
						]}
					/>
				</Section>
				<Section
					title="Histoire de ce critère"
					ruled
					lead={`D’une version à l’autre, la plus récente d’abord. L’adresse de cette page donnera toujours ce texte de la version ${version}.`}
				>
					<CriterionHistory steps={page.history} current={{ version, id: criterion.id }} />
				</Section>
			</div>
			<nav className="pagination no-print" aria-label="Critères voisins">
				<span>
					{before && (
						<Link href={paths.standard.criterion(version, before.id)} rel="prev">
							{frenchTypography(`← ${before.id} · ${before.title}`)}
						</Link>
					)}
				</span>
				<span>
					{after && (
						<Link href={paths.standard.criterion(version, after.id)} rel="next">
							{frenchTypography(`${after.id} · ${after.title} →`)}
						</Link>
					)}
				</span>
			</nav>
			<p className="actions">
				<ButtonLink href={paths.standard.report(version, criterion.id)}>
					{reader.signedIn ? "Signaler un critère ambigu" : "Se connecter pour signaler un critère ambigu"}
				</ButtonLink>
				<ButtonLink kind="quiet" href={`${paths.standard.version(version)}#${criterion.id}`}>
					Revenir à la liste
				</ButtonLink>
			</p>
		</StandardPage>
	);
}
