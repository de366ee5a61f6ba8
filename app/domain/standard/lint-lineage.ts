/** Owns what must hold from one version to the next: every id accounted for once, none given twice. */
import { duplicates } from "./duplicates";
import { lintChange, type OldCriterion, originsOf, type ReportAt } from "./lint-change";
import type { DomainFile } from "./lint-criteria";
import type { StandardFile } from "./lint-standard";
import type { Path, Problem } from "./problem";
import { compareVersions } from "./version-number";

/** The files of one version, well-formed by itself. */
export interface VersionFiles {
	readonly standard: StandardFile;
	readonly domains: readonly DomainFile[];
}

interface Entry extends OldCriterion {
	readonly report: (path: Path, message: string, fix: string) => Problem;
}

/** Problems between the versions of one référentiel, in any order. Each points at the later version. */
export function lintLineage(versions: readonly VersionFiles[]): readonly Problem[] {
	const ordered = [...versions].sort((a, b) => compareVersions(numberOf(a), numberOf(b)));
	return ordered.flatMap((version, index) => {
		const before = ordered[index - 1];
		const wrong = lintPrevious(version, before, ordered.map(numberOf));
		if (wrong.length > 0) return wrong;
		if (!before) return lintFirst(version);
		return [...lintReuse(version, before, ordered.slice(0, index - 1)), ...lintStep(version, before)];
	});
}

function numberOf({ standard }: VersionFiles): string {
	return standard.content.version;
}

function entriesOf({ domains }: VersionFiles): readonly Entry[] {
	return domains.flatMap(({ document, content }) =>
		content.criteria.map((criterion, index) => {
			const report: Entry["report"] = (path, message, fix) =>
				document.problemAt(["criteria", index, ...path], message, fix);
			const { file, line } = report(["id"], "", "");
			return { criterion, report, place: `${file.split("/").at(-1)}, ligne ${line}` };
		}),
	);
}

/** `previous` names the version just before, so that versions follow one another without a loop nor a fork. */
function lintPrevious(version: VersionFiles, before: VersionFiles | undefined, known: readonly string[]): Problem[] {
	const { document, content } = version.standard;
	const { previous } = content;
	const expected = before && numberOf(before);
	if (previous === expected) return [];
	const fix = expected ? `Écrire « previous: "${expected}" »` : "Retirer previous : c’est la première version";
	if (previous === undefined) {
		return [document.problemAt(["version"], "Cette version ne dit pas laquelle elle suit", fix)];
	}
	const message = !known.includes(previous)
		? `La version « ${previous} » n’existe pas`
		: compareVersions(previous, content.version) >= 0
			? `La version « ${previous} » n’est pas antérieure à celle-ci : les versions tourneraient en rond`
			: `La version « ${expected} » est entre « ${previous} » et celle-ci`;
	return [document.problemAt(["previous"], message, fix)];
}

function lintFirst(version: VersionFiles): Problem[] {
	const message = "C’est la première version : rien ne la précède";
	const { document, content } = version.standard;
	const changed = entriesOf(version).filter(({ criterion }) => criterion.change);
	return [
		...changed.map(({ report }) => report(["change"], message, "Retirer change")),
		...content.retired.map((_, index) => document.problemAt(["retired", index], message, "Le retirer de retired")),
	];
}

/** An id that left an older version never comes back. */
function lintReuse(version: VersionFiles, before: VersionFiles, older: readonly VersionFiles[]): Problem[] {
	const lastIds = new Set(entriesOf(before).map(({ criterion }) => criterion.id));
	const holders = new Map(older.flatMap((one) => entriesOf(one).map((entry) => [entry.criterion.id, numberOf(one)])));
	return entriesOf(version).flatMap(({ criterion: { id }, report }) => {
		const holder = holders.get(id);
		if (holder === undefined || lastIds.has(id)) return [];
		const message = `« ${id} » a désigné un critère jusqu’à la version ${holder} : un identifiant ne revient jamais`;
		return [report(["id"], message, "Prendre le premier numéro jamais employé")];
	});
}

