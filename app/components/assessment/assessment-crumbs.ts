/** Owns what every page of an assessment repeats at its head. */
import type { AssessmentStatus } from "~/domain/assessment/status";
import type { ShownVersion } from "~/domain/standard/shown-version";
import { paths } from "~/paths";
import type { Crumb } from "../layout/page-header";

export interface AssessmentHeader {
	readonly id: string;
	readonly year: number;
	/** Last day on which it can be sent, YYYY-MM-DD. */
	readonly closesOn: string;
	readonly status: AssessmentStatus;
	readonly cooperative: { readonly id: string; readonly name: string; readonly fictional: boolean };
	/** The version its criteria and figures come from. */
	readonly standard: ShownVersion;
	/** Sent before, and given back by the national team. */
	readonly returned?: {
		readonly kind: "returned" | "reopened";
		readonly reason: string;
		/** Ids of the criteria concerned. */
		readonly criteria: readonly string[];
		readonly at: string;
	};
}

export function assessmentCrumbs(header: AssessmentHeader): readonly Crumb[] {
	return [
		{ label: "Auto-évaluations", href: paths.assessments.list() },
		{ label: `${header.cooperative.name}, ${header.year}`, href: paths.assessments.one(header.id) },
	];
}
