/** Owns the tables of personal data: what for, how long, what stays in the browser. The same rows as the register's. */
import { BROWSER_STORAGE, PURPOSES } from "~/domain/access/processing";
import { KEPT_RECORDS, RETENTION_RULES, retentionDelay } from "~/domain/access/retention";
import { retentionEffectLabels } from "~/messages.fr";
import { DataTable } from "../display/data-table";
import { frenchTypography } from "../text/french";

export function PurposesTable() {
	return (
		<DataTable
			caption="Finalités"
			captionHidden
			stacked="words"
			columns={[
				{ key: "purpose", header: "Pour quoi", cell: ({ purpose }) => frenchTypography(purpose), rowHeader: true },
				{ key: "records", header: "Quoi", cell: ({ records }) => frenchTypography(records) },
				{ key: "basis", header: "Base légale", cell: ({ basis }) => frenchTypography(basis) },
				{ key: "readers", header: "Qui le voit", cell: ({ readers }) => frenchTypography(readers) },
			]}
			rows={PURPOSES}
			rowKey={({ purpose }) => purpose}
		/>
	);
}

export function RetentionTable() {
	return (
		<DataTable
			caption="Ce qui s’efface de soi-même"
			stacked="words"
			columns={[
				{ key: "what", header: "Quoi", cell: ({ what }) => frenchTypography(what), rowHeader: true },
				{
					key: "delay",
					header: "Délai",
					cell: ({ days, since, effect }) =>
						frenchTypography(`${retentionDelay(days)} après ${since} : ${retentionEffectLabels[effect]}`),
				},
				{ key: "reason", header: "Pourquoi", cell: ({ reason }) => frenchTypography(reason) },
			]}
			rows={RETENTION_RULES}
			rowKey={({ key }) => key}
		/>
	);
}

export function KeptTable() {
	return (
		<DataTable
			caption="Ce qui reste plus longtemps"
			stacked="words"
			columns={[
				{ key: "what", header: "Quoi", cell: ({ what }) => frenchTypography(what), rowHeader: true },
				{ key: "until", header: "Jusqu’à", cell: ({ until }) => frenchTypography(until) },
				{ key: "reason", header: "Pourquoi", cell: ({ reason }) => frenchTypography(reason) },
			]}
			rows={KEPT_RECORDS}
			rowKey={({ what }) => what}
		/>
	);
}

export function BrowserStorageTable() {
	return (
		<DataTable
			caption="Cookies et stockage local"
			captionHidden
			stacked="words"
			columns={[
				{ key: "name", header: "Nom", cell: ({ name }) => <code>{name}</code>, rowHeader: true },
				{ key: "kind", header: "Sorte", cell: ({ kind }) => kind },
				{ key: "what", header: "À quoi il sert", cell: ({ what }) => frenchTypography(what) },
				{ key: "until", header: "Durée", cell: ({ until }) => frenchTypography(until) },
			]}
			rows={BROWSER_STORAGE}
			rowKey={({ name }) => name}
		/>
	);
}