function lintStep(version: VersionFiles, before: VersionFiles): Problem[] {
	const old = new Map(entriesOf(before).map((entry) => [entry.criterion.id, entry]));
	const entries = entriesOf(version);
	const problems: Problem[] = [];
	for (const { criterion, report } of entries) {
		const at: ReportAt = (path, message, fix) => problems.push(report(path, message, fix));
		lintChange(criterion, { version: numberOf(before), criteria: old }, at);
	}
	return [...problems, ...lintHeirs(entries, old), ...lintRetired(version, before, old)];
}

/** Whoever takes a criterion over is alone to do so, unless it was split; and a split has two parts at least. */
function lintHeirs(entries: readonly Entry[], old: ReadonlyMap<string, Entry>): Problem[] {
	return [...old.keys()].flatMap((id) => {
		const heirs = entries.filter(({ criterion }) => originsOf(criterion).includes(id));
		const parts = heirs.filter(({ criterion }) => criterion.change?.kind === "split");
		if (parts.length !== heirs.length) {
			const first = heirs.find(({ criterion }) => criterion.id === id) ?? heirs[0];
			const message = `« ${id} » est déjà repris par ${first?.criterion.id}`;
			const fix = "Ne le nommer qu’une fois, ou écrire kind: split à chaque critère qui en est issu";
			const others = heirs.filter((heir) => heir !== first);
			return others.map(({ report }) => report(["change", "from"], message, fix));
		}
		if (parts.length !== 1) return [];
		const fix = `Écrire kind: split et from: [${id}] à l’autre critère qui en est issu, ou choisir un autre kind`;
		return parts.map(({ report }) => report(["change", "kind"], `« ${id} » n’est scindé qu’en un seul critère`, fix));
	});
}

function lintRetired(version: VersionFiles, before: VersionFiles, old: ReadonlyMap<string, Entry>): Problem[] {
	const { document, content } = version.standard;
	const entries = entriesOf(version);
	const living = new Set(entries.map(({ criterion }) => criterion.id));
	const problems: Problem[] = [];
	const at = (path: Path, message: string, fix: string) =>
		problems.push(document.problemAt(["retired", ...path], message, fix));
	for (const [index, { id, replacedBy }] of content.retired.entries()) {
		const heir = entries.find(({ criterion }) => originsOf(criterion).includes(id))?.criterion.id;
		const drop = "L’ôter de retired";
		if (living.has(id)) at([index, "id"], `« ${id} » est retiré, or il est encore dans cette version`, drop);
		else if (!old.has(id)) at([index, "id"], `« ${id} » n’existe pas dans la version ${numberOf(before)}`, drop);
		else if (heir) at([index, "id"], `« ${id} » est retiré, or ${heir} le reprend`, `${drop}, ou du from de ${heir}`);
		if (replacedBy && !living.has(replacedBy)) {
			const fix = "Nommer un critère de cette version, ou retirer replacedBy";
			at([index, "replacedBy"], `« ${replacedBy} » n’existe pas dans cette version`, fix);
		}
	}
	const declared = content.retired.map(({ id }, index) => ({ value: id, path: index }));
	for (const { value, path } of duplicates(declared)) {
		at([path, "id"], `« ${value} » est retiré deux fois`, "N’en garder qu’un");
	}
	const accounted = new Set([...living, ...content.retired.map(({ id }) => id)]);
	for (const { criterion } of entries) for (const id of originsOf(criterion)) accounted.add(id);
	for (const [id, { criterion, place }] of old) {
		if (accounted.has(id)) continue;
		const message = `« ${id} » (${criterion.title}) de la version ${numberOf(before)} a disparu (${place})`;
		at([], message, "L’ajouter à retired avec son motif, ou le nommer dans le from du critère qui le reprend");
	}
	return problems;
}
