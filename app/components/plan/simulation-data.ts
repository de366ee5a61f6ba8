/** Owns what the page of a simulation is given. */
import type { SimulatedFile } from "~/domain/plan/simulation";
import type { Level } from "~/domain/standard/standard";
import type { AssessmentHeader } from "../assessment/assessment-crumbs";

export interface SimulationData {
	readonly header: AssessmentHeader;
	readonly scale: readonly { readonly level: Level; readonly label: string }[];
	/** By criterion put to the cooperative, in the order of the référentiel. */
	readonly titles: Readonly<Record<string, string>>;
	readonly domains: readonly { readonly code: string; readonly title: string }[];
	readonly file: SimulatedFile;
	readonly mayPlan: boolean;
}
