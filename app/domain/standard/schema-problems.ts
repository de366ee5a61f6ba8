/** Owns the French wording and the place of what a zod schema refuses in a criteria file. */
import type { z } from "zod";
import { formatPath, type Path, type Problem } from "./problem";
import type { YamlDocument } from "./yaml-document";

/** Past this, correcting the first ones is the way to see the others. */
const MAX_PROBLEMS = 50;

type Issue = z.core.$ZodIssue;
type Wording = readonly [message: string, fix: string];

/** Problems of one file against its schema, each at its line; at most 50. */
export function schemaProblems(document: YamlDocument, issues: readonly Issue[]): readonly Problem[] {
	return issues
		.flatMap((issue) => {
			const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
			if (issue.code === "unrecognized_keys") {
				return issue.keys.map((key) =>
					document.problemAt([...path, key], `La clé « ${key} » est inconnue`, "La retirer, ou corriger son nom"),
				);
			}
			return [document.problemAt(path, ...wordingOf(issue, path, valueAt(document.data, path)))];
		})
		.slice(0, MAX_PROBLEMS);
}

function wordingOf(issue: Issue, path: Path, value: unknown): Wording {
	const key = path.at(-1) ?? "";
	if (value === undefined || value === null) return missing(path, value);
	if (issue.code === "too_small" && key === "anyOf") {
		return [
			"La liste est vide : le critère ne s’appliquerait jamais",
			"Nommer au moins un code déclaré, ou écrire { scope: all }",
		];
	}
	if (issue.code === "too_small" && key === "min") {
		return ["Un effectif minimal de 0 s’atteint toujours", "Écrire 1 ou plus, ou { scope: all }"];
	}
	switch (issue.code) {
		case "invalid_type":
			return wrongType(issue.expected, value);
		case "invalid_value":
			return [`La valeur ${show(value)} n’est pas admise`, `Écrire ${either(issue.values.map(String))}`];
		case "invalid_union":
			return key === "scope"
				? [`La valeur ${show(value)} n’est pas admise`, `Écrire ${either(SCOPES)}`]
				: [
						`${typeof value === "object" ? "Ce contenu" : show(value)} n’est pas une réponse`,
						"Écrire un niveau de 0 à 3, unanswered, ou { na: motif }",
					];
		case "too_small":
		case "too_big":
			return outOfRange(issue, value);
		case "invalid_format":
			return wrongForm(path, value);
		default:
			return [`La valeur ${show(value)} n’est pas admise`, "Comparer avec un critère voisin"];
	}
}

const SCOPES = ["all", "sector", "activity", "headcount", "condition"];

function missing(path: Path, value: null | undefined): Wording {
	const key = path.at(-1) ?? "";
	if (path.at(-2) === "levels") {
		return [`Le descripteur du niveau ${key} manque`, `Rédiger le niveau ${key} de ce critère`];
	}
	if (key === "" || typeof key === "number") return ["Cet élément est vide", "Le compléter ou le retirer"];
	return value === null
		? [`La clé « ${key} » n’a pas de valeur`, "Écrire la valeur, ou retirer la clé si elle est facultative"]
		: [`La clé « ${key} » manque`, `Ajouter « ${key}: … » à cet endroit`];
}

const TYPES: Readonly<Record<string, Wording>> = {
	string: ["Un texte est attendu", 'Écrire un texte, entre guillemets "…" s’il ressemble à un nombre'],
	boolean: ["Vrai ou faux est attendu", "Écrire true ou false, sans guillemets"],
	number: ["Un nombre est attendu", "Écrire un nombre, sans guillemets"],
	int: ["Un nombre entier est attendu", "Écrire un nombre entier, sans virgule ni guillemets"],
	array: ["Une liste est attendue", "Écrire chaque élément après un tiret"],
	tuple: ["Une liste est attendue", "Écrire chaque élément après un tiret"],
	object: ["Un groupe de clés est attendu", "Écrire « clé: valeur », une clé par ligne"],
};

function wrongType(expected: string, value: unknown): Wording {
	const [message, fix] = TYPES[expected] ?? ["La valeur n’a pas le type attendu", "Comparer avec un critère voisin"];
	return [`${message}, et non ${show(value)}`, fix];
}

function outOfRange(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, value: unknown): Wording {
	const low = issue.code === "too_small";
	const bound = String(low ? issue.minimum : issue.maximum);
	if (Array.isArray(value)) {
		return [
			value.length === 0 ? "La liste est vide" : `La liste compte ${value.length} élément(s)`,
			`En écrire ${low ? "au moins" : "au plus"} ${bound}`,
		];
	}
	return [`${show(value)} est trop ${low ? "petit" : "grand"}`, `Écrire ${bound} ou ${low ? "plus" : "moins"}`];
}

const FORMS: Readonly<Record<string, string>> = {
	id: "Écrire le code du domaine, un tiret et deux ou trois chiffres : JUR-01",
	chapter: "Écrire le code du domaine, un tiret et une capitale : JUR-A",
	domain: "Écrire trois capitales : JUR",
	replacedBy: "Écrire le code du domaine, un tiret et deux ou trois chiffres : JUR-01",
	version: 'Écrire deux nombres séparés par un point, entre guillemets : "2.0"',
	previous: 'Écrire deux nombres séparés par un point, entre guillemets : "1.0"',
	publishedOn: "Écrire une date qui existe, de la forme AAAA-MM-JJ",
	file: "Écrire un nom simple en minuscules, qui finit par .yaml : jur.yaml",
	asked: "Écrire le code du domaine, un tiret et deux ou trois chiffres : JUR-01",
	notApplicable: "Écrire le code du domaine, un tiret et deux ou trois chiffres : JUR-01",
	conformity: "Écrire deux nombres entiers séparés par une barre : 171/190",
	recommended: "Écrire deux nombres entiers séparés par une barre : 11/22",
	maturity: "Écrire deux nombres entiers séparés par une barre : 425/663",
	standard: "Écrire le nom du dossier, en minuscules et tirets : label-cae",
};

function wrongForm(path: Path, value: unknown): Wording {
	if (typeof value === "string" && value.trim() === "") return ["Le texte est vide", "L’écrire"];
	const key = String(path.at(-1));
	const inChapters = formatPath(path).includes("chapters[");
	const inDomains = path[0] === "domains" && key === "code";
	const inList = typeof path.at(-1) === "number" ? String(path.at(-2)) : key;
	const form = inList === "from" ? "id" : inList;
	if (path[0] === "examples" && key === "id")
		return [`${show(value)} n’a pas la forme attendue`, "Écrire une capitale et deux ou trois chiffres : G06, G06b"];
	const fix = key === "code" && inChapters ? FORMS.chapter : inDomains ? FORMS.domain : FORMS[form];
	return [
		`${show(value)} n’a pas la forme attendue`,
		fix ?? "Écrire un code en minuscules sans accent, mots séparés par « _ » : agri_rural",
	];
}

function valueAt(data: unknown, path: Path): unknown {
	let value = data;
	for (const step of path) {
		if (typeof value !== "object" || value === null) return undefined;
		value = (value as Record<string | number, unknown>)[step];
	}
	return value;
}

function show(value: unknown): string {
	if (Array.isArray(value)) return "une liste";
	if (typeof value === "object" && value !== null) return "un groupe de clés";
	const text = String(value);
	return `« ${text.length > 60 ? `${text.slice(0, 60)}…` : text} »`;
}

function either(values: readonly string[]): string {
	return values.length === 1 ? `${values[0]}` : `${values.slice(0, -1).join(", ")} ou ${values.at(-1)}`;
}
