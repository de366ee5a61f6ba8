/** Owns what one criterion says of its change since the previous version, against the criteria it comes from. */
import type { CriterionContent } from "./domain-schema";
import { duplicates } from "./duplicates";
import type { Path } from "./problem";
import type { ChangeKind } from "./standard";

export type ReportAt = (path: Path, message: string, fix: string) => void;

export interface OldCriterion {
	readonly criterion: CriterionContent;
	/** `jur.yaml, ligne 3`. */
	readonly place: string;
}

interface Previous {
	readonly version: string;
	readonly criteria: ReadonlyMap<string, OldCriterion>;
}

const NAMES: Readonly<Record<ChangeKind, string>> = {
	unchanged: "inchangé",
	reworded: "reformulé",
	tightened: "renforcé",
	relaxed: "assoupli",
	new: "nouveau",
	split: "scindé",
	merged: "fusionné",
};

/** Ids of the previous version that a criterion takes over: its own when it says nothing of a change. */
export function originsOf({ id, change }: CriterionContent): readonly string[] {
	if (!change) return [id];
	return change.kind === "new" ? [] : (change.from ?? []);
}

export function lintChange(criterion: CriterionContent, previous: Previous, report: ReportAt): void {
	const { id, change } = criterion;
	const lived = previous.criteria.has(id);
	if (!change && !lived) {
		const message = `« ${id} » n’existe pas dans la version ${previous.version}, et rien ne dit d’où il vient`;
		report(["id"], message, "Ajouter change : kind: new, ou le kind et le from du critère qu’il reprend");
		return;
	}
	const origins = originsOf(criterion);
	if (lived && !origins.includes(id)) {
		const message = `« ${id} » désigne un autre critère dans la version ${previous.version} : un identifiant ne change pas de sens`;
		report(["id"], message, "Prendre le premier numéro jamais employé, ou nommer cet identifiant dans from");
	}
	if (change?.kind === "new") lintNew(change, report);
	else if (change) lintTakenOver(id, change, previous, report);
	const [origin] = origins.map((from) => previous.criteria.get(from));
	const kind = change?.kind ?? "unchanged";
	if (origin && kind === "unchanged") lintUnchanged(criterion, origin, previous.version, report);
	if (origin && kind === "reworded") lintReworded(criterion, origin, previous.version, report);
}

type Change = NonNullable<CriterionContent["change"]>;

function lintNew(change: Change, report: ReportAt): void {
	if (change.from) {
		const fix = "Retirer from, ou écrire le kind qui dit ce que le critère est devenu";
		report(["change", "from"], "Un critère nouveau ne vient d’aucun autre", fix);
	}
	if (change.keepAnswer) {
		report(["change", "keepAnswer"], "Un critère nouveau n’a pas de réponse à garder", "Retirer keepAnswer");
	}
}

function lintTakenOver(id: string, change: Change, previous: Previous, report: ReportAt): void {
	const { kind, from = [], keepAnswer, note } = change;
	const name = NAMES[kind];
	const at: ReportAt = (path, message, fix) => report(["change", ...path], message, fix);
	if (from.length === 0) {
		at(["from"], `Ce critère ${name} ne dit pas de quel critère il vient`, `Ajouter « from: [${id}] »`);
	}
	for (const [index, origin] of from.entries()) {
		if (previous.criteria.has(origin)) continue;
		const fix = `Nommer un identifiant de la version ${previous.version}`;
		at(["from", index], `« ${origin} » n’existe pas dans la version ${previous.version}`, fix);
	}
	for (const { value, path } of duplicates(from.map((value, index) => ({ value, path: ["from", index] })))) {
		at(path, `« ${value} » est écrit deux fois`, "N’en garder qu’un");
	}
	const parents = new Set(from).size;
	if (kind === "merged" && parents === 1) {
		const fix = "Nommer dans from tous les critères qu’il réunit, ou choisir un autre kind";
		at(["from"], "Un critère fusionné en réunit au moins deux", fix);
	}
	if (kind !== "merged" && parents > 1) {
		at(["from"], `Un critère ${name} vient d’un seul critère`, "N’en garder qu’un, ou écrire kind: merged");
	}
	if (kind === "unchanged") {
		if (keepAnswer && keepAnswer !== "carry") {
			at(["keepAnswer"], "Un critère inchangé garde sa réponse", "Écrire carry, ou retirer keepAnswer");
		}
		return;
	}
	if (!keepAnswer) {
		const fix = "Ajouter keepAnswer : carry, carryIfMet, confirm ou reset";
		at(["keepAnswer"], `Ce critère ${name} ne dit pas ce que devient la réponse`, fix);
	}
	const surprising = kind === "tightened" || kind === "split" || kind === "merged";
	if (surprising && keepAnswer && keepAnswer !== "reset" && !note) {
		const fix = "Ajouter note, une phrase pour les dirigeants, ou écrire keepAnswer: reset";
		at(["note"], `Ce critère ${name} garde les réponses sans dire pourquoi`, fix);
	}
}

const CONTENT_KEYS = [
	...["title", "statement", "kind", "type", "blocking", "weight", "metFrom", "levels", "evidence", "source"],
	...["applicability", "guidance"],
] as readonly (keyof CriterionContent)[];

function lintUnchanged(criterion: CriterionContent, old: OldCriterion, version: string, report: ReportAt): void {
	const different = CONTENT_KEYS.filter((key) => !same(criterion[key], old.criterion[key]));
	const [first] = different;
	if (first === undefined) return;
	const message = `Ce critère est donné pour inchangé, or il diffère de la version ${version} (${old.place}) : ${different.join(", ")}`;
	report([first], message, `Reprendre la version ${version} mot pour mot, ou dire dans change ce qui a changé`);
}

function lintReworded(criterion: CriterionContent, old: OldCriterion, version: string, report: ReportAt): void {
	for (const key of ["kind", "blocking", "weight", "metFrom", "applicability"] as const) {
		if (same(withoutNote(criterion[key]), withoutNote(old.criterion[key]))) continue;
		const message = `Un critère reformulé ne change que de mots, or ${key} diffère de la version ${version} (${old.place})`;
		report([key], message, "Reprendre la valeur d’avant, ou écrire kind: tightened ou relaxed");
	}
}

/** The note of an applicability is wording. */
function withoutNote(value: unknown): unknown {
	return typeof value === "object" && value !== null ? { ...value, note: undefined } : value;
}

/** Equality of plain trees; a key without a value is as good as absent. */
function same(a: unknown, b: unknown): boolean {
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
	const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
	return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => same(left[key], right[key]));
}
