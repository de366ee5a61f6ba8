/** What was signed and sent, time after time, and why it came back. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { signatureWords } from "~/components/assessment/signature-words";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { returnKindLabels } from "~/messages.sending.fr";
import { paths } from "~/paths";
import { getSendings } from "~/services/assessment/get-sending.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Envois · Auto-évaluation ${data?.header.year ?? ""} · Label CAE` },
];

export const loader = guarded("assessment.sendings", async ({ params, useCase }) =>
	json(await getSendings(useCase, params.assessmentId ?? "")),
);

export default function Sendings() {
	const { header, readable, sendings } = useLoaderData<typeof loader>();
	return (
		<div className="page">
			<PageHeader
				breadcrumb={readable ? assessmentCrumbs(header) : assessmentCrumbs(header).slice(0, 1)}
				title={`${header.cooperative.name}, envois de ${header.year}`}
				lead="Chaque envoi reste tel qu’il a été signé. Seul le dernier compte, tant qu’il n’est pas rouvert."
			/>
			<ReturnNotice header={header} />
			{sendings.length === 0 && (
				<EmptyState title="Rien n’a encore été envoyé.">
					<p>Le premier envoi apparaîtra ici, avec sa date et son empreinte.</p>
				</EmptyState>
			)}
			{sendings.map((sending) => (
				<Section key={sending.number} title={`Envoi n° ${sending.number}`} ruled>
					<p>
						Signé {signatureWords(sending)}.{" "}
						<Link
							href={paths.assessments.sending(header.id, sending.number)}
						>{`Lire l’envoi n° ${sending.number}`}</Link>
					</p>
					<p className="small">
						Empreinte : <code className="fingerprint">{sending.contentHash}</code>
					</p>
					{sending.said.length > 0 && (
						<ul>
							{sending.said.map(({ id, kind, at, reason, criteria }) => (
								<li key={id}>
									<strong>{returnKindLabels[kind]}</strong> le {formatDateTime(at)}
									{criteria.length > 0 &&
										` (${formatCount(criteria.length, "critère concerné", "critères concernés")} : ${criteria.join(", ")})`}
									<br />
									<span className="pre-line">{frenchTypography(reason)}</span>
								</li>
							))}
						</ul>
					)}
				</Section>
			))}
		</div>
	);
}
