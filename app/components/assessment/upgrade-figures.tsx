/** Owns the figures of a draft in two versions side by side. Exact counts, never a rounded rate. */
import type { ToldFigures, UpgradePreview } from "~/domain/assessment/describe-upgrade";
import { outcomeLabels } from "~/messages.fr";
import { DataTable } from "../display/data-table";
import { formatNumber } from "../text/format";

export function UpgradeFigures({
	figures: { before, after, onceConfirmed },
	from,
	to,
	proposals,
}: {
	figures: UpgradePreview["figures"];
	from: string;
	to: string;
	/** Some level is proposed: the figures once all are confirmed are told too. */
	proposals: boolean;
}) {
	const sides = [
		{ key: "before", header: `Aujourd’hui, version ${from}`, figures: before },
		{ key: "after", header: `Après, version ${to}`, figures: after },
		...(proposals ? [{ key: "confirmed", header: "Une fois tout confirmé", figures: onceConfirmed }] : []),
	];
	const rows: readonly { readonly name: string; readonly tell: (figures: ToldFigures) => string }[] = [
		{ name: "Issue selon les règles du label, en l’état", tell: ({ outcome }) => outcomeLabels[outcome] },
		{ name: "Critères applicables", tell: ({ applicable }) => formatNumber(applicable) },
		{ name: "Sans réponse qui compte", tell: ({ missing }) => formatNumber(missing) },
		{ name: "Obligatoires conformes, pondérés", tell: ({ conformity }) => share(conformity.num, conformity.den) },
		{ name: "Recommandés conformes", tell: ({ recommended }) => share(recommended.met, recommended.applicable) },
	];
	return (
		<DataTable
			caption="Résultat indicatif, avant et après"
			captionHidden
			stacked="words"
			rows={rows}
			rowKey={({ name }) => name}
			columns={[
				{ key: "name", header: "Chiffre", rowHeader: true, cell: ({ name }) => name },
				...sides.map(({ key, header, figures }) => ({
					key,
					header,
					cell: ({ tell }: (typeof rows)[number]) => tell(figures),
				})),
			]}
		/>
	);
}

function share(part: number, whole: number): string {
	return `${formatNumber(part)} sur ${formatNumber(whole)}`;
}
