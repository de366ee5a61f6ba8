/** Owns what the page of a domain's sheet is given. */
import type { CriterionTexts, SetAside, SheetRow } from "~/domain/assessment/sheet";
import type { SheetFilter } from "~/domain/assessment/sheet-filter";
import type { Domain, Level } from "~/domain/standard/standard";
import type { AssessmentHeader } from "./assessment-crumbs";
import type { ScoringData } from "./live-score";

export interface DomainSheetData {
	readonly header: AssessmentHeader;
	readonly editable: boolean;
	/** Who answers this domain, for a colleague who only reads it. */
	readonly answeredBy: readonly string[];
	readonly domain: Domain;
	readonly domains: readonly { readonly code: string; readonly title: string }[];
	readonly filter: SheetFilter;
	readonly inDomain: number;
	/** How many answers of the domain are to be confirmed; absent when none is. */
	readonly toConfirm?: number;
	readonly setAside: readonly SetAside[];
	/** Labels of the sectors, activities and conditions of the standard, by code. */
	readonly termLabels: Readonly<Record<string, string>>;
	/** Year of the answers shown beside each criterion; absent when there is none. */
	readonly earlierYear?: number;
	readonly rows: readonly SheetRow[];
	readonly scoring: ScoringData;
	readonly scale: readonly { readonly level: Level; readonly label: string }[];
	readonly formKey: string;
	/** Null while the page comes alive: see components/text/printed.tsx. */
	readonly sentOnce: {
		readonly texts: Readonly<Record<string, CriterionTexts>>;
	} | null;
}
