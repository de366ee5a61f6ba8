/** Owns the columns of the experts' table: how each field of a criterion reads in a cell, and which ones may be changed there. */
import { oneParagraph, paragraphs } from "./cell-text";
import type { CriterionEdit } from "./edit-criteria-text";
import type { Applicability, Criterion, ExpectedEvidence, Standard, Term } from "./standard";

type Refused = { readonly message: string; readonly fix: string };
type Changes = { readonly changes: readonly Omit<CriterionEdit, "id">[] };

export interface CriterionColumn {
	readonly title: string;
	readonly width: number;
	/** Key path of the value in the YAML, from the criterion. */
	readonly key: string;
	read(criterion: Criterion): string | number;
	/** Texts in sentences: a number there is a slip of the spreadsheet. */
	readonly prose?: true;
	/** Absent of a column for reading only. `cell` is trimmed, not empty, and not what `read` gives. */
	edit?(cell: string, criterion: Criterion): Changes | Refused;
}

/** Every column, in order; the first one names the criterion. */
export function criterionColumns(standard: Standard): readonly CriterionColumn[] {
	const chapters = new Map(
		standard.domains.flatMap(({ chapters }) => chapters).map(({ code, title }) => [code, title]),
	);
	return [
		{ title: "Identifiant", width: 12, key: "id", read: ({ id }) => id },
		{ title: "Domaine", width: 10, key: "domain", read: ({ domain }) => domain },
		{
			title: "Chapitre",
			width: 24,
			key: "chapter",
			read: ({ chapter }) => `${chapter} ${chapters.get(chapter) ?? ""}`.trim(),
		},
		text("Titre", 30, ["title"], ({ title }) => title),
		choice("Nature", ["kind"], KINDS, ({ kind }) => kind),
		choice("Type", ["type"], TYPES, ({ type }) => type),
		choice("Bloquant", ["blocking"], BLOCKING, ({ blocking }) => blocking),
		choice("Poids", ["weight"], NUMBERS, ({ weight }) => weight),
		choice("Conforme dès le niveau", ["metFrom"], NUMBERS, ({ metFrom }) => metFrom),
		text("Énoncé", 60, ["statement"], ({ statement }) => statement),
		...([0, 1, 2, 3] as const).map((level) =>
			text(`Niveau ${level}`, 40, ["levels", String(level)], ({ levels }) => levels[level]),
		),
		{
			title: "Preuves (une par ligne)",
			width: 45,
			key: "evidence",
			prose: true,
			read: ({ evidence }) => evidence.map(({ label }) => label).join("\n"),
			edit: editEvidence,
		},
		{
			title: "Règles des preuves",
			width: 28,
			key: "evidence rules",
			read: ({ evidence }) => evidence.map(evidenceRule).join("\n"),
		},
		text("Source", 40, ["source", "text"], ({ source }) => source.text),
		choice("Fiabilité de la source", ["source", "confidence"], CONFIDENCES, ({ source }) => source.confidence),
		{
			title: "Public concerné",
			width: 28,
			key: "applicability",
			read: ({ applicability }) => audience(applicability, standard),
		},
		text("Précision", 50, ["guidance"], ({ guidance }) => guidance ?? ""),
	];
}

type Value = CriterionEdit["value"];

/** What is read and written in a cell, for each value of the YAML. */
const KINDS = new Map<Value, string>([
	["mandatory", "obligatoire"],
	["recommended", "recommandé"],
]);
const TYPES = new Map<Value, string>([
	["legalObligation", "obligation légale"],
	["labelRequirement", "exigence du label"],
	["goodPractice", "bonne pratique"],
]);
const BLOCKING = new Map<Value, string>([
	[true, "oui"],
	[false, "non"],
]);
const NUMBERS = new Map<Value, number>([
	[1, 1],
	[2, 2],
	[3, 3],
]);
const CONFIDENCES = new Map<Value, string>([
	["high", "confirmée"],
	["medium", "à relire"],
	["check", "droit en cours de changement"],
]);

function text(
	title: string,
	width: number,
	path: readonly string[],
	read: (criterion: Criterion) => string,
): CriterionColumn {
	const edit = (cell: string, criterion: Criterion): Changes | Refused => {
		const value = oneParagraph(cell);
		if (value === read(criterion)) return { changes: [] };
		return refusedText(value) ?? { changes: [{ path, value }] };
	};
	return { title, width, key: path.join("."), prose: true, read, edit };
}

function choice(
	title: string,
	path: readonly string[],
	values: ReadonlyMap<Value, string | number>,
	read: (criterion: Criterion) => Value,
): CriterionColumn {
	return {
		title,
		width: 16,
		key: path.join("."),
		read: (criterion) => values.get(read(criterion)) ?? "",
		edit: (cell, criterion) => {
			const word = oneParagraph(cell).toLowerCase();
			const found = [...values].find(([, shown]) => String(shown) === word);
			if (found) return { changes: found[0] === read(criterion) ? [] : [{ path, value: found[0] }] };
			return { message: `« ${excerpt(cell)} » n’est pas un choix`, fix: `Écrire ${[...values.values()].join(", ")}` };
		},
	};
}

/** Also cut by a YAML reader: control characters, halves of a character. */
const UNWRITABLE = /[\p{Cc}\p{Cs}\ufffe\uffff]/u;

function refusedText(value: string): Refused | null {
	if (value === "") return { message: "rien ne s’y lit", fix: "Remettre un texte" };
	const found = UNWRITABLE.exec(value)?.[0];
	if (found === undefined) return null;
	const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
	return {
		message: `un caractère illisible (U+${code}) s’y est glissé`,
		fix: "L’effacer, ou saisir le texte au clavier",
	};
}

/** What is shown of a long text. */
function excerpt(cell: string): string {
	const text = oneParagraph(cell);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function editEvidence(cell: string, { evidence }: Criterion): Changes | Refused {
	const lines = paragraphs(cell);
	if (lines.length !== evidence.length) {
		const fix = "Garder une ligne par preuve ; une preuve s’ajoute ou se retire dans le fichier YAML";
		return { message: `${evidence.length} ligne(s) attendue(s), une par preuve`, fix };
	}
	const changes = lines.flatMap((value, index) =>
		value === evidence[index]?.label ? [] : [{ path: ["evidence", index, "label"], value }],
	);
	return changes.map(({ value }) => refusedText(value)).find((refused) => refused !== null) ?? { changes };
}

function evidenceRule({ required, maxAgeMonths }: ExpectedEvidence): string {
	const age = maxAgeMonths === undefined ? "" : `, ${maxAgeMonths} mois au plus`;
	return `${required ? "obligatoire" : "facultative"}${age}`;
}

function audience(applicability: Applicability, { sectors, activities, conditions }: Standard): string {
	const named = (terms: readonly Term[], codes: readonly string[]) =>
		codes.map((code) => terms.find((term) => term.code === code)?.label ?? code).join(", ");
	switch (applicability.scope) {
		case "all":
			return "Toutes les CAE";
		case "sector":
			return `Secteurs : ${named(sectors, applicability.anyOf)}`;
		case "activity":
			return `Activités : ${named(activities, applicability.anyOf)}`;
		case "headcount":
			return `Effectif : ${applicability.min} et plus`;
		case "condition":
			return `Condition : ${named(conditions, [applicability.key])}`;
	}
}
