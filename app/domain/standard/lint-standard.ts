/** Owns what must hold inside `standard.yaml` beyond its shape: codes, titles, files. Its label rules: compile-label-rules.ts. */
import { duplicates } from "./duplicates";
import type { Path, Problem } from "./problem";
import type { StandardContent } from "./standard-schema";
import type { YamlDocument } from "./yaml-document";

export interface StandardFile {
	readonly document: YamlDocument;
	readonly content: StandardContent;
}

/** Problems of one `standard.yaml`, whose shape is already right. */
export function lintStandard({ document, content }: StandardFile): readonly Problem[] {
	return [...lintFolder(document, content), ...lintCodes(document, content)];
}

/** `criteria/<standard>/<version>/standard.yaml` must say what its folders say. */
function lintFolder(document: YamlDocument, content: StandardContent): readonly Problem[] {
	const [version, standard] = document.path.split("/").slice(0, -1).reverse();
	if (!standard || !version) return [];
	const differs = (key: "standard" | "version", folder: string) =>
		content[key] === folder
			? []
			: [
					document.problemAt(
						[key],
						`« ${content[key]} » n’est pas le nom du dossier « ${folder} »`,
						"Écrire le même des deux côtés",
					),
				];
	return [...differs("standard", standard), ...differs("version", version)];
}

function lintCodes(document: YamlDocument, content: StandardContent): readonly Problem[] {
	const { domains } = content;
	const terms = (["sectors", "activities", "conditions"] as const).flatMap((list) =>
		content[list].map(({ code }, index) => ({ value: code, path: [list, index, "code"], list })),
	);
	const chapters = domains.flatMap((domain, d) =>
		domain.chapters.map((chapter, c) => ({ domain, chapter, path: ["domains", d, "chapters", c] as const })),
	);
	const twice = (what: string, fix: string, entries: readonly { value: string; path: Path }[]) =>
		duplicates(entries).map(({ value, path, first }) => {
			const line = document.problemAt(first, "", "").line;
			return document.problemAt(path, `${what} « ${value} » est déjà pris ligne ${line}`, fix);
		});
	const lists = (["sectors", "activities", "conditions"] as const).flatMap((list) =>
		twice(
			"Le code",
			"Donner un autre code",
			terms.filter((term) => term.list === list),
		),
	);
	const domainEntries = (key: "code" | "title" | "file") =>
		domains.map((domain, index) => ({ value: domain[key], path: ["domains", index, key] }));
	return [
		...lists,
		...twice("Le code", "Donner un autre code", domainEntries("code")),
		...twice("Le titre", "Donner un autre titre", domainEntries("title")),
		...twice("Le fichier", "Un fichier ne porte qu’un domaine", domainEntries("file")),
		...twice(
			"Le code",
			"Donner un autre code",
			chapters.map(({ chapter, path }) => ({ value: chapter.code, path: [...path, "code"] })),
		),
		...twice(
			"Le titre",
			"Donner un autre titre",
			chapters.map(({ chapter, path }) => ({ value: chapter.title, path: [...path, "title"] })),
		),
		...chapters
			.filter(({ domain, chapter }) => !chapter.code.startsWith(`${domain.code}-`))
			.map(({ domain, chapter, path }) => {
				const message = `Le chapitre « ${chapter.code} » est rangé dans le domaine ${domain.code}`;
				return document.problemAt([...path, "code"], message, `Lui donner un code qui commence par ${domain.code}-`);
			}),
	];
}
