/** The contradictions declared beside a version of the référentiel. Told, never a rule: what is badly written tells nothing. */
import type { Contradiction } from "~/domain/standard/contradiction";
import { readContradictions } from "~/domain/standard/lint-contradictions";
import type { Standard } from "~/domain/standard/standard";
import { findContradictionsFile } from "./read-criteria.server";

/**
 * Of that version and no other: what an assessment is pinned to.
 * @param root where `criteria/` is
 */
export async function loadContradictions(root: string, standard: Standard): Promise<readonly Contradiction[]> {
	const file = await findContradictionsFile(root, standard.code, standard.version);
	const read = file && readContradictions(standard, file);
	return read?.ok ? read.value : [];
}
