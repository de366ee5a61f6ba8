/** Owns the table of an assessment that a team fills in away from the site: its columns, a row per criterion, and the mark each row bears. Texts are French, for the screen. */
import { cellText } from "../standard/cell-text";
import type { Criterion, Standard } from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";

export const ANSWER_SHEET = "Réponses";
export const READ_FIRST_SHEET = "À lire d’abord";

export interface AnswerColumn {
	readonly key: AnswerColumnKey;
	readonly title: string;
	/** In characters. */
	readonly width: number;
	readonly editable: boolean;
}
export type AnswerColumnKey =
	| "code"
	| "domain"
	| "chapter"
	| "title"
	| "statement"
	| "kind"
	| "level"
	| "reason"
	| "comment"
	| "savedOn"
	| "toConfirm"
	| "mark";

const column = (key: AnswerColumnKey, title: string, width: number, editable = false): AnswerColumn => ({
	key,
	title,
	width,
	editable,
});

export const ANSWER_COLUMNS: readonly AnswerColumn[] = [
	column("code", "Code", 10),
	column("domain", "Domaine", 22),
	column("chapter", "Chapitre", 24),
	column("title", "Titre", 32),
	column("statement", "Énoncé", 55),
	column("kind", "Nature", 14),
	column("level", "Niveau (0 à 3, ou NA)", 12, true),
	column("reason", "Motif si NA", 34, true),
	column("comment", "Commentaire", 60, true),
	column("savedOn", "Enregistré le", 14),
	column("toConfirm", "À confirmer (oui ou non)", 14, true),
	column("mark", "Repère (ne pas changer)", 24),
];

/** What « NA » stands for in a cell. */
export const NOT_APPLICABLE = "NA";

/** One answer as it leaves, with the question. */
export interface ExportedAnswer {
	readonly criterion: Criterion;
	readonly domainTitle: string;
	readonly chapterTitle: string;
	readonly answer: RecordedAnswer;
	/** "2026-03-12", in Paris; null when nothing was ever saved. */
	readonly savedOn: string | null;
}

/** A short text that stands for a longer one: to see an accident, not an attack. */
export type Digest = (text: string) => string;

/** The row of the table, in the order of the columns. An absent text is an empty cell. */
export function answerRow(exported: ExportedAnswer, digest: Digest): readonly (string | number)[] {
	const { criterion, domainTitle, chapterTitle, answer, savedOn } = exported;
	const cells: Readonly<Record<AnswerColumnKey, string | number>> = {
		code: criterion.id,
		domain: `${criterion.domain} ${domainTitle}`.trim(),
		chapter: `${criterion.chapter} ${chapterTitle}`.trim(),
		title: criterion.title,
		statement: criterion.statement,
		kind: kindInCell(criterion),
		level: levelInCell(answer),
		reason: plainText(answer.reason),
		comment: plainText(answer.comment),
		savedOn: savedOn ?? "",
		toConfirm: answer.toConfirm ? "oui" : "",
		mark: markOf(criterion.id, answer.version, answerDigest(answer, digest)),
	};
	return ANSWER_COLUMNS.map(({ key }) => cells[key]);
}

export function kindInCell({ kind, blocking }: Pick<Criterion, "kind" | "blocking">): string {
	return `${kind === "mandatory" ? "obligatoire" : "recommandé"}${blocking ? ", bloquant" : ""}`;
}

export function levelInCell({ level, notApplicable }: Pick<RecordedAnswer, "level" | "notApplicable">) {
	return notApplicable ? NOT_APPLICABLE : (level ?? "");
}

/** `JUR-01 3 1f0c…`: the criterion, the version of its answer when it left, and what the answer said then. */
function markOf(criterionId: string, version: number, said: string): string {
	return `${criterionId} ${version} ${said}`;
}

export interface Mark {
	readonly criterionId: string;
	readonly version: number;
	readonly said: string;
}

/** Null when the cell does not hold a mark any more. */
export function readMark(cell: string): Mark | null {
	const [, criterionId, version, said] = /^(\S{1,40}) (\d{1,9}) ([0-9a-f]{8,64})$/.exec(cell) ?? [];
	if (!criterionId || !version || !said) return null;
	return { criterionId, version: Number(version), said };
}

/** What an answer says, whatever a spreadsheet does to line ends, outer spaces and the signs it cannot hold. */
export function answerDigest(answer: Omit<RecordedAnswer, "version">, digest: Digest): string {
	const { reason, comment, toConfirm = false } = answer;
	return digest(JSON.stringify([levelInCell(answer), plainText(reason), plainText(comment), toConfirm]));
}

/** A spreadsheet is XML, which has no such signs. */
const NOT_IN_XML = /[\p{Cs}\p{Noncharacter_Code_Point}\ufffd]|(?![\t\n\r\u0085])\p{Cc}/gu;

/** A text as it comes back from a spreadsheet that was not changed. */
export function plainText(text: string): string {
	const read = cellText(text.replace(NOT_IN_XML, ""));
	return read.ok ? read.text : "";
}

/** The rows of an assessment: its applicable criteria, in the order of the référentiel. */
export function exportedAnswers(
	standard: Standard,
	criteria: readonly Criterion[],
	recorded: ReadonlyMap<string, { readonly answer: RecordedAnswer; readonly savedOn: string }>,
	unanswered: RecordedAnswer,
): readonly ExportedAnswer[] {
	const domains = new Map(standard.domains.map(({ code, title }) => [code, title]));
	const chapters = new Map(
		standard.domains.flatMap((domain) => domain.chapters).map(({ code, title }) => [code, title]),
	);
	return criteria.map((criterion) => ({
		criterion,
		domainTitle: domains.get(criterion.domain) ?? "",
		chapterTitle: chapters.get(criterion.chapter) ?? "",
		answer: recorded.get(criterion.id)?.answer ?? unanswered,
		savedOn: recorded.get(criterion.id)?.savedOn ?? null,
	}));
}
