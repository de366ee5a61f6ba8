/** The versions of the référentiel, for the national team: those in force, those that wait, and files that were changed. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { differenceText, waitingReasons } from "~/components/standard/publication-words";
import { formatCount, formatDate, formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { paths } from "~/paths";
import { getVersions } from "~/services/standard/get-versions.server";

export const meta: MetaFunction = () => [{ title: "Versions du référentiel · Label CAE" }];

export const loader = guarded("standard.publish", async ({ useCase, platform }) =>
	json(await getVersions(useCase, platform.root)),
);

export default function Versions() {
	const { published, waiting } = useLoaderData<typeof loader>();
	const changed = published.filter(({ differences }) => differences.length > 0);
	return (
		<div className="page page-wide">
			<PageHeader
				title="Versions du référentiel"
				lead="Une version publiée ne change plus jamais. Une nouvelle version attend ici que l’équipe nationale la publie."
			/>
			{changed.map(({ version, publishedAt, differences }) => (
				<Notice
					key={version}
					kind="warning"
					live={false}
					title={`Les fichiers de la version ${version} ne sont plus ceux qui ont été publiés`}
				>
					<ul>
						{differences.map((difference) => (
							<li key={difference.file}>{differenceText(difference)}</li>
						))}
					</ul>
					<p>
						{frenchTypography(
							`Le texte publié le ${formatDate(publishedAt)} reste servi : rien n’a changé pour personne. Rétablissez ces fichiers, ou donnez un nouveau numéro de version à vos modifications.`,
						)}
					</p>
				</Notice>
			))}
			<Section title="En attente de publication" ruled>
				{waiting.length === 0 ? (
					<EmptyState title="Aucune version n’attend.">
						<p>
							Une nouvelle version arrive avec une mise à jour de la plateforme, et attend ici que vous la publiiez.
						</p>
					</EmptyState>
				) : (
					<DataTable
						caption="Versions en attente"
						captionHidden
						stacked="words"
						rows={waiting}
						rowKey={({ code, version }) => `${code} ${version}`}
						columns={[
							{
								key: "version",
								header: "Version",
								rowHeader: true,
								cell: ({ version }) => <Link href={paths.standard.publication(version)}>{version}</Link>,
							},
							{
								key: "date",
								header: "Datée du",
								cell: ({ publishedOn }) => (publishedOn === null ? "illisible" : formatDate(publishedOn)),
							},
							{
								key: "criteria",
								header: "Critères",
								cell: ({ criteria, problems }) => criteria ?? formatCount(problems, "problème"),
							},
							{
								key: "state",
								header: "État",
								cell: ({ refusal }) =>
									refusal === null ? (
										<Badge kind="good">Prête à publier</Badge>
									) : (
										frenchTypography(waitingReasons[refusal])
									),
							},
						]}
					/>
				)}
			</Section>
			<Section title="Publiées" ruled>
				<DataTable
					caption="Versions publiées"
					captionHidden
					stacked="words"
					rows={published}
					rowKey={({ id }) => id}
					columns={[
						{ key: "version", header: "Version", rowHeader: true, cell: ({ version }) => version },
						{ key: "date", header: "Datée du", cell: ({ publishedOn }) => formatDate(publishedOn) },
						{ key: "at", header: "Publiée ici le", cell: ({ publishedAt }) => formatDateTime(publishedAt) },
						{ key: "criteria", header: "Critères", cell: ({ criteria }) => criteria },
						{
							key: "hash",
							header: "Empreinte",
							cell: ({ contentHash }) => <code className="fingerprint">{contentHash.slice(0, 16)}</code>,
						},
						{
							key: "comparison",
							header: "Comparaison",
							cell: ({ version, previous }) =>
								previous === null ? (
									"première version"
								) : (
									<Link href={paths.standard.comparison(version)}>{`Depuis la ${previous}`}</Link>
								),
						},
					]}
				/>
			</Section>
		</div>
	);
}
