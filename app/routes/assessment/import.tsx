/** What leaves an assessment as a file, and the table a team fills in away from the site and brings back. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ImportReport } from "~/components/assessment/import-report";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { Button, ButtonLink } from "~/components/form/button";
import { Field } from "~/components/form/field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { ANSWER_COLUMNS } from "~/domain/assessment/answer-sheet";
import { cellName } from "~/domain/standard/cell-text";
import { importRefusals, rowRefusals, workbookRefusals } from "~/messages.import.fr";
import { paths } from "~/paths";
import { applyImport } from "~/services/assessment/apply-import.server";
import { getExchange } from "~/services/assessment/get-exchange.server";
import { previewImport, type ImportReport as Report } from "~/services/assessment/preview-import.server";
import { readReceived } from "~/services/evidence/read-received.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Exporter et importer · Auto-évaluation ${data?.header.year ?? ""} · Label CAE` },
];

export const loader = guarded("assessment.read", async ({ params, useCase }) =>
	json(await getExchange(useCase, params.assessmentId ?? "")),
);

export const action = guarded(
	"assessment.answer",
	async ({ request, params, received, useCase }) => {
		const { assessmentId = "" } = params;
		if (received) {
			const [file] = received.files;
			const result = await previewImport(useCase, assessmentId, await readReceived(file));
			if (!result.ok && result.reason === "ASSESSMENT_LOCKED") return refusal(423, importRefusals.ASSESSMENT_LOCKED);
			if (received.excess || received.files.length > 1) return refusal(413, importRefusals.TOO_MANY);
			if (!file) return refusal(422, importRefusals.NO_FILE);
			if (!file.ok) return refusal(422, workbookRefusals[file.reason]);
			if (result.ok) return json({ problems: [], report: shown(result.value) });
			return json({ problems: result.details.problems, report: null }, { status: 422 });
		}
		const form = await request.formData();
		const result = await applyImport(useCase, assessmentId, {
			packet: String(form.get("packet") ?? ""),
			fingerprint: String(form.get("fingerprint") ?? ""),
			overwrite: form.getAll("overwrite").map(String),
		});
		if (result.ok) return redirect(paths.assessments.import(assessmentId, result.value.saved));
		const said = importRefusals[result.reason];
		if (result.reason !== "CHANGED_MEANWHILE") return refusal(422, said);
		return json({ problems: [said], report: shown(result.details.report) }, { status: 409 });
	},
	{ receives: true },
);

const refusal = (status: number, said: string) => json({ problems: [said], report: null }, { status });

function shown({ refusedRows, refusedCells, ...report }: Report) {
	const codeAt = ANSWER_COLUMNS.findIndex(({ key }) => key === "code");
	const rows = refusedRows.map(({ reason, row, criterionId }) => ({
		cell: cellName(codeAt, row - 1),
		row,
		criterionId,
		...rowRefusals[reason],
	}));
	return { ...report, refused: [...refusedCells, ...rows].sort((a, b) => a.row - b.row) };
}

export default function ImportPage() {
	const { header, mayImport, applicable, answered } = useLoaderData<typeof loader>();
	const answer = useActionData<typeof action>();
	const [query] = useSearchParams();
	const saved = answer ? 0 : Number(query.get("fait") ?? 0);
	const report = answer && "report" in answer ? answer.report : null;
	const problems = answer && "problems" in answer ? answer.problems : [];
	const draft = header.status !== "submitted";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(header)}
				title="Exporter et importer"
				lead={frenchTypography(
					`${formatCount(applicable, "critère applicable", "critères applicables")}, ${formatCount(answered, "réponse")}. À garder, à imprimer, ou à remplir sans connexion.`,
				)}
			/>
			<ReturnNotice header={header} />
			{saved > 0 && (
				<Notice kind="success">
					{frenchTypography(
						`${formatCount(saved, "réponse enregistrée", "réponses enregistrées")}. L’historique dit lesquelles, et par qui.`,
					)}
				</Notice>
			)}
			{problems.length > 0 && (
				<Notice kind="error" title={report ? "Relisez avant d’appliquer" : "Rien n’a été enregistré"}>
					<ul>
						{problems.map((problem) => (
							<li key={problem}>{frenchTypography(problem)}</li>
						))}
					</ul>
				</Notice>
			)}
			{report && <ImportReport report={report} />}
			<Section title="Exporter" ruled>
				<p>
					Une ligne par critère applicable : la question, votre niveau, le motif, le commentaire, la date du dernier
					enregistrement. Le classeur se remplit dans un tableur ; les deux autres fichiers se lisent seulement.
				</p>
				<p className="actions">
					<ButtonLink
						kind={draft ? "primary" : "secondary"}
						download
						href={paths.assessments.export(header.id, "xlsx")}
					>
						Télécharger le classeur (XLSX)
					</ButtonLink>
					<ButtonLink kind="quiet" download href={paths.assessments.export(header.id, "csv")}>
						CSV
					</ButtonLink>
					<ButtonLink kind="quiet" download href={paths.assessments.export(header.id, "json")}>
						JSON
					</ButtonLink>
				</p>
				<p>
					{frenchTypography(
						"Pour lire, imprimer ou transmettre : un rapport avec les chiffres, les graphiques, les réponses et la liste des pièces, lisible par un lecteur d’écran.",
					)}
				</p>
				<p className="actions">
					<ButtonLink download href={paths.assessments.report(header.id)}>
						Télécharger le rapport (PDF)
					</ButtonLink>
				</p>
			</Section>
			<Section title={report ? "Importer un autre classeur" : "Importer"} ruled>
				{mayImport ? (
					<form method="post" encType="multipart/form-data" className="stack">
						<p>
							{frenchTypography(
								"Déposez le classeur rempli. Vous lirez d’abord ce qui changerait, ligne par ligne : rien n’est enregistré avant que vous l’ayez confirmé. Ce que vos collègues écrivent ici entre-temps n’est jamais remplacé sans votre accord.",
							)}
						</p>
						<Field
							id="classeur"
							label="Classeur rempli"
							hint={frenchTypography("Fichier .xlsx issu de l’export, 2 Mo au plus.")}
						>
							{(control) => (
								<input
									{...control}
									className="input"
									type="file"
									name="classeur"
									accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
									required
								/>
							)}
						</Field>
						<p>
							<Button kind={report ? "secondary" : "primary"}>Lire le classeur</Button>
						</p>
					</form>
				) : (
					<Notice kind="info" live={false}>
						{frenchTypography(
							draft
								? "Aucun domaine ne vous est confié : vous pouvez exporter, pas importer."
								: "Cette auto-évaluation est envoyée : ses réponses ne changent plus, elle s’exporte seulement.",
						)}
					</Notice>
				)}
			</Section>
		</div>
	);
}
