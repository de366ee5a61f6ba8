/** A published version of the référentiel, for anyone: its criteria searched and filtered, its rule, its scale. */
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { openDoor } from "~/auth/guarded.server";
import { HowToAnswer } from "~/components/assessment/how-to-answer";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { AboutVersion } from "~/components/standard/about-version";
import { CriteriaFields } from "~/components/standard/criteria-fields";
import { CriteriaList } from "~/components/standard/criteria-list";
import { LabelRule } from "~/components/standard/label-rule";
import { StandardPage } from "~/components/standard/standard-page";
import { formatCount, formatDate, formatNumber } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { paths } from "~/paths";
import { findPublicStandard } from "~/services/standard/find-public-standard.server";
import { useReader } from "./use-reader";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Référentiel ${data?.version.version ?? ""} · Label CAE` },
];

export const loader = openDoor(
	"the rules of a label are public",
	async ({ request, params, context }: LoaderFunctionArgs) => {
		const { searchParams } = new URL(request.url);
		const page = await findPublicStandard(context.db, params.version ?? "", {
			search: searchParams.get("recherche"),
			domain: searchParams.get("domaine"),
			class: searchParams.get("nature"),
			sector: searchParams.get("filiere"),
			headcount: searchParams.get("effectif"),
		});
		if (!page) throw new Response("Introuvable", { status: 404 });
		return json(page);
	},
);

export default function Version() {
	const page = useLoaderData<typeof loader>();
	const reader = useReader();
	const { version, versions, notices, filter, found, total } = page;
	const filtered = Object.values(filter).some((wish) => wish !== null && wish !== "");
	const isLatest = versions[0]?.version === version.version;
	const here = paths.standard.version(version.version);
	return (
		<StandardPage
			{...reader}
			version={version.version}
			current="criteria"
			title={frenchTypography(version.title)}
			lead={`Version ${version.version}, publiée le ${formatDate(version.publishedOn)}. Ce que le label demande à une CAE, critère par critère.`}
		>
			{!isLatest && (
				<Notice kind="warning" live={false}>
					Une version plus récente est publiée. <Link href={paths.standard.latest()}>Lire la dernière version</Link>
				</Notice>
			)}
			<div className="stack-tight measure">
				<p>{frenchTypography(notices.notice)}</p>
				{version.previous && (
					<p>
						<Link
							href={paths.standard.comparison(version.version)}
						>{`Ce qui change depuis la version ${version.previous}`}</Link>
					</p>
				)}
			</div>
			<Form
				method="get"
				action={here}
				role="search"
				aria-label="Chercher un critère"
				className="stack no-print"
				key={JSON.stringify(filter)}
			>
				<CriteriaFields filter={filter} choices={page.choices} />
			</Form>
			<p className="row row-apart">
				<strong role="status">
					{filtered
						? `${formatCount(found, "critère")} sur ${formatNumber(total)}`
						: `${formatCount(total, "critère")}, tous affichés`}
				</strong>
				{filtered && (
					<ButtonLink kind="quiet" small href={here}>
						Retirer les filtres
					</ButtonLink>
				)}
			</p>
			{found === 0 ? (
				<EmptyState title="Aucun critère ne correspond">
					<p>Essayez un mot plus court, ou retirez un filtre.</p>
				</EmptyState>
			) : (
				<div>
					<CriteriaList version={version.version} domains={page.domains} />
				</div>
			)}
			<div>
				<LabelRule rules={page.labelRules} />
				<HowToAnswer
					title="L’échelle"
					scale={page.scale}
					notes={page.scaleNotes}
					notice={notices.notApplicableNotice}
				/>
				<AboutVersion facts={version} versions={versions} notices={[notices.evidenceNotice]} />
			</div>
		</StandardPage>
	);
}
