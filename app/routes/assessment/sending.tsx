/** One sending as it was frozen: each answer, and what differs from the sending before. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { signatureWords } from "~/components/assessment/signature-words";
import { DataTable } from "~/components/display/data-table";
import { StandardVersion } from "~/components/display/standard-version";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import type { Level } from "~/domain/standard/standard";
import { paths } from "~/paths";
import { getSending } from "~/services/assessment/get-sending.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Envoi n° ${data?.sending.number ?? ""} · Auto-évaluation ${data?.header.year ?? ""} · Label CAE` },
];

export const loader = guarded("assessment.sendings", async ({ params, useCase }) =>
	json(await getSending(useCase, params.assessmentId ?? "", params.number ?? "")),
);

export default function Sending() {
	const { header, readable, sending, domains } = useLoaderData<typeof loader>();
	const changed = domains.flatMap(({ criteria }) => criteria.filter(({ was }) => was !== null));
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					...(readable ? assessmentCrumbs(header) : assessmentCrumbs(header).slice(0, 1)),
					{ label: "Envois", href: paths.assessments.sendings(header.id) },
				]}
				above={<StandardVersion versions={[header.standard]} />}
				title={`Envoi n° ${sending.number}`}
				lead={`${header.cooperative.name}, auto-évaluation ${header.year}. Signée ${signatureWords(sending)}.`}
			/>
			<Notice
				kind={sending.intact ? "success" : "error"}
				live={false}
				title={sending.intact ? "Conforme à son empreinte" : "Ne correspond plus à son empreinte"}
			>
				<p>
					<code className="fingerprint">{sending.contentHash}</code>
				</p>
			</Notice>
			{sending.number > 1 && (
				<p>
					{changed.length === 0
						? "Aucune réponse ne diffère de l’envoi précédent."
						: `${formatCount(changed.length, "réponse diffère", "réponses diffèrent")} de l’envoi précédent : ${changed.map(({ id }) => id).join(", ")}.`}
				</p>
			)}
			{domains.map(({ code, title, criteria }) => (
				<Section key={code} title={title} ruled>
					<DataTable
						caption={`Réponses envoyées, ${title}`}
						captionHidden
						stacked="words"
						rows={criteria}
						rowKey={({ id }) => id}
						columns={[
							{
								key: "id",
								header: "Critère",
								rowHeader: true,
								cell: ({ id, title: words }) => (
									<>
										{id} <span className="soft">{frenchTypography(words)}</span>
									</>
								),
							},
							{ key: "answer", header: "Réponse", cell: (row) => <Declared {...row} /> },
							{ key: "pieces", header: "Pièces", numeric: true, cell: ({ pieces }) => pieces },
							...(sending.number > 1
								? [
										{
											key: "was",
											header: "Envoi précédent",
											cell: ({ was }: { was: DeclaredProps | null }) => (was ? <Declared {...was} /> : "idem"),
										},
									]
								: []),
						]}
					/>
				</Section>
			))}
		</div>
	);
}

interface DeclaredProps {
	readonly level: Level | null;
	readonly reason: string;
	readonly comment: string;
}

function Declared({ level, reason, comment }: DeclaredProps) {
	return (
		<>
			{level !== null ? `Niveau ${level}` : reason === "" ? "Sans réponse" : "Non applicable"}
			{reason !== "" && <span className="pre-line small"> : {frenchTypography(reason)}</span>}
			{comment !== "" && <span className="pre-line small soft"> {frenchTypography(comment)}</span>}
		</>
	);
}
