/** Where the network declares more or less than its audits retain, and how its auditors stand beside one another. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AuditorTable, OwnCalibration } from "~/components/audit/auditor-calibration";
import { DataTable } from "~/components/display/data-table";
import { DomainMark } from "~/components/display/domain-mark";
import { StandardVersion } from "~/components/display/standard-version";
import { Button, ButtonLink } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { frenchTypography } from "~/components/text/french";
import { wordFor } from "~/components/text/word-for";
import { calibrationConclusion } from "~/domain/audit/calibration";
import { SMALLEST_COHORT } from "~/domain/network/quartiles";
import { CALIBRATION_SORTS, type CalibrationSort, directionText, meanGapText } from "~/messages.calibration.fr";
import { paths } from "~/paths";
import { getCalibration } from "~/services/audit/get-calibration.server";

export const meta: MetaFunction = () => [{ title: "Calibrage · Label CAE" }];

export const loader = guarded(["calibration.criteria", "calibration.auditor"], async ({ url, useCase }) => {
	const query = url.searchParams;
	const calibration = await getCalibration(useCase, query.get("version"));
	const domain = calibration.domains.find(({ code }) => code === query.get("domaine"))?.code ?? null;
	const sort: CalibrationSort = wordFor(CALIBRATION_SORTS, query.get("tri"))
		? (query.get("tri") as CalibrationSort)
		: "surestime";
	return json({ ...calibration, query: { domain, sort } });
});

export default function Calibration() {
	const { may, until, version, versions, domains, criteria, self, auditors, query } = useLoaderData<typeof loader>();
	const limit = until === null ? "Audits terminés à ce jour." : `Audits terminés avant la fin de ${until}.`;
	const shown = sorted(
		criteria.filter(({ domain }) => query.domain === null || domain === query.domain),
		query.sort,
	);
	return (
		<div className="page page-wide">
			<PageHeader
				breadcrumb={[{ label: "Audits", href: paths.audits.list() }]}
				above={version && <StandardVersion versions={[version]} />}
				title="Calibrage"
				lead={frenchTypography(`L’écart est le niveau retenu par l’audit moins le niveau déclaré par la CAE. ${limit}`)}
			/>
			{version === null ? (
				<EmptyState title="Pas encore assez d’audits">
					<p>
						{frenchTypography(
							`Un chiffre ne paraît qu’à partir de ${SMALLEST_COHORT} CAE auditées sur le même critère, pour ne désigner personne.`,
						)}
					</p>
				</EmptyState>
			) : (
				<>
					{self && <OwnCalibration own={self} />}
					{may.criteria && (
						<Section
							title={calibrationConclusion(criteria)}
							ruled
							lead={frenchTypography(`Écart moyen, en niveaux. Rien sous ${SMALLEST_COHORT} CAE par critère.`)}
						>
							<form method="get" className="filters filters-words">
								{versions.length > 1 && (
									<SelectField
										name="version"
										label="Référentiel"
										defaultValue={version.version}
										options={versions.map((one) => ({ value: one, label: `Version ${one}` }))}
									/>
								)}
								<SelectField
									name="domaine"
									label="Domaine"
									placeholder="Tous les domaines"
									defaultValue={query.domain ?? ""}
									options={domains.map((one) => ({ value: one.code, label: one.title }))}
								/>
								<SelectField
									name="tri"
									label="Ordre"
									defaultValue={query.sort}
									options={Object.entries(CALIBRATION_SORTS).map(([value, label]) => ({ value, label }))}
								/>
								<Button>Afficher</Button>
								<ButtonLink kind="quiet" href={paths.calibrationXlsx(version.version)} download>
									Tableau entier (XLSX)
								</ButtonLink>
							</form>
							<DataTable
								caption="Écart moyen par critère"
								captionHidden
								stacked
								rows={shown}
								rowKey={({ criterionId }) => criterionId}
								empty={
									<EmptyState title="Aucun critère dans ce domaine">
										<p>Aucun n’a encore été audité chez assez de CAE.</p>
									</EmptyState>
								}
								columns={[
									{
										key: "criterion",
										header: "Critère",
										rowHeader: true,
										cell: (row) => (
											<>
												<DomainMark code={row.domain} alone />{" "}
												<span className="nowrap">
													<Link href={paths.standard.criterion(version.version, row.criterionId)}>
														{row.criterionId}
													</Link>
												</span>{" "}
												<span className="soft">{frenchTypography(row.title)}</span>
											</>
										),
									},
									{ key: "mean", header: "Écart moyen", numeric: true, cell: ({ mean }) => meanGapText(mean) },
									{ key: "direction", header: "Le réseau", cell: ({ mean }) => directionText(mean) },
									{ key: "cooperatives", header: "CAE", numeric: true, cell: ({ cooperatives }) => cooperatives },
								]}
							/>
						</Section>
					)}
					{may.auditors && <AuditorTable lines={byMean(auditors)} />}
				</>
			)}
		</div>
	);
}

interface Measured {
	readonly criterionId: string;
	readonly mean: number;
}

function sorted<Row extends Measured>(rows: readonly Row[], sort: CalibrationSort): readonly Row[] {
	if (sort === "critere") return rows;
	const way = sort === "surestime" ? 1 : -1;
	return [...rows].sort((a, b) => way * (a.mean - b.mean) || a.criterionId.localeCompare(b.criterionId));
}

/** Those with a figure first, from the one who retains least. */
function byMean<Row extends { readonly name: string; readonly figure: { readonly mean: number } | null }>(
	rows: readonly Row[],
): readonly Row[] {
	return [...rows].sort((a, b) => {
		if (a.figure && b.figure) return a.figure.mean - b.figure.mean;
		if (a.figure || b.figure) return a.figure ? -1 : 1;
		return a.name.localeCompare(b.name, "fr");
	});
}
