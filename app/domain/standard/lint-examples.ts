/** Owns what must hold of the examples of a version beyond their shape: they name what exists, differ from one another, and expect something. */
import { applicableCriteria } from "./applicability";
import { duplicates } from "./duplicates";
import type { ExampleContent } from "./examples-schema";
import type { Path, Problem } from "./problem";
import { CRITERION_KINDS, type Standard } from "./standard";
import type { YamlDocument } from "./yaml-document";

type Report = (path: Path, message: string, fix: string) => void;

/** Problems of `examples.yaml`, whose shape is already right. */
export function lintExamples(
	standard: Standard,
	document: YamlDocument,
	examples: readonly ExampleContent[],
): readonly Problem[] {
	const problems: Problem[] = [];
	for (const [index, example] of examples.entries()) {
		const report: Report = (path, message, fix) =>
			problems.push(document.problemAt(["examples", index, ...path], message, fix));
		lintProfile(standard, example, report);
		lintAnswers(standard, example, report);
		lintExpected(standard, example, report);
	}
	for (const [key, what, fix] of UNIQUE) {
		const entries = examples.map((example, index) => ({ value: example[key], path: ["examples", index, key] }));
		for (const { value, path, first } of duplicates(entries)) {
			const { line } = document.problemAt(first, "", "");
			problems.push(document.problemAt(path, `${what} « ${value} » est déjà pris ligne ${line}`, fix));
		}
	}
	return problems;
}

const UNIQUE = [
	["id", "L’identifiant", "Prendre le premier repère libre"],
	["title", "Le titre", "Donner à chaque exemple un titre qui le distingue"],
] as const;

const LISTS = {
	sectors: ["La filière", "déclarée"],
	activities: ["L’activité", "déclarée"],
	conditions: ["La condition", "déclarée"],
} as const;

function lintProfile(standard: Standard, { given: { profile } }: ExampleContent, report: Report): void {
	for (const list of ["sectors", "activities", "conditions"] as const) {
		const [noun, declared] = LISTS[list];
		const known = standard[list].map(({ code }) => code);
		for (const [index, code] of profile[list].entries()) {
			if (known.includes(code)) continue;
			const message = `${noun} « ${code} » n’est pas ${declared} dans standard.yaml`;
			report(["given", "profile", list, index], message, `Choisir parmi ${known.join(", ") || "aucun code"}`);
		}
		const entries = profile[list].map((value, index) => ({ value, path: ["given", "profile", list, index] }));
		for (const { value, path } of duplicates(entries)) {
			report(path, `Le code « ${value} » est écrit deux fois`, "N’en garder qu’un");
		}
	}
}

function lintAnswers(standard: Standard, { given: { profile, answers } }: ExampleContent, report: Report): void {
	const asked = applicableCriteria(standard, profile);
	const names = (criteria: Standard["criteria"]) =>
		new Set<string>(criteria.flatMap(({ id, domain, kind }) => [id, domain, kind]));
	const [known, put] = [names(standard.criteria), names(asked)];
	for (const key of CRITERION_KINDS) known.add(key);
	for (const key of Object.keys(answers.except)) {
		const path = ["given", "answers", "except", key];
		if (!known.has(key)) {
			const fix = "Nommer un critère (JUR-01), un domaine (JUR), mandatory ou recommended";
			report(path, `« ${key} » n’existe pas dans cette version`, fix);
		} else if (!put.has(key)) {
			const fix = "Retirer cette réponse, ou corriger le profil";
			report(path, `« ${key} » n’est pas posé à ce profil : cette réponse ne compterait pas`, fix);
		}
	}
}

function lintExpected(standard: Standard, { expect }: ExampleContent, report: Report): void {
	if (Object.values(expect).every((wanted) => wanted === undefined)) {
		report(["expect"], "L’exemple n’attend rien : il ne pourrait pas échouer", "Écrire au moins outcome");
	}
	const ids = new Set(standard.criteria.map(({ id }) => id));
	for (const list of ["asked", "notApplicable"] as const) {
		for (const [index, id] of (expect[list] ?? []).entries()) {
			if (ids.has(id)) continue;
			const path = ["expect", list, index];
			report(path, `Le critère « ${id} » n’existe pas dans cette version`, "Corriger son identifiant, ou l’ôter");
		}
	}
	const codes = standard.domains.map(({ code }) => code);
	for (const [code, figures] of Object.entries(expect.domains ?? {})) {
		const path = ["expect", "domains", code];
		if (!codes.includes(code)) {
			const message = `Le domaine « ${code} » n’est pas déclaré dans standard.yaml`;
			report(path, message, `Choisir parmi ${codes.join(", ")}`);
		} else if (Object.values(figures).every((wanted) => wanted === undefined)) {
			report(path, `L’exemple n’attend rien du domaine ${code}`, "Écrire conformity ou recommended, ou l’ôter");
		}
	}
}
