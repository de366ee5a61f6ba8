/** The evidence of a cooperative: one library for every criterion and every year. */
import { randomUUID } from "node:crypto";
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Pagination } from "~/components/display/pagination";
import { EvidenceFields } from "~/components/evidence/evidence-fields";
import { EvidenceTable } from "~/components/evidence/evidence-table";
import { FilePicker } from "~/components/evidence/file-picker";
import { typedIn, UploadOutcome, type UploadOutcomeData } from "~/components/evidence/upload-outcome";
import { Button, ButtonLink } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { EmptyState } from "~/components/layout/empty-state";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { EVIDENCE_KINDS } from "~/domain/evidence/evidence-kind";
import { evidenceFilterLabels, evidenceKindLabels, evidenceRefusals } from "~/messages.evidence.fr";
import { paths } from "~/paths";
import { addEvidence } from "~/services/evidence/add-evidence.server";
import { EVIDENCE_FILTERS, listEvidence } from "~/services/evidence/list-evidence.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Pièces · ${data?.cooperative.name ?? "Label CAE"}` },
];

export const loader = guarded("evidence.list", async ({ params, platform, url, useCase }) => {
	const asked = (key: string) => url.searchParams.get(key) || undefined;
	const page = await listEvidence(useCase, params.cooperativeId ?? "", {
		search: asked("recherche"),
		kind: asked("nature"),
		filter: asked("etat"),
		page: asked("page"),
	});
	return json({ ...page, filters: EVIDENCE_FILTERS, limits: platform.evidence.limits, key: randomUUID() });
});

export const action = guarded(
	"evidence.add",
	async ({ request, params, platform, received, useCase }) => {
		const { cooperativeId = "" } = params;
		const fields = Object.fromEntries(received?.fields ?? (await request.formData()));
		const files = received?.files ?? [];
		const result = await addEvidence(useCase, platform.evidence, cooperativeId, files, fields);
		const nothing: UploadOutcomeData = { added: [], refused: [], typed: typedIn(fields) };
		if (received?.excess) return json({ ...nothing, error: evidenceRefusals[received.excess] }, { status: 413 });
		if (!result.ok) return json({ ...nothing, error: evidenceRefusals[result.reason] }, { status: 422 });
		await received?.forget();
		const outcome: UploadOutcomeData = result.value;
		if (outcome.refused.length > 0) return json(outcome, { status: 422 });
		return redirect(paths.evidence.list(cooperativeId, { fait: "ajout" }));
	},
	{ receives: true },
);

export default function Library() {
	const { cooperative, query, rows, total, first, pages, may, filters, limits, key, today } =
		useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const busy = useNavigation().formMethod === "POST";
	const formKey = outcome?.typed?.key || key;
	const [search] = useSearchParams();
	const narrowed = query.search !== "" || query.kind !== undefined || query.filter !== undefined;
	const pageHref = (page: number) =>
		paths.evidence.list(cooperative.id, {
			recherche: query.search,
			nature: query.kind,
			etat: query.filter,
			page,
		});
	return (
		<div className="page page-wide">
			<PageHeader
				breadcrumb={[{ label: cooperative.name, href: paths.cooperatives.one(cooperative.id) }]}
				title="Pièces"
				lead={`${formatCount(total, "pièce")} ${narrowed ? "pour cette recherche" : "dans la bibliothèque de votre CAE"}. Une même pièce sert à plusieurs critères, et d’une année à l’autre.`}
				actions={
					may.add && (
						<ButtonLink kind="primary" href="#ajouter">
							Ajouter des pièces
						</ButtonLink>
					)
				}
			/>
			{search.has("fait") && !outcome && (
				<Notice kind="success">
					{search.get("fait") === "retrait"
						? "Pièce retirée de la bibliothèque. Les auto-évaluations déjà envoyées qui la citent la gardent."
						: "Pièces enregistrées."}
				</Notice>
			)}
			{outcome && <UploadOutcome outcome={outcome} fieldId="fichiers" />}
			{(total > 0 || narrowed) && (
				<Form
					method="get"
					action={paths.evidence.list(cooperative.id)}
					role="search"
					className="filters"
					key={JSON.stringify(query)}
				>
					<TextField label="Titre" name="recherche" type="search" defaultValue={query.search} />
					<SelectField
						label="Nature"
						name="nature"
						defaultValue={query.kind ?? ""}
						placeholder="Toutes"
						options={EVIDENCE_KINDS.map((kind) => ({ value: kind, label: evidenceKindLabels[kind] }))}
					/>
					<SelectField
						label="État"
						name="etat"
						defaultValue={query.filter ?? ""}
						placeholder="Toutes les pièces"
						options={filters.map((filter) => ({ value: filter, label: evidenceFilterLabels[filter] }))}
					/>
					<div>
						<Button>Chercher</Button>
					</div>
				</Form>
			)}
			<div>
				<EvidenceTable
					cooperativeId={cooperative.id}
					rows={rows}
					empty={
						narrowed ? (
							<EmptyState
								title="Aucune pièce ne correspond"
								action={<ButtonLink href={paths.evidence.list(cooperative.id)}>Voir toutes les pièces</ButtonLink>}
							>
								<p>Vérifiez l’orthographe, ou retirez un filtre.</p>
							</EmptyState>
						) : (
							<EmptyState title="Aucune pièce pour l’instant">
								<p>
									Statuts, attestations, procès-verbaux : déposez-les une fois ici, ou depuis un critère. Vous les
									joindrez ensuite où elles servent.
								</p>
							</EmptyState>
						)
					}
				/>
				{pages > 1 && (
					<Pagination
						status={`Pièces ${first} à ${first + rows.length - 1} sur ${total}`}
						previousHref={query.page > 1 ? pageHref(query.page - 1) : undefined}
						nextHref={query.page < pages ? pageHref(query.page + 1) : undefined}
					/>
				)}
			</div>
			{may.add && (
				<Section
					title="Ajouter des pièces"
					lead="N’y laissez pas de donnée sur des personnes au-delà de ce que le critère demande."
					ruled
					id="ajouter"
				>
					<Form method="post" encType="multipart/form-data" className="form" key={formKey}>
						<input type="hidden" name="key" value={formKey} />
						<FilePicker
							id="fichiers"
							label="Fichiers"
							limits={limits}
							multiple
							url={paths.evidence.upload(cooperative.id)}
						/>
						<EvidenceFields
							facts={outcome?.typed}
							mayConceal={may.conceal}
							today={today}
							titleHint="Sans titre, le nom du fichier en tient lieu. Pour plusieurs fichiers, chacun garde le sien."
						/>
						<p>
							<Button kind="primary">{busy ? "Envoi…" : "Enregistrer les pièces"}</Button>
						</p>
					</Form>
				</Section>
			)}
		</div>
	);
}
