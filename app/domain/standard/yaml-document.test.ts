import { describe, expect, test } from "vitest";
import { MAX_FILE_BYTES } from "./criteria-text";
import { readYamlDocument } from "./yaml-document";

function read(text: string | Uint8Array) {
	const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
	return readYamlDocument({ path: "f.yaml", bytes });
}

/** `line:column keyPath message` of each problem. */
function problems(text: string | Uint8Array): string[] {
	const result = read(text);
	if (result.ok) return [];
	for (const { file, fix } of result.problems) expect([file, fix.length > 5]).toEqual(["f.yaml", true]);
	return result.problems.map(({ line, column, keyPath, message }) => `${line}:${column} ${keyPath} ${message}`);
}

describe("readYamlDocument", () => {
	test("gives plain values, and the place of a key, of a list item, or of the nearest parent", () => {
		const result = read('a: 1\nb:\n  - c: "x"\n    0: y\n  - { d: true }\ne: 2026-01-15\n');
		if (!result.ok) throw new Error("unexpected");
		expect(result.value.data).toEqual({ a: 1, b: [{ c: "x", 0: "y" }, { d: true }], e: "2026-01-15" });
		const at = (...path: (string | number)[]) => {
			const { line, column, keyPath } = result.value.problemAt(path, "m", "f");
			return [line, column, keyPath];
		};
		expect(at("a")).toEqual([1, 1, "a"]);
		expect(at("b", 0)).toEqual([3, 5, "b[0]"]);
		expect(at("b", 0, "0")).toEqual([4, 5, "b[0].0"]);
		expect(at("b", 1, "d")).toEqual([5, 7, "b[1].d"]);
		expect(at("b", 1, "missing", "deep")).toEqual([5, 5, "b[1].missing.deep"]);
		expect(at("missing")).toEqual([1, 1, "missing"]);
	});

	test.each([
		["anchor", "a: 1\nb: &x 2\n", "2:4  Les ancres (« & ») sont refusées"],
		["alias", "a: 1\nb: *x\n", "2:4  Les alias (« * ») sont refusés"],
		["tag", "a: !!str 1\n", "1:4  Les étiquettes de type (« ! ») sont refusées"],
		["local tag", "a: !x 1\n", "1:4  Les étiquettes de type (« ! ») sont refusées"],
		["directive", "%YAML 1.1\n---\na: 1\n", "1:1  Les directives (« % ») sont refusées"],
		["second document", "a: 1\n---\nb: 1\n", "2:1  Un fichier ne contient qu’un document"],
		["end of document", "a: 1\n...\n", "2:1  Un fichier ne contient qu’un document"],
		["merge key", "a:\n  <<: { b: 1 }\n", "2:3 a.<< Les fusions (« << ») sont refusées"],
		["__proto__", "a: 1\n__proto__: { b: 1 }\n", "2:1 __proto__ La clé « __proto__ » est refusée"],
		["constructor", "a: { constructor: 1 }\n", "1:6 a.constructor La clé « constructor » est refusée"],
		["duplicate key", "a: 1\nb: 2\na: 3\n", "3:1 a La clé « a » est écrite deux fois (déjà ligne 1)"],
		["same key, number and text", 'a: { 0: x, "0": y }\n', "1:12 a.0 La clé « 0 » est écrite deux fois (déjà ligne 1)"],
		["key that is a list", "? [a]\n: b\n", "1:3  Une clé doit être un mot ou un nombre entier"],
		["key that is nothing", "~: b\n", "1:1  Une clé doit être un mot ou un nombre entier"],
		["empty file", "", "1:1  Le fichier est vide"],
		["only comments", "# rien\n", "1:1  Le fichier est vide"],
		["tab", "a:\n\tb: 1\n", "2:1  Une tabulation décale cette ligne"],
		["colon in a text", "a: b: c\n", "1:4  Un « : » se trouve au milieu d’un texte sans guillemets"],
		[
			"bad indent",
			"a:\n  b: 1\n c: 2\n",
			"3:1  L’alignement de cette ligne ne correspond à aucune de celles du dessus",
		],
		["quote left open", 'a: "b\n', "2:1  Il manque un signe : guillemet, crochet, accolade ou deux-points"],
		["key over two lines", "a\nb: 1\n", "1:1  Une clé s’étend sur plusieurs lignes, ou son « : » manque"],
		[
			"key too long",
			`${"a".repeat(1100)}: 1\n`,
			"1:1  Une clé est trop longue : un guillemet ou un « : » manque sans doute plus haut",
		],
		["dash between braces", "a: {b: 1, - c}\n", "1:11  Une liste à tirets se trouve entre crochets ou accolades"],
		["text that starts with @", "a: @b\n", "1:4  Un texte ne peut pas commencer par ce signe"],
		["backslash between quotes", 'a: "\\q"\n', "1:5  Une barre oblique inverse est mal employée entre guillemets"],
		["bracket too many", "a: [b]]\n", "1:7  Un signe n’a pas sa place ici"],
		["prototype", "a:\n  - prototype: 1\n", "2:5 a[0].prototype La clé « prototype » est refusée"],
		["too many elements", "a: 1,\n".repeat(60_000), "14286:4  Le fichier contient trop d’éléments"],
		["10 MB", "#".repeat(10_000_000), "1:1  Le fichier dépasse 1 Mio et n’a pas été lu"],
		["a carriage return alone", "a: 1\rb: 2\n", "1:5  Un caractère de contrôle invisible (U+000D) s’est glissé ici"],
		["byte order mark", "\uFEFFa: 1\n", "1:1  Le fichier commence par une marque d’ordre d’octets (BOM)"],
		["NUL", "a: 1\nb: x\u0000y\n", "2:5  Un caractère de contrôle invisible (U+0000) s’est glissé ici"],
	])("refuses: %s", (_, text, expected) => {
		expect(problems(text)[0]).toBe(expected);
	});

	test("names the line that is not UTF-8", () => {
		const bytes = new Uint8Array([...new TextEncoder().encode("a: 1\nb: é\nc: "), 0xe9, 10]);
		expect(problems(bytes)).toEqual(["3:1  Cette ligne n’est pas du texte UTF-8"]);
	});

	test("a file over 1 MiB is refused unread", () => {
		expect(problems(new Uint8Array(MAX_FILE_BYTES + 1).fill(0x61))).toEqual([
			"1:1  Le fichier dépasse 1 Mio et n’a pas été lu",
		]);
		expect(problems(`# ${"a".repeat(MAX_FILE_BYTES - 3)}\n`)).toEqual(["1:1  Le fichier est vide"]);
	});

	test("__proto__ never reaches an object", () => {
		read('__proto__: { polluted: true }\n"__proto__": 1\n');
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	test.each([
		["[", "["],
		["{", "{"],
		["nested braces with keys", "{a: "],
		["dashes", "- "],
		["question marks", "? "],
		["closing brackets", "]"],
		["quotes", '"'],
		["documents", "---\n"],
		["comments", "#\n"],
		["lines", "a: 1\n"],
		["commas", "[,"],
		["tags", "!a "],
	])("a file stuffed with %s is refused at once", { timeout: 30_000 }, (_, piece) => {
		const text = piece.repeat(Math.floor((MAX_FILE_BYTES - 16) / piece.length));
		const before = process.cpuUsage();
		expect(problems(text).length).toBeGreaterThan(0);
		const { user, system } = process.cpuUsage(before);
		expect((user + system) / 1e6).toBeLessThan(5);
	});

	test("indentation too deep is refused", () => {
		const text = Array.from({ length: 40 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
		expect(problems(text)).toEqual(["16:17  Plus de 16 niveaux sont imbriqués ici"]);
	});
});
