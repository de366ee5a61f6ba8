/** One version on its way to publication: read the difference, try it on every cooperative, then publish, for ever. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { ComparisonFigures } from "~/components/standard/comparison-figures";
import { ComparisonFilters } from "~/components/standard/comparison-filters";
import { ComparisonList } from "~/components/standard/comparison-list";
import { publishRefusals, waitingReasons } from "~/components/standard/publication-words";
import { TrialResult } from "~/components/standard/trial-result";
import { formatCount, formatDate, formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { Points } from "~/components/text/prose";
import { paths } from "~/paths";
import { getPublication } from "~/services/standard/get-publication.server";
import { publishVersion } from "~/services/standard/publish-version.server";
import { comparisonWish, shownComparison } from "./comparison-wish";

export const meta: MetaFunction = () => [{ title: "Publier une version du référentiel · Label CAE" }];

export const loader = guarded(
	"standard.publish",
	async ({ params, url, useCase, platform }) => {
		const tried = url.searchParams.get("essai") === "oui";
		const found = await getPublication(useCase, platform.root, params.version ?? "", tried);
		if (found.state === "published") return json(found);
		const { comparison, ...publication } = found;
		const wish = comparison && comparisonWish(url, comparison);
		return json({
			...publication,
			wish,
			comparison: comparison && wish && shownComparison(comparison, wish),
			titles: Object.fromEntries(comparison?.criteria.map(({ id, title }) => [id, title]) ?? []),
		});
	},
	{ freshProof: true },
);

export const action = guarded(
	"standard.publish",
	async ({ request, params, useCase, platform }) => {
		const { version = "" } = params;
		const form = await request.formData();
		const confirmation = String(form.get("confirmation") ?? "");
		const contentHash = String(form.get("contentHash") ?? "");
		const result = await publishVersion(useCase, platform.root, version, { confirmation, contentHash });
		if (result.ok) return redirect(paths.standard.publication(version));
		return json({ reason: result.reason, confirmation }, { status: 422 });
	},
	{ freshProof: true },
);

const CRUMBS = [{ label: "Versions du référentiel", href: paths.standard.versions() }];

export default function Publication() {
	const publication = useLoaderData<typeof loader>();
	const answered = useActionData<typeof action>();
	const refused = answered && "reason" in answered ? answered : null;
	const busy = useNavigation().state === "submitting";
	if (publication.state === "published") {
		const { version, publishedAt, previous, contentHash } = publication;
		return (
			<div className="page">
				<PageHeader breadcrumb={CRUMBS} title={`Référentiel ${version}`} />
				{refused && <Notice kind="error">{frenchTypography(publishRefusals[refused.reason])}</Notice>}
				<Notice
					kind="success"
					live={false}
					title={frenchTypography(`Version ${version} publiée le ${formatDateTime(publishedAt)}`)}
				>
					<p>
						Elle ne change plus jamais. Les auto-évaluations en cours gardent leur version : chaque CAE choisit
						elle-même de passer à celle-ci.
					</p>
					<p className="small">
						Empreinte du texte : <code className="fingerprint">{contentHash}</code>
					</p>
				</Notice>
				<p className="actions">
					{previous !== null && (
						<ButtonLink kind="primary" href={paths.standard.comparison(version)}>
							Voir ce qu’elle change
						</ButtonLink>
					)}
					<ButtonLink kind="quiet" href={paths.standard.versions()}>
						Revenir aux versions
					</ButtonLink>
				</p>
			</div>
		);
	}
	const { version, contentHash, refusal, problems, problemCount, publishedOn, criteria } = publication;
	const { comparison, wish, trial, titles } = publication;
	return (
		<div className="page page-wide">
			<PageHeader
				breadcrumb={CRUMBS}
				title={`Publier le référentiel ${version}`}
				lead={
					publishedOn === null
						? "Cette version attend, et ne peut pas encore être lue en entier."
						: `Version datée du ${formatDate(publishedOn)}, ${formatCount(criteria ?? 0, "critère")}. Tant qu’elle n’est pas publiée, seuls l’équipe nationale, le comité et le Conseil d’administration la lisent.`
				}
			/>
			{refused && <Notice kind="error">{frenchTypography(publishRefusals[refused.reason])}</Notice>}
			{refusal !== null && (
				<Notice kind="warning" live={false} title="Pas encore possible">
					<p>{frenchTypography(waitingReasons[refusal])}</p>
				</Notice>
			)}
			{problems.length > 0 && (
				<Section title={formatCount(problemCount, "problème")} ruled>
					<ul>
						{problems.map((problem) => (
							<li key={problem}>{problem}</li>
						))}
					</ul>
				</Section>
			)}
			{comparison && wish && (
				<>
					<p className="actions">
						<ButtonLink href={paths.standard.comparison(version)}>Page du comité, à imprimer</ButtonLink>
					</p>
					<ComparisonFigures comparison={comparison} />
					<Section title="Critère par critère" ruled lead={formatCount(comparison.criteria.length, "critère")}>
						<ComparisonFilters action={paths.standard.publication(version)} wish={wish} comparison={comparison} />
						<ComparisonList criteria={comparison.criteria} domains={comparison.domains} terms={comparison.terms} />
					</Section>
					<Section
						title="Essai sur toutes les CAE"
						ruled
						id="essai"
						lead="Le dernier dossier envoyé par chaque CAE engagée, repris sous cette version : rien n’est enregistré."
					>
						{trial ? (
							<TrialResult trial={trial} titles={titles} />
						) : (
							<Form method="get" action={`${paths.standard.publication(version)}#essai`}>
								<input type="hidden" name="essai" value="oui" />
								<Button>Essayer sur toutes les CAE</Button>
							</Form>
						)}
					</Section>
				</>
			)}
			{refusal === null && (
				<Section title="Publier" ruled>
					<Points
						points={[
							`La version ${version} devient la version en vigueur, lisible par tous, et ne change plus jamais : ni texte, ni poids, ni règle.`,
							"Aucune auto-évaluation ne change : celles qui sont envoyées gardent leur version, celles qui sont en cours y passent si la CAE le choisit.",
							"La publication est inscrite au journal, à votre nom.",
						]}
					/>
					<Form method="post" className="form">
						<input type="hidden" name="contentHash" value={contentHash} />
						<TextField
							id="confirmation"
							name="confirmation"
							label={`Écrivez le numéro de la version : ${version}`}
							autoComplete="off"
							required
							short
							defaultValue={refused?.confirmation}
							error={refused?.reason === "NOT_CONFIRMED" ? frenchTypography(publishRefusals.NOT_CONFIRMED) : undefined}
						/>
						<p className="actions">
							<Button kind="primary">{busy ? "Publication…" : "Publier pour toujours"}</Button>
							<ButtonLink kind="quiet" href={paths.standard.versions()}>
								Ne rien publier
							</ButtonLink>
						</p>
					</Form>
				</Section>
			)}
		</div>
	);
}
