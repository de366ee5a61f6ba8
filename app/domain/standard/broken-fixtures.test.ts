/** Every message an author may read is shown by a broken fixture: a rule that comes without one fails here. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const SOURCES =
	/^(criteria-text|yaml-\w+|schema-problems|parse-standard|lint-\w+|compile-label-rules|check-examples)\.ts$/;
/** What no text can bring about, as far as anyone knows: the last resort of a list. */
const NEVER_MET = ["La valeur n’a pas le type attendu", "L’écriture YAML est incorrecte à cet endroit"];
/** What to do is an infinitive; what is wrong is anything else. */
const FIX =
	/^(?:L’|La |Le |N’en |Ne le |Lui en |Lui |En )?(?!fichier|écriture|critère|titre|nombre|chapitre|plancher|caractère)\p{Lu}?\p{Ll}+(?:er|ir|re)(?!\p{L})|^\$\{|^Un fichier ne porte/u;
const NAMES = /^(?:La filière|L’activité|La condition)$/;

const names = readdirSync(import.meta.dirname);
const textOf = (name: string) => readFileSync(`${import.meta.dirname}/${name}`, "utf8");
const sources = names.filter((name) => SOURCES.test(name));
const fixtures = names.filter((name) => name.endsWith(".test.ts") && !import.meta.filename.endsWith(name)).map(textOf);

/** Its fixed parts, in order. */
function messages(source: string): readonly (readonly [message: string, parts: readonly string[]])[] {
	const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
	return [...code.matchAll(/(["`])((?:(?!\1)[^\n\\]|\\.)*)\1/g)].flatMap(([, , text = ""]) => {
		if (!/ /.test(text) || !/^[\p{Lu}«]/u.test(text) || FIX.test(text) || NAMES.test(text)) return [];
		const parts = text.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/).filter((part) => part.trim().length > 2);
		return parts.some((part) => /\p{L}{2}/u.test(part)) && !text.includes(" > ") ? [[text, parts]] : [];
	});
}

test.each(sources)("%s", (name) => {
	const shown = messages(textOf(name)).filter(([message]) => !NEVER_MET.includes(message));
	const missing = shown.filter(
		([, parts]) => !fixtures.some((fixture) => parts.every((part) => fixture.includes(part))),
	);
	expect(missing.map(([message]) => message)).toEqual([]);
});

test("the messages are found at all", () => {
	const all = new Set(sources.flatMap((name) => messages(textOf(name)).map(([message]) => message)));
	expect(all.size).toBeGreaterThan(90);
	expect(all).toContain("Le suivi finit avant de commencer");
	expect(NEVER_MET.filter((message) => !all.has(message))).toEqual([]);
});
