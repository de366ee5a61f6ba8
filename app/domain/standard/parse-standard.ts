/** Owns the reading of one version of the référentiel: files in, a Standard out, or every problem with its place. */
import { compileLabelRules } from "./compile-label-rules";
import { CONTRADICTIONS_FILE } from "./contradictions-schema";
import { type CriterionContent, domainSchema } from "./domain-schema";
import { EXAMPLES_FILE } from "./examples-schema";
import { type DomainFile, lintCriteria } from "./lint-criteria";
import type { VersionFiles } from "./lint-lineage";
import { lintStandard } from "./lint-standard";
import { type CriteriaFile, inReadingOrder, type Problem } from "./problem";
import { readAs } from "./read-as";
import type { Criterion, LabelRules, Standard } from "./standard";
import { type StandardContent, standardSchema } from "./standard-schema";

const RESERVED_NAMES = ["standard.yaml", EXAMPLES_FILE, CONTRADICTIONS_FILE];

export type ParsedStandard =
	| { readonly ok: true; readonly value: Standard }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Parses the files of one version, `standard.yaml` and one file per domain. Never throws, whatever the bytes: every problem
 * comes back in reading order, with its file, line, column, key path and what to do. Rules between files are looked at once
 * each file has the right shape. Criteria come out in domain, chapter and file order.
 * Source: product 1.
 */
export function parseStandard(files: readonly CriteriaFile[]): ParsedStandard {
	const read = readVersion(files);
	return read.ok ? { ok: true, value: read.value } : read;
}

export type ReadVersion =
	| { readonly ok: true; readonly value: Standard; readonly sources: VersionFiles }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** `parseStandard`, with the files a well-formed version was read from: what a rule across versions points at. */
export function readVersion(files: readonly CriteriaFile[]): ReadVersion {
	const main = files.find(({ path }) => fileName(path) === "standard.yaml");
	if (!main) {
		const folder = files[0]?.path.split("/").slice(0, -1) ?? [];
		return refuse([
			atTop([...folder, "standard.yaml"].join("/"), "Le fichier manque", "L’écrire, ou retirer ce dossier"),
		]);
	}
	const standard = readAs(main, standardSchema);
	const others = files.filter((file) => file !== main).map((file) => ({ file, read: readAs(file, domainSchema) }));
	const malformed = [standard, ...others.map(({ read }) => read)].flatMap((read) => (read.ok ? [] : read.problems));
	if (!standard.ok) return refuse(malformed);

	const { content, document } = standard;
	const misplaced = [
		...content.domains.flatMap(({ file }, index) => {
			if (RESERVED_NAMES.includes(file)) {
				const fix = "Donner un autre nom au fichier des critères : jur.yaml";
				return [document.problemAt(["domains", index, "file"], `Le nom « ${file} » est réservé`, fix)];
			}
			if (others.some((other) => fileName(other.file.path) === file)) return [];
			return [
				document.problemAt(
					["domains", index, "file"],
					`Le fichier « ${file} » n’existe pas`,
					"L’écrire, ou corriger son nom",
				),
			];
		}),
		...others.flatMap(({ file: { path } }) => {
			if (content.domains.some(({ file }) => file === fileName(path))) return [];
			const fix = "Le déclarer dans domains de standard.yaml (clé file), ou le retirer du dossier";
			return [atTop(path, "Aucun domaine de standard.yaml ne nomme ce fichier", fix)];
		}),
	];
	if (malformed.length + misplaced.length > 0) {
		const rules = compileLabelRules(document, content.labelRules, null);
		return refuse([...malformed, ...misplaced, ...lintStandard(standard), ...(rules.ok ? [] : rules.problems)]);
	}

	const domains = content.domains.flatMap((declared): DomainFile[] => {
		const read = others.find(({ file }) => fileName(file.path) === declared.file)?.read;
		return read?.ok ? [{ document: read.document, content: read.content, declared }] : [];
	});
	const criteria = domains.flatMap((domain) => domain.content.criteria);
	const rules = compileLabelRules(document, content.labelRules, criteria);
	const problems = [...lintStandard(standard), ...lintCriteria(standard, domains), ...(rules.ok ? [] : rules.problems)];
	if (!rules.ok || problems.length > 0) return refuse(problems);
	return { ok: true, value: assemble(content, rules.value, domains), sources: { standard, domains } };
}

function assemble(content: StandardContent, labelRules: LabelRules, domains: readonly DomainFile[]): Standard {
	const { standard, counts: _, domains: declared, ...rest } = content;
	return {
		code: standard,
		...rest,
		labelRules,
		domains: declared.map(({ code, title, description, chapters }) => ({ code, title, description, chapters })),
		criteria: domains.flatMap((domain) =>
			domain.declared.chapters.flatMap(({ code }) =>
				domain.content.criteria
					.filter(({ chapter }) => chapter === code)
					.map((criterion) => toCriterion(criterion, domain.declared.code)),
			),
		),
	};
}

function toCriterion({ id, levels, ...rest }: CriterionContent, domain: string): Criterion {
	return { id, domain, ...rest, levels: [levels[0], levels[1], levels[2], levels[3]] };
}

function refuse(problems: readonly Problem[]): { readonly ok: false; readonly problems: readonly Problem[] } {
	return { ok: false, problems: inReadingOrder(problems) };
}

function atTop(file: string, message: string, fix: string): Problem {
	return { file, line: 1, column: 1, keyPath: "", message, fix };
}

function fileName(path: string): string {
	return path.split("/").at(-1) ?? path;
}
