/** Owns what an edited spreadsheet does to the files of a version: every one of its changes, or none and why. */
import { checkExamples } from "../../app/domain/standard/check-examples";
import { type CellEdit, cellOfKey, readCriteriaSheet } from "../../app/domain/standard/criteria-sheet";
import { editCriteriaText } from "../../app/domain/standard/edit-criteria-text";
import { parseStandard } from "../../app/domain/standard/parse-standard";
import { parseVersions } from "../../app/domain/standard/parse-versions";
import { type CriteriaFile, formatPath, formatProblem, type Problem } from "../../app/domain/standard/problem";
import type { Standard } from "../../app/domain/standard/standard";
import { RefusedWorkbook } from "../../app/services/assessment/unpack-workbook.server";
import type { StandardFiles } from "../../app/services/standard/read-criteria.server";
import { fingerprintOf, readWorkbook } from "./criteria-workbook";

export type Import =
	| {
			readonly ok: true;
			readonly standard: Standard;
			readonly edits: number;
			readonly files: readonly CriteriaFile[];
			/** A line per example that no longer holds: what it expects is to be read again. */
			readonly examples: readonly string[];
			/** Columns of the experts' own, left aside. */
			readonly ignored: readonly string[];
	  }
	| { readonly ok: false; readonly problems: readonly string[] };

/**
 * @param versions every version of the référentiel, the one imported into among them.
 * @returns the files that change, parsed and checked with their lineage; or a line per problem, for the screen.
 */
export async function importCriteria(
	versions: readonly StandardFiles[],
	target: StandardFiles,
	workbook: Buffer,
): Promise<Import> {
	const before = parseStandard(target.files);
	if (!before.ok) return { ok: false, problems: before.problems.map(formatProblem) };
	const read = await readWorkbook(workbook).catch((error: unknown) => {
		if (error instanceof RefusedWorkbook) return error;
		throw error;
	});
	if (read instanceof RefusedWorkbook) return { ok: false, problems: [read.message] };
	const { table, origin } = read;
	const reference = `${target.standard}/${target.version}`;
	if (origin.reference !== reference) {
		const problem = `Ce classeur vient de ${origin.reference || "nulle part"}, pas de ${reference}. → Importer dans la version d’où il vient.`;
		return { ok: false, problems: [problem] };
	}
	if (origin.fingerprint !== fingerprintOf(target.files)) {
		const problem =
			"Les fichiers ont changé depuis cet export : l’import effacerait ces changements. " +
			"→ Remettre les fichiers de l’export (git), importer, puis fusionner ; ou repartir d’un nouvel export.";
		return { ok: false, problems: [problem] };
	}
	const sheet = readCriteriaSheet(before.value, table);
	if (!sheet.ok) {
		return { ok: false, problems: sheet.problems.map(({ cell, message, fix }) => `${cell} : ${message}. → ${fix}.`) };
	}
	const after = target.files.map((file) => {
		const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes);
		const edited = editCriteriaText(text, sheet.edits);
		return edited === text ? file : { path: file.path, bytes: new TextEncoder().encode(edited) };
	});
	if (after.every((file, index) => file === target.files[index])) {
		return { ok: true, standard: before.value, edits: 0, files: [], examples: [], ignored: sheet.ignored };
	}
	const checked = parseVersions(versions.map((version) => (version === target ? after : version.files)));
	const problems = checked.flatMap((version) => (version.ok ? [] : version.problems));
	if (problems.length > 0) {
		const shown = problems.map((problem) =>
			withCell(problem, { standard: before.value, table, edits: sheet.edits, files: after }),
		);
		return { ok: false, problems: shown };
	}
	const files = after.filter((file, index) => file !== target.files[index]);
	const imported = checked[versions.indexOf(target)];
	const examples = target.examples && imported?.ok ? checkExamples(imported.value, target.examples) : null;
	return {
		ok: true,
		standard: before.value,
		edits: sheet.edits.length,
		files,
		ignored: sheet.ignored,
		examples: examples?.ok === false ? examples.problems.map(formatProblem) : [],
	};
}

interface Edited {
	readonly standard: Standard;
	readonly table: readonly (readonly unknown[])[];
	readonly edits: readonly CellEdit[];
	readonly files: readonly CriteriaFile[];
}

/** The cell that was edited, or the one the value came from, then the place in the file as it would have been written. */
function withCell(problem: Problem, { standard, table, edits, files }: Edited): string {
	const [, index, key] = /^criteria\[(\d+)\]\.(.+)$/.exec(problem.keyPath) ?? [];
	const file = files.find(({ path }) => path === problem.file);
	const id = index && file ? idsIn(file)[Number(index)] : undefined;
	if (!id || !key) return formatProblem(problem);
	const edited = edits.find((edit) => edit.id === id && `${formatPath(edit.path)}.`.startsWith(`${key}.`));
	const cell = edited?.cell ?? cellOfKey(standard, table, id, key);
	return cell ? `${cell} (${id}) ${formatProblem(problem)}` : formatProblem(problem);
}

/** An import changes neither the ids nor their order. */
function idsIn({ bytes }: CriteriaFile): readonly (string | undefined)[] {
	return [...new TextDecoder().decode(bytes).matchAll(/^ *- id: *["']?([A-Z]{3}-\d+)/gm)].map(([, id]) => id);
}
