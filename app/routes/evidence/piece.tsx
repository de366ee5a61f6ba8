/** One piece of evidence: its versions, where it is attached, and what one may change of it. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Badge } from "~/components/display/badge";
import { DefinitionList } from "~/components/display/definition-list";
import { EvidenceFields } from "~/components/evidence/evidence-fields";
import { EvidenceVersions } from "~/components/evidence/evidence-versions";
import { FilePicker } from "~/components/evidence/file-picker";
import { FreshnessBadge } from "~/components/evidence/freshness-badge";
import { PdfPreview } from "~/components/evidence/pdf-preview";
import { Button } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { evidenceKindLabels, evidenceRefusals, fileRefusals } from "~/messages.evidence.fr";
import { paths } from "~/paths";
import { addVersion } from "~/services/evidence/add-version.server";
import { editEvidence } from "~/services/evidence/edit-evidence.server";
import { getEvidence } from "~/services/evidence/get-evidence.server";
import { removeEvidence } from "~/services/evidence/remove-evidence.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.piece.title ?? "Pièce"} · Label CAE` },
];

export const loader = guarded("evidence.read", async ({ params, platform, useCase }) => {
	const page = await getEvidence(useCase, params.cooperativeId ?? "", params.pieceId ?? "");
	return json({ ...page, limits: platform.evidence.limits });
});

export const action = guarded(
	"evidence.edit",
	async ({ request, params, platform, received, useCase }) => {
		const { cooperativeId = "", pieceId = "" } = params;
		const fields: Record<string, unknown> = Object.fromEntries(received?.fields ?? (await request.formData()));
		const { intent, ...input } = fields;
		const done = (what: "changement" | "version") => redirect(paths.evidence.one(cooperativeId, pieceId, what));
		const refused = (error: string, status = 422) => json({ error, intent: String(intent ?? "") }, { status });
		if (intent === "version") {
			const result = await addVersion(useCase, platform.evidence, cooperativeId, pieceId, received?.files[0]);
			if (received?.excess) return refused(evidenceRefusals[received.excess], 413);
			if (result.ok) {
				await received?.forget();
				return done("version");
			}
			if (result.reason === "NO_FILE") return refused(evidenceRefusals.NO_FILE);
			const name = received?.files[0]?.name ?? "Fichier";
			return refused(`« ${name} » : ${fileRefusals[result.reason]} La version précédente est intacte.`);
		}
		if (intent === "remove") {
			const confirmed = input.confirmation === "oui";
			const result = await removeEvidence(useCase, cooperativeId, pieceId, { confirmed });
			if (result.ok) return redirect(paths.evidence.list(cooperativeId, { fait: "retrait" }));
			return refused(evidenceRefusals[result.reason]);
		}
		const result = await editEvidence(useCase, cooperativeId, pieceId, input);
		if (result.ok) return done("changement");
		return refused(evidenceRefusals[result.reason], result.reason === "CHANGED_MEANWHILE" ? 409 : 422);
	},
	{ receives: true },
);

export default function Piece() {
	const { cooperative, piece, freshness, files, links, may, limits, today } = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const [search] = useSearchParams();
	const done = search.get("fait");
	// Images were drawn again when they came; a PDF is drawn in a frame that can do nothing else. The rest is only downloaded.
	const [newest] = files;
	const shown = newest?.mediaType.startsWith("image/") ? newest : null;
	const drawn = newest?.mediaType === "application/pdf" ? newest : null;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: cooperative.name, href: paths.cooperatives.one(cooperative.id) },
					...(may.library ? [{ label: "Pièces", href: paths.evidence.list(cooperative.id) }] : []),
				]}
				above={
					<>
						<FreshnessBadge state={freshness} />
						{piece.confidential && <Badge>Confidentielle</Badge>}
						{piece.removed && <Badge>Retirée de la bibliothèque</Badge>}
					</>
				}
				title={piece.title}
			/>
			{done && !refusal && (
				<Notice kind="success">
					{done === "version"
						? "Nouvelle version enregistrée. Les brouillons la citent dès maintenant ; les auto-évaluations envoyées gardent celle d’avant."
						: "Modifications enregistrées."}
				</Notice>
			)}
			{refusal && "error" in refusal && <Notice kind="error">{frenchTypography(refusal.error)}</Notice>}
			<DefinitionList
				items={[
					{ term: "Nature", value: evidenceKindLabels[piece.kind] },
					{ term: "Émise le", value: piece.issuedOn ? formatDate(piece.issuedOn) : "Non indiqué" },
					{
						term: "Valable jusqu’au",
						value: piece.expiresOn ? formatDate(piece.expiresOn) : "Sans fin indiquée",
					},
				]}
			/>
			<Section title="Fichier" ruled>
				{shown && (
					<img
						className="evidence-preview"
						src={paths.evidence.file(cooperative.id, piece.id, shown.number)}
						alt={`Aperçu de ${piece.title}`}
						loading="lazy"
					/>
				)}
				{drawn && (
					<PdfPreview
						key={drawn.number}
						title={piece.title}
						file={paths.evidence.file(cooperative.id, piece.id, drawn.number)}
					/>
				)}
				<EvidenceVersions cooperativeId={cooperative.id} pieceId={piece.id} files={files} />
			</Section>
			<Section title="Critères auxquels elle est jointe" ruled>
				{links.length === 0 ? (
					<p className="soft">Aucun pour l’instant. On joint une pièce depuis le critère.</p>
				) : (
					<ul>
						{links.map((link) => (
							<li key={`${link.assessmentId}/${link.criterionId}`}>
								<Link href={paths.assessments.evidence(link.assessmentId, link.criterionId)}>
									{link.criterionId}, auto-évaluation {link.year}
								</Link>
								{link.number !== null && ` (envoyée avec la version ${link.number})`}
							</li>
						))}
					</ul>
				)}
			</Section>
			{may.edit && (
				<>
					<Section title="Corriger" ruled>
						<Form method="post" className="form" key={piece.version}>
							<input type="hidden" name="version" value={piece.version} />
							<EvidenceFields facts={piece} titleRequired mayConceal={may.conceal} today={today} />
							<p>
								<Button kind="primary" name="intent" value="edit">
									Enregistrer
								</Button>
							</p>
						</Form>
					</Section>
					<Section
						title="Remplacer par une version plus récente"
						lead="L’ancienne version reste consultable ici, et dans les auto-évaluations déjà envoyées. Pensez à corriger la date d’émission."
						ruled
					>
						<Form method="post" encType="multipart/form-data" className="form" key={files.length}>
							<FilePicker
								id="fichier"
								label="Nouveau fichier"
								limits={limits}
								url={paths.evidence.upload(cooperative.id)}
							/>
							<p>
								<Button name="intent" value="version">
									Ajouter cette version
								</Button>
							</p>
						</Form>
					</Section>
					<Section
						title="Retirer de la bibliothèque"
						lead="La pièce est détachée des brouillons. Une auto-évaluation déjà envoyée qui la cite la garde ; sinon, le fichier est supprimé après 30 jours."
						ruled
					>
						<Form method="post" className="form">
							<CheckboxGroup
								name="confirmation"
								label="Confirmation"
								options={[{ value: "oui", label: "Je retire cette pièce." }]}
							/>
							<p>
								<Button kind="danger" name="intent" value="remove">
									Retirer la pièce
								</Button>
							</p>
						</Form>
					</Section>
				</>
			)}
		</div>
	);
}
