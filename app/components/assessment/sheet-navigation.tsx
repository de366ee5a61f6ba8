/** Owns the ways through the sheets: other domains, filters, the next domain at the foot. */
import { SHEET_FILTERS } from "~/domain/assessment/sheet-filter";
import { sheetFilterLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { ButtonLink } from "../form/button";
import { Link } from "../layout/link";
import type { DomainSheetData } from "./domain-sheet-data";

type Sheet = Pick<
	DomainSheetData,
	"header" | "domain" | "domains" | "filter" | "inDomain" | "toConfirm" | "rows" | "earlierYear"
>;

export function SheetNavigation({ sheet }: { sheet: Sheet }) {
	const { header, domain, domains, filter } = sheet;
	const filters = SHEET_FILTERS.filter((known) => known !== "toConfirm" || sheet.toConfirm || known === filter);
	return (
		<div className="sheet-navigation">
			<nav aria-label="Domaines" className="tabs">
				<ul>
					{domains.map(({ code, title }) => (
						<li key={code}>
							<Link
								href={paths.assessments.domain(header.id, code)}
								aria-current={code === domain.code ? "page" : undefined}
							>
								<abbr title={title}>{code}</abbr>
							</Link>
						</li>
					))}
				</ul>
			</nav>
			<nav aria-label="Filtrer les critères" className="tabs">
				<ul>
					{filters.map((known) => (
						<li key={known}>
							<Link
								href={paths.assessments.domain(header.id, domain.code, undefined, known === "all" ? undefined : known)}
								aria-current={known === filter ? "true" : undefined}
							>
								{sheetFilterLabels[known]}
							</Link>
						</li>
					))}
				</ul>
			</nav>
			{filter === "toConfirm" && sheet.earlierYear && (
				<p>
					<Link href={paths.assessments.unchanged(header.id, domain.code)}>
						Confirmer ensemble les réponses inchangées
					</Link>
				</p>
			)}
			{filter !== "all" && (
				<p className="soft">
					{sheet.rows.length} sur {sheet.inDomain} affichés. La liste ne bouge pas pendant que vous répondez.
				</p>
			)}
		</div>
	);
}

export function ShowAll({ sheet }: { sheet: Sheet }) {
	return (
		<ButtonLink href={paths.assessments.domain(sheet.header.id, sheet.domain.code)}>
			Montrer tous les critères
		</ButtonLink>
	);
}

export function NextDomain({ sheet }: { sheet: Sheet }) {
	const { header, domain, domains } = sheet;
	const next = domains[domains.findIndex(({ code }) => code === domain.code) + 1];
	return (
		<p className="actions sheet-end">
			{next && (
				<ButtonLink kind="primary" href={paths.assessments.domain(header.id, next.code)}>
					Continuer : {next.title}
				</ButtonLink>
			)}
			<ButtonLink href={paths.assessments.one(header.id)}>Revenir à l’ensemble</ButtonLink>
		</p>
	);
}
