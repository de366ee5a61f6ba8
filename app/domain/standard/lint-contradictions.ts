/** Owns the reading of the contradictions of a version: they name criteria that exist, can happen, and are said once. */
import type { AnswerCondition, Contradiction } from "./contradiction";
import { type ConditionContent, contradictionsSchema } from "./contradictions-schema";
import { duplicates } from "./duplicates";
import type { ParsedStandard } from "./parse-standard";
import { type CriteriaFile, inReadingOrder, type Path, type Problem } from "./problem";
import { readAs } from "./read-as";
import type { Standard } from "./standard";

export type ReadContradictions =
	| { readonly ok: true; readonly value: readonly Contradiction[] }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads `contradictions.yaml` against its version: every problem with its place and what to do. Never throws, whatever the bytes.
 * Source: R-143.
 */
export function readContradictions(standard: Standard, file: CriteriaFile): ReadContradictions {
	const read = readAs(file, contradictionsSchema);
	if (!read.ok) return read;
	const { document, content } = read;
	const problems: Problem[] = [];
	const report = (path: Path, message: string, fix: string) => problems.push(document.problemAt(path, message, fix));
	const known = new Set(standard.criteria.map(({ id }) => id));
	for (const [index, { between }] of content.contradictions.entries()) {
		const at = ["contradictions", index, "between"];
		for (const [place, condition] of between.entries()) {
			if (!known.has(condition.criterion)) {
				const message = `Le critère « ${condition.criterion} » n’est pas dans cette version`;
				report([...at, place, "criterion"], message, "Corriger son identifiant, ou ôter cette contradiction");
			}
			const wrong = wrongIn(condition);
			if (wrong) report([...at, place, ...wrong.key], wrong.message, wrong.fix);
		}
		const ids = between.map(({ criterion }, place) => ({ value: criterion, path: [...at, place, "criterion"] }));
		for (const { value, path } of duplicates(ids)) {
			report(path, `Le critère « ${value} » ne peut pas se contredire lui-même`, "Nommer deux critères différents");
		}
	}
	const unique = [
		["Le repère", "Prendre le premier repère libre", "id", ({ id }: { id: string }) => id],
		[
			"Le message",
			"Dire chaque contradiction une seule fois",
			"message",
			({ message }: { message: string }) => message,
		],
	] as const;
	for (const [what, fix, key, value] of unique) {
		const entries = content.contradictions.map((one, index) => {
			return { value: value(one), path: ["contradictions", index, key] };
		});
		for (const { path, first, ...said } of duplicates(entries)) {
			const { line } = document.problemAt(first, "", "");
			report(path, `${what} « ${said.value} » est déjà écrit ligne ${line}`, fix);
		}
	}
	const sets = content.contradictions.map(({ between }, index) => {
		return { value: between.map(inWords).sort().join(" "), path: ["contradictions", index, "between"] };
	});
	for (const { path, first } of duplicates(sets)) {
		const { line } = document.problemAt(first, "", "");
		report(path, `Les mêmes réponses se contredisent déjà ligne ${line}`, "Garder une seule des deux");
	}
	if (problems.length > 0) return { ok: false, problems: inReadingOrder(problems) };
	return {
		ok: true,
		value: content.contradictions.map(({ id, between, message }) => ({ id, message, between: between.map(compiled) })),
	};
}

/** A version that is right by itself is refused when what contradicts itself in it is badly written. */
export function withContradictions(parsed: ParsedStandard, file: CriteriaFile | undefined): ParsedStandard {
	if (!parsed.ok || !file) return parsed;
	const read = readContradictions(parsed.value, file);
	return read.ok ? parsed : read;
}

/** What makes a condition mean nothing, or never happen. */
function wrongIn({ atLeast, atMost, notApplicable }: ConditionContent) {
	if (notApplicable) {
		if (atLeast === undefined && atMost === undefined) return null;
		const message = "Non applicable, un critère n’a pas de niveau";
		return { key: ["notApplicable"], message, fix: "Garder notApplicable seul, ou l’ôter" };
	}
	if (atLeast === undefined && atMost === undefined) {
		const message = "La condition ne dit pas quelle réponse elle attend";
		return { key: [], message, fix: "Écrire atLeast, atMost ou notApplicable" };
	}
	if ((atLeast ?? 0) > (atMost ?? 3)) {
		const message = `Aucun niveau n’est à la fois au moins ${atLeast} et au plus ${atMost}`;
		return { key: ["atMost"], message, fix: "Corriger l’un des deux niveaux" };
	}
	if ((atLeast ?? 0) === 0 && (atMost ?? 3) === 3) {
		const message = "Toute réponse remplit cette condition";
		return {
			key: atLeast === undefined ? ["atMost"] : ["atLeast"],
			message,
			fix: "Choisir un niveau qui écarte quelque chose",
		};
	}
	return null;
}

function compiled({ criterion, atLeast = 0, atMost = 3, notApplicable }: ConditionContent): AnswerCondition {
	return notApplicable ? { criterion, notApplicable } : { criterion, atLeast, atMost };
}

function inWords({ criterion, atLeast = 0, atMost = 3, notApplicable }: ConditionContent): string {
	return notApplicable ? `${criterion} sans` : `${criterion} ${atLeast}-${atMost}`;
}
