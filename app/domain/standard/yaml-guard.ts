/**
 * Owns what is refused in a YAML file before it is parsed: anchors, aliases, tags, directives, several documents, and files
 * too deep or too long. Works on tokens, in one pass: an unguarded parser took 12 s and 1.4 GB on 1 MiB of `[`.
 */
import { CST, Lexer } from "yaml";

/** Real files hold under 7,000 tokens and 6 levels. */
const MAX_TOKENS = 100_000;
const MAX_DEPTH = 16;

export interface Refusal {
	/** Index in the text. */
	readonly offset: number;
	readonly message: string;
	readonly fix: string;
}

const WRITE_IN_FULL = "Écrire la valeur en entier à chaque endroit";

const REFUSED: Readonly<Record<string, readonly [message: string, fix: string]>> = {
	anchor: ["Les ancres (« & ») sont refusées", WRITE_IN_FULL],
	alias: ["Les alias (« * ») sont refusés", `${WRITE_IN_FULL}, ou mettre le texte entre guillemets "…"`],
	tag: ["Les étiquettes de type (« ! ») sont refusées", 'Retirer l’étiquette, ou mettre le texte entre guillemets "…"'],
	"directive-line": ["Les directives (« % ») sont refusées", "Retirer cette ligne"],
	"doc-end": ["Un fichier ne contient qu’un document", "Retirer la ligne « ... »"],
};

/** The first construct the criteria files do without, or null when there is none. Linear in the length of the text. */
export function findRefusedYaml(text: string): Refusal | null {
	const depthAfter = depthGauge();
	let offset = 0;
	let tokens = 0;
	let content = false;
	let scalarNext = false;
	for (const token of new Lexer().lex(text)) {
		tokens += 1;
		if (tokens > MAX_TOKENS) {
			return {
				offset,
				message: "Le fichier contient trop d’éléments",
				fix: "Répartir les critères : un fichier par domaine suffit",
			};
		}
		const type: string = scalarNext ? "text" : (CST.tokenType(token) ?? "text");
		scalarNext = type === "scalar";
		if (type === "scalar" || type === "doc-mode" || type === "flow-error-end") continue;
		const [message, fix] = REFUSED[type] ?? [];
		if (message && fix) return { offset, message, fix };
		if (type === "doc-start" && content) {
			return {
				offset,
				message: "Un fichier ne contient qu’un document",
				fix: "Retirer la ligne « --- » et ce qui la suit",
			};
		}
		if (type !== "newline" && type !== "space" && type !== "comment") content = true;
		if (depthAfter(type, token) > MAX_DEPTH) {
			return {
				offset,
				message: `Plus de ${MAX_DEPTH} niveaux sont imbriqués ici`,
				fix: "Suivre la forme des autres fichiers de critères",
			};
		}
		offset += token.length;
	}
	return null;
}

/** Upper bound of how deep the parser would have to go: indented lines, markers on one line, and brackets. */
function depthGauge(): (type: string, token: string) => number {
	const indents: number[] = [];
	let brackets = 0;
	let markers = 0;
	let column = 0;
	let lineStarts = true;
	return (type, token) => {
		if (type === "flow-seq-start" || type === "flow-map-start") brackets += 1;
		if (type === "flow-seq-end" || type === "flow-map-end") brackets = Math.max(0, brackets - 1);
		if (type === "newline" || (type === "text" && token.endsWith("\n"))) {
			lineStarts = true;
			column = 0;
			if (brackets === 0) markers = 0;
		} else if (lineStarts && type === "space") column += token.length;
		else if (lineStarts && type !== "comment") {
			lineStarts = false;
			if (brackets === 0) {
				while ((indents.at(-1) ?? -1) >= column) indents.pop();
				indents.push(column);
			}
		}
		if (type === "explicit-key-ind" || (brackets === 0 && NESTING.has(type))) markers += 1;
		return indents.length + markers + brackets;
	};
}

const NESTING = new Set(["seq-item-ind", "map-value-ind"]);
