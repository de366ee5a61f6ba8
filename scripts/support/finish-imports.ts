/** Owns what a command about the référentiel does first: an import that was stopped is finished, and said. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { finishReplacements } from "./replace-files";

/** @param root folder that holds `criteria/`. */
export async function finishImports(root: string): Promise<void> {
	const criteria = path.join(root, "criteria");
	for (const standard of await readdir(criteria).catch(() => [])) {
		for (const folder of await finishReplacements(path.join(criteria, standard))) {
			console.warn(
				`Un import de ${standard}/${path.basename(folder)} avait été interrompu : il est maintenant terminé. → Relire ses changements (git diff).`,
			);
		}
	}
}
