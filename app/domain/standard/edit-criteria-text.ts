/** Owns the change of a few values inside a domain's YAML text: every other character stays as it is. */
import {
	isAlias,
	isCollection,
	isMap,
	isScalar,
	isSeq,
	type ParsedNode,
	parseDocument,
	type Scalar,
	visit,
} from "yaml";
import type { Path } from "./problem";

export interface CriterionEdit {
	/** Of the criterion, e.g. `JUR-01`. */
	readonly id: string;
	/** From the criterion to the value, e.g. `["levels", "2"]`. The value is there already. */
	readonly path: Path;
	readonly value: string | number | boolean;
}

/** Width of the folded texts of a file that has none. */
const FALLBACK_WIDTH = 110;

/**
 * The text of a domain's file with the edits that name one of its criteria; the others are left to other files. A value
 * keeps its style (plain, quoted, folded at the width and indent of its file), unless it can't be written in it: it is then
 * quoted. Without an edit, the very same text.
 * @param text a file that parses; the edits are of its own criteria, on values it holds.
 * @throws when a value can't be found, or the file would not say exactly the edits: never a half-right text.
 */
export function editCriteriaText(text: string, edits: readonly CriterionEdit[]): string {
	const document = parseDocument(text, { version: "1.2", schema: "core" });
	const criteria = document.get("criteria", true);
	if (!isSeq(criteria)) return text;
	const indexes = new Map(criteria.items.map((item, index) => [isMap(item) ? item.get("id") : null, index]));
	const width = foldWidth(document.contents, text);
	const replacements = edits.flatMap(({ id, path, value }) => {
		const index = indexes.get(id);
		if (index === undefined) return [];
		const place = ["criteria", index, ...path.map((step) => (path[0] === "levels" ? toKey(step) : step))];
		const node = document.getIn(place, true);
		if (!isScalar(node) || !node.range) throw new Error(`${id} holds no ${path.join(".")}`);
		const [start, end] = node.range;
		const inFlow = place.some((_, depth) => isFlow(document.getIn(place.slice(0, depth), true)));
		const written = write(node, text.slice(start, end), value, { width, inFlow });
		return [{ place, value, start, end, written }];
	});
	if (replacements.length === 0) return text;
	const edited = [...replacements]
		.sort((a, b) => b.start - a.start)
		.reduce((all, { start, end, written }) => all.slice(0, start) + written + all.slice(end), text);
	for (const { place, value } of replacements) document.setIn(place, value);
	const reread = parseDocument(edited, { version: "1.2", schema: "core" });
	if (reread.errors.length > 0 || JSON.stringify(reread.toJS()) !== JSON.stringify(document.toJS())) {
		throw new Error("The edited text does not say what was asked");
	}
	return edited;
}

/** `levels` has whole numbers for keys. */
function toKey(step: string | number): string | number {
	return typeof step === "string" && /^\d$/.test(step) ? Number(step) : step;
}

function isFlow(node: unknown): boolean {
	return isCollection(node) && !isAlias(node) && node.flow === true;
}

/** The longest line of the folded texts. */
function foldWidth(contents: ParsedNode | null, text: string): number {
	let width = 0;
	visit(contents, {
		Scalar: (_, node) => {
			if (node.type !== "BLOCK_FOLDED" || !node.range) return;
			const [, ...lines] = text.slice(node.range[0], node.range[1]).split(/\r?\n/);
			for (const line of lines) width = Math.max(width, line.length);
		},
	});
	return width || FALLBACK_WIDTH;
}

interface Room {
	readonly width: number;
	readonly inFlow: boolean;
}

function write(node: Scalar, source: string, value: CriterionEdit["value"], { width, inFlow }: Room): string {
	const after = /\s*$/.exec(source)?.[0] ?? "";
	if (typeof value !== "string") return String(value) + after;
	const quoted = `"${value.replace(/[\\"]/g, "\\$&")}"`;
	const candidates = [inStyle(node, source, value, width), quoted];
	const written = candidates.find((candidate) => candidate !== null && says(candidate, value, inFlow));
	if (!written) throw new Error("This text can't be written in YAML");
	return written + after;
}

function inStyle(node: Scalar, source: string, value: string, width: number): string | null {
	switch (node.type) {
		case "PLAIN":
			return value;
		case "QUOTE_SINGLE":
			return `'${value.replaceAll("'", "''")}'`;
		case "BLOCK_FOLDED":
			return inFold(source, value, width);
		default:
			return null;
	}
}

/** The first lines stay while they and the word after them do; what follows is folded anew. */
function inFold(source: string, value: string, width: number): string | null {
	const [head, header, eol, indent] = /^(>-)(\r?\n)( +)/.exec(source) ?? [];
	if (!head || !header || !eol || !indent) return null;
	const old = source
		.trimEnd()
		.slice(header.length + eol.length)
		.split(eol);
	const kept: string[] = [];
	let rest = value;
	for (const [index, line] of old.entries()) {
		const text = line.slice(indent.length);
		const after = old[index + 1]?.slice(indent.length).split(" ")[0];
		if (after === undefined || !`${rest} `.startsWith(`${text} ${after} `)) break;
		kept.push(line);
		rest = rest.slice(text.length + 1);
	}
	const folded: string[] = [];
	for (const word of rest.split(" ")) {
		const line = folded.at(-1);
		if (line === undefined || line.length + 1 + word.length > width) folded.push(indent + word);
		else folded[folded.length - 1] = `${line} ${word}`;
	}
	return [header, ...kept, ...folded].join(eol);
}

/** Whether YAML reads the candidate as this very text, where it will be written. */
function says(candidate: string, value: string, inFlow: boolean): boolean {
	const document = parseDocument(inFlow ? `value: { value: ${candidate}, next: 0 }` : `value: ${candidate}\n`, {
		version: "1.2",
		schema: "core",
	});
	if (document.errors.length > 0 || document.warnings.length > 0) return false;
	// Before any conversion, which throws on an alias (`*a`) of nothing.
	const node = document.getIn(inFlow ? ["value", "value"] : ["value"], true);
	if (!isScalar(node) || node.value !== value) return false;
	const expected = inFlow ? { value: { value, next: 0 } } : { value };
	return JSON.stringify(document.toJS()) === JSON.stringify(expected);
}
