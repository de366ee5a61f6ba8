/** Owns what `npm run criteria:check` says of a folder: a line per version that is right, a line per problem, never a stack trace. */
import path from "node:path";
import { checkExamples } from "../../app/domain/standard/check-examples";
import { compareStandards } from "../../app/domain/standard/compare-standards";
import { readContradictions } from "../../app/domain/standard/lint-contradictions";
import { parseVersions } from "../../app/domain/standard/parse-versions";
import { formatProblem, type Problem } from "../../app/domain/standard/problem";
import type { Standard } from "../../app/domain/standard/standard";
import { kindsInWords } from "../../app/messages.comparison.fr";
import { readCriteriaFiles, type StandardFiles } from "../../app/services/standard/read-criteria.server";

export interface CheckReport {
	readonly lines: readonly string[];
	readonly problems: readonly string[];
}

/** @param root holds `criteria/`, or is itself a copy of it. */
export async function checkCriteria(root: string): Promise<CheckReport> {
	const versions = await findVersions(root);
	if (typeof versions === "string") return { lines: [], problems: [versions] };
	if (versions.length === 0) {
		return { lines: [], problems: [`Aucun référentiel sous ${path.join(root, "criteria")}.`] };
	}
	const reports = [...new Set(versions.map(({ standard }) => standard))].map((standard) =>
		checkStandard(versions.filter((version) => version.standard === standard)),
	);
	return {
		lines: reports.flatMap(({ lines }) => lines),
		problems: reports.flatMap(({ problems }) => problems),
	};
}

async function findVersions(root: string): Promise<readonly StandardFiles[] | string> {
	try {
		const inside = await readCriteriaFiles(root);
		const { dir, base } = path.parse(path.resolve(root));
		return inside.length > 0 ? inside : await readCriteriaFiles(dir, base);
	} catch (error) {
		const { code = "", path: where = root } = error as NodeJS.ErrnoException;
		if (code === "") throw error;
		return `${where} n’a pas pu être lu : ${FILE_ERRORS[code] ?? code}.`;
	}
}

const FILE_ERRORS: Readonly<Record<string, string>> = {
	EACCES: "l’accès est refusé. → Donner le droit de le lire",
	EPERM: "l’accès est refusé. → Donner le droit de le lire",
	ENOENT: "il vient de disparaître. → Relancer la vérification",
	ELOOP: "des liens tournent en rond. → Donner le dossier lui-même",
	ENAMETOOLONG: "le nom est trop long. → Le raccourcir",
};

function checkStandard(found: readonly StandardFiles[]): CheckReport {
	const parsed = parseVersions(found.map(({ files }) => files));
	const problems: Problem[] = parsed.flatMap((version) => (version.ok ? [] : version.problems));
	const inOrder = problems.length === 0;
	const lines: string[] = [];
	let before: Standard | null = null;
	for (const [index, version] of parsed.entries()) {
		if (!version.ok) continue;
		const file = found[index]?.examples;
		const examples = file ? checkExamples(version.value, file) : null;
		if (examples?.ok === false) problems.push(...examples.problems);
		const beside = found[index]?.contradictions;
		const contradictions = beside ? readContradictions(version.value, beside) : null;
		if (contradictions?.ok === false) problems.push(...contradictions.problems);
		lines.push(
			summary(version.value, examples?.ok ? examples.count : 0, contradictions?.ok ? contradictions.value.length : 0),
		);
		if (before && inOrder) lines.push(lineageSummary(before, version.value));
		before = version.value;
	}
	return { lines, problems: problems.map(formatProblem) };
}

/** `label-cae 2.0 : 120 critères, 5 domaines, 23 chapitres, 24 exemples vérifiés, 14 contradictions`. */
function summary({ code, version, criteria, domains }: Standard, examples: number, contradictions: number): string {
	const chapters = domains.flatMap((domain) => domain.chapters).length;
	const s = examples > 1 ? "s" : "";
	const held = examples === 0 ? "" : `, ${examples} exemple${s} vérifié${s}`;
	const told = contradictions === 0 ? "" : `, ${contradictions} contradiction${contradictions > 1 ? "s" : ""}`;
	return `${code} ${version} : ${criteria.length} critères, ${domains.length} domaines, ${chapters} chapitres${held}${told}`;
}

/** `label-cae 2.0 depuis la 1.0 : 95 critères inchangés, 4 reformulés, …, 1 retiré`. */
function lineageSummary(previous: Standard, next: Standard): string {
	return `${next.code} ${next.version} depuis la ${previous.version} : ${kindsInWords(compareStandards([previous, next]).counts)}`;
}
