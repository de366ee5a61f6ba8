/** Owns a comparison of two versions as a terminal shows it: no colour, `[-retiré-]` and `[+ajouté+]`. */
import { formatCount, formatDate } from "../../app/components/text/format";
import type { TextPiece } from "../../app/domain/standard/compare-texts";
import type { CriterionComparison, StandardComparison, StandardFigures } from "../../app/domain/standard/comparison";
import { KEEP_ANSWERS } from "../../app/domain/standard/standard";
import {
	audienceText,
	comparedKindLabel,
	evidenceText,
	keptAnswerLabels,
	kindsInWords,
	labelRuleLabels,
	textFieldLabels,
	traitLabels,
	traitTexts,
} from "../../app/messages.comparison.fr";

const NARROWEST = 40;
const WIDEST = 100;

export function printComparison(comparison: StandardComparison, columns: number): string {
	const width = Math.max(NARROWEST, Math.min(WIDEST, columns));
	const changed = comparison.criteria.filter(({ kind }) => kind !== "unchanged");
	const parts = [summary(comparison), ...changed.map((criterion) => printCriterion(criterion, comparison.terms))];
	return parts
		.flat()
		.map((line) => wrap(line, width))
		.join("\n");
}

function summary({
	code,
	before,
	after,
	through,
	counts,
	kept,
	whole,
	domains,
	rules,
	audiences,
}: StandardComparison): string[] {
	const ways = KEEP_ANSWERS.filter((way) => kept[way] > 0);
	return [
		`${code} ${before.version} (${formatDate(before.publishedOn)}) → ${after.version} (${formatDate(after.publishedOn)})`,
		...(through.length > 0 ? [`En passant par ${through.join(", ")} : chaque étape est dite.`] : []),
		"",
		`${kindsInWords(counts)}.`,
		"",
		"Par domaine",
		...domains.map((domain) => `  ${domain.code} ${domain.title} : ${figures(domain.before, domain.after)}`),
		`  Tout : ${figures(whole.before, whole.after)}`,
		"",
		rules.length === 0 ? "La règle du label ne change pas." : "Règle du label",
		...rules.map(({ rule, before, after }) => `  ${labelRuleLabels[rule]} : ${step(before, after)}`),
		"",
		"Réponses",
		...ways.map((way) => `  ${formatCount(kept[way], "critère")} : ${keptAnswerLabels[way]}`),
		"",
		"Pour qui (critères posés, en plus, en moins)",
		...audiences.map(
			({ audience, before, after, gained, lost }) =>
				`  ${audienceText(audience)} : ${step(before, after)} ; en plus ${ids(gained)} ; en moins ${ids(lost)}`,
		),
	];
}

function figures(before: StandardFigures, after: StandardFigures): string {
	const part = (key: keyof StandardFigures, name: string) => `${name} ${step(before[key], after[key])}`;
	return [
		part("criteria", "critères"),
		part("mandatory", "obligatoires"),
		part("recommended", "recommandés"),
		part("blocking", "bloquants"),
		part("weight", "poids"),
	].join(", ");
}

function printCriterion(criterion: CriterionComparison, terms: Readonly<Record<string, string>>): string[] {
	const { id, title, kind, from, keepAnswer, note, steps, replacedBy, texts, evidence, traits, gathered } = criterion;
	const origin =
		kind === "retired" || (from.length === 1 && from[0] === id) || from.length === 0 ? "" : ` (de ${ids(from)})`;
	return [
		"",
		`${id} · ${title}`,
		`  ${comparedKindLabel(kind)}${origin}${keepAnswer ? ` · ${keptAnswerLabels[keepAnswer]}` : ""}`,
		...(note ? [`  ${note}`] : []),
		...steps.map(
			(one) => `  Version ${one.version} : ${comparedKindLabel(one.kind)}${one.note ? `. ${one.note}` : ""}`,
		),
		...(replacedBy ? [`  Lire ${replacedBy} à la place.`] : []),
		...traits.map((difference) => {
			const { before, after } = traitTexts(difference, terms);
			return `  ${traitLabels[difference.trait]} : [-${before}-] [+${after}+]`;
		}),
		...texts.map(({ field, pieces }) => `  ${textFieldLabels[field]} : ${marked(pieces)}`),
		...evidence.map(({ kind, evidence }) => `  Pièce : ${marked([{ kind, text: evidenceText(evidence) }])}`),
		...gathered.map((other) => `  Réunit aussi ${other.id} : [-${other.title}. ${other.statement}-]`),
	];
}

/** Spaces stay outside the brackets, so that lines break there. */
function marked(pieces: readonly TextPiece[]): string {
	return pieces
		.map(({ kind, text }) => {
			if (kind === "same") return text;
			const [sign, word] = [kind === "added" ? "+" : "-", text.trimEnd()];
			return `[${sign}${word}${sign}]${text.slice(word.length)}`;
		})
		.join("")
		.replace(/-\]\[\+/g, "-] [+")
		.replace(/([-+]\])(?=[\p{L}\p{N}])/gu, "$1 ")
		.trimEnd();
}

function step(before: number, after: number): string {
	return before === after ? String(after) : `${before} → ${after}`;
}

function ids(list: readonly string[]): string {
	return list.length === 0 ? "aucun" : list.join(", ");
}

/** Breaks at spaces; what follows is set under the text, two columns in. */
function wrap(line: string, width: number): string {
	const margin = /^ */.exec(line)?.[0] ?? "";
	const lines: string[] = [];
	let current = "";
	for (const word of line.trimStart().split(" ")) {
		const next = current === "" ? `${margin}${lines.length > 0 ? "  " : ""}${word}` : `${current} ${word}`;
		if (next.length > width && current !== "") {
			lines.push(current);
			current = `${margin}  ${word}`;
		} else current = next;
	}
	return [...lines, current].join("\n");
}
