/** Owns the safe reading of one YAML file: plain values out, and the line and column of each of them. */
import { isMap, isScalar, isSeq, type ParsedNode, parseDocument, type Scalar } from "yaml";
import { readCriteriaText } from "./criteria-text";
import { type CriteriaFile, formatPath, type Path, type Problem } from "./problem";
import { findRefusedYaml } from "./yaml-guard";
import { yamlErrorText } from "./yaml-messages";

export interface YamlDocument {
	readonly path: string;
	/** Null-free tree of plain objects, arrays and scalars, as written. */
	readonly data: unknown;
	/** A problem placed at a key path, or at its nearest parent when the path is not in the file. */
	problemAt(path: Path, message: string, fix: string): Problem;
}

export type YamlReading =
	| { readonly ok: true; readonly value: YamlDocument }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** One syntax error often brings others in its train: the first few are enough to start with. */
const MAX_SYNTAX_PROBLEMS = 5;

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Reads YAML 1.2 without anchors, aliases, tags, merge keys or duplicate keys. Never throws. */
export function readYamlDocument(file: CriteriaFile): YamlReading {
	const read = readCriteriaText(file);
	if (!read.ok) return { ok: false, problems: [read.problem] };
	const position = positionsIn(read.text);
	const at = (offset: number, keyPath: string, message: string, fix: string): Problem => ({
		file: file.path,
		...position(offset),
		keyPath,
		message,
		fix,
	});
	const refused = findRefusedYaml(read.text);
	if (refused) return { ok: false, problems: [at(refused.offset, "", refused.message, refused.fix)] };
	const document = parseDocument(read.text, {
		version: "1.2",
		schema: "core",
		merge: false,
		resolveKnownTags: false,
		customTags: null,
		// Duplicates are found below, in linear time and with the line of the first one.
		uniqueKeys: false,
		prettyErrors: false,
		logLevel: "error",
	});
	const syntax = [...document.errors, ...document.warnings];
	if (syntax.length > 0) {
		const problems = syntax.slice(0, MAX_SYNTAX_PROBLEMS).map(({ code, pos }) => {
			const { message, fix } = yamlErrorText(code);
			return at(pos[0], "", message, fix);
		});
		return { ok: false, problems };
	}
	if (document.contents === null) {
		const fix = "Le compléter, ou le retirer du dossier et de la liste des domaines";
		return { ok: false, problems: [at(0, "", "Le fichier est vide", fix)] };
	}
	const problems: Problem[] = [];
	const offsets = new Map<string, number>([["", document.contents.range[0]]]);
	const data = toPlain(document.contents, [], {
		offsets,
		report: (...problem) => problems.push(at(...problem)),
		position,
	});
	if (problems.length > 0) return { ok: false, problems };
	return {
		ok: true,
		value: {
			path: file.path,
			data,
			problemAt: (path, message, fix) => at(nearestOffset(offsets, path), formatPath(path), message, fix),
		},
	};
}

interface Walk {
	/** Where each key, or list item, starts; by formatted path. */
	readonly offsets: Map<string, number>;
	report(offset: number, keyPath: string, message: string, fix: string): void;
	position(offset: number): { readonly line: number };
}

function toPlain(node: ParsedNode | null, path: Path, walk: Walk): unknown {
	if (isScalar(node)) return node.value;
	if (isSeq<ParsedNode>(node)) {
		return node.items.map((item, index) => {
			const itemPath = [...path, index];
			walk.offsets.set(formatPath(itemPath), item.range[0]);
			return toPlain(item, itemPath, walk);
		});
	}
	if (!isMap<ParsedNode, ParsedNode | null>(node)) return null;
	const plain: Record<string, unknown> = {};
	for (const { key, value } of node.items) {
		const name = isScalar(key) ? keyName(key) : null;
		const offset = key.range[0];
		if (name === null) {
			walk.report(offset, formatPath(path), "Une clé doit être un mot ou un nombre entier", "Écrire « clé: valeur »");
			continue;
		}
		const keyPath = [...path, name];
		const written = formatPath(keyPath);
		if (FORBIDDEN_KEYS.has(name)) walk.report(offset, written, `La clé « ${name} » est refusée`, "La retirer");
		else if (name === "<<")
			walk.report(offset, written, "Les fusions (« << ») sont refusées", "Écrire les clés en entier");
		else if (Object.hasOwn(plain, name)) {
			const first = walk.position(walk.offsets.get(written) ?? 0).line;
			walk.report(
				offset,
				written,
				`La clé « ${name} » est écrite deux fois (déjà ligne ${first})`,
				"N’en garder qu’une",
			);
		} else {
			walk.offsets.set(written, offset);
			plain[name] = toPlain(value, keyPath, walk);
		}
	}
	return plain;
}

/** Keys are names, or the whole numbers of a scale, read as text. */
function keyName(key: Scalar): string | null {
	if (typeof key.value === "string") return key.value;
	return typeof key.value === "number" && Number.isSafeInteger(key.value) ? (key.source ?? String(key.value)) : null;
}

function nearestOffset(offsets: ReadonlyMap<string, number>, path: Path): number {
	for (let length = path.length; length >= 0; length--) {
		const offset = offsets.get(formatPath(path.slice(0, length)));
		if (offset !== undefined) return offset;
	}
	return 0;
}

/** Line and column, from 1, of an index in `text`. */
function positionsIn(text: string): (offset: number) => { readonly line: number; readonly column: number } {
	const starts = [0];
	for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
	return (offset) => {
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if ((starts[middle] as number) <= offset) low = middle;
			else high = middle - 1;
		}
		return { line: low + 1, column: offset - (starts[low] as number) + 1 };
	};
}
