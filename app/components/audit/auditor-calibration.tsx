/** Owns how an auditor's gaps are told beside those of the others: a mean with its interval, or why there is none. */
import { AUDITOR_MINIMUMS, type AuditorCalibration } from "~/domain/audit/calibration";
import { AUDITOR_CAUTION, meanGapText, readingLabels } from "~/messages.calibration.fr";
import { DataTable } from "../display/data-table";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

export interface AuditorLine extends AuditorCalibration {
	readonly userId: string;
	readonly name: string;
}

const TOO_FEW = `Pas assez de cas : il en faut ${AUDITOR_MINIMUMS.audits} audits et ${AUDITOR_MINIMUMS.criteria} critères comparés.`;

export function OwnCalibration({ own }: { own: AuditorCalibration }) {
	return (
		<Section title="Vous, à côté des autres" ruled lead={frenchTypography(AUDITOR_CAUTION)}>
			<p>{frenchTypography(ownSentence(own))}</p>
		</Section>
	);
}

function ownSentence({ audits, criteria, figure }: AuditorCalibration): string {
	const basis = `${formatCount(audits, "audit")}, ${formatCount(criteria, "critère comparé", "critères comparés")}`;
	if (!figure) return `${TOO_FEW} Vous en avez ${basis}.`;
	const { mean, low, high, reading } = figure;
	const interval = `entre ${meanGapText(low)} et ${meanGapText(high)}, à 95 %`;
	const said =
		reading === "unclear"
			? "le hasard suffit à l’expliquer"
			: `vous retenez ${reading === "lower" ? "moins" : "plus"} que les autres sur les mêmes critères`;
	return `Écart moyen avec les autres : ${meanGapText(mean)} niveau (${interval}) : ${said}. ${basis}.`;
}

export function AuditorTable({ lines }: { lines: readonly AuditorLine[] }) {
	return (
		<Section title="Par auditrice et auditeur" ruled lead={frenchTypography(AUDITOR_CAUTION)}>
			<DataTable
				caption="Écart moyen avec les autres, sur les mêmes critères"
				captionNote={frenchTypography(
					`En niveaux. Négatif : retient moins que les autres. Sans chiffre sous ${AUDITOR_MINIMUMS.audits} audits ou ${AUDITOR_MINIMUMS.criteria} critères comparés.`,
				)}
				stacked
				rows={lines}
				rowKey={({ userId }) => userId}
				empty={<p>{frenchTypography("Aucun audit terminé sur cette version.")}</p>}
				columns={[
					{ key: "name", header: "Nom", rowHeader: true, cell: ({ name }) => name },
					{ key: "audits", header: "Audits", numeric: true, cell: ({ audits }) => audits },
					{ key: "criteria", header: "Critères comparés", numeric: true, cell: ({ criteria }) => criteria },
					{
						key: "mean",
						header: "Écart moyen",
						numeric: true,
						cell: ({ figure }) => (figure ? meanGapText(figure.mean) : "–"),
					},
					{
						key: "interval",
						header: "Intervalle à 95 %",
						numeric: true,
						cell: ({ figure }) =>
							figure ? `de ${meanGapText(figure.low)} à ${meanGapText(figure.high)}` : "Pas assez de cas",
					},
					{ key: "reading", header: "Lecture", cell: ({ figure }) => (figure ? readingLabels[figure.reading] : "–") },
				]}
			/>
		</Section>
	);
}
