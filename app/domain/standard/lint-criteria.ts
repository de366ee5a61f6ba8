/** Owns what must hold of the criteria of a version beyond their shape: references, coherence, declared counts. */
import { callsLabelCertified, textsIn } from "./certified-wording";
import type { CriterionContent, DomainContent } from "./domain-schema";
import { duplicates } from "./duplicates";
import type { StandardFile } from "./lint-standard";
import type { Path, Problem } from "./problem";
import type { StandardContent } from "./standard-schema";
import type { YamlDocument } from "./yaml-document";

export interface DomainFile {
	readonly document: YamlDocument;
	readonly content: DomainContent;
	/** The domain of `standard.yaml` that names this file. */
	readonly declared: StandardContent["domains"][number];
}

type Report = (path: Path, message: string, fix: string) => void;

/** Problems across a version, whose files all have the right shape. */
export function lintCriteria(standard: StandardFile, domains: readonly DomainFile[]): readonly Problem[] {
	const problems = domains.flatMap((domain) => lintDomain(standard.content, domain));
	return [
		...problems,
		...lintTwins(domains),
		...lintCounts(standard, domains),
		...[standard, ...domains].flatMap(({ document, content }) => lintWording(document, content)),
	];
}

function lintDomain(standard: StandardContent, { document, content, declared }: DomainFile): readonly Problem[] {
	const problems: Problem[] = [];
	const report: Report = (path, message, fix) => problems.push(document.problemAt(path, message, fix));
	if (content.domain !== declared.code) {
		const known = standard.domains.some(({ code }) => code === content.domain);
		report(
			["domain"],
			known
				? `standard.yaml range ce fichier dans le domaine ${declared.code}, et non ${content.domain}`
				: `Le domaine « ${content.domain} » n’est pas déclaré dans standard.yaml`,
			`Écrire ${declared.code}, ou corriger la liste des domaines de standard.yaml`,
		);
		return problems;
	}
	for (const [index, criterion] of content.criteria.entries()) {
		const at: Report = (path, message, fix) => report(["criteria", index, ...path], message, fix);
		lintCriterion(criterion, declared, at);
		lintApplicability(criterion, standard, at);
	}
	return problems;
}

function lintCriterion(criterion: CriterionContent, domain: DomainFile["declared"], report: Report): void {
	const { id, chapter, kind, type, blocking } = criterion;
	if (!id.startsWith(`${domain.code}-`)) {
		report(
			["id"],
			`L’identifiant « ${id} » ne commence pas par le code du domaine`,
			`Écrire un identifiant qui commence par ${domain.code}-`,
		);
	}
	if (!domain.chapters.some(({ code }) => code === chapter)) {
		const known = domain.chapters.map(({ code }) => code).join(", ");
		report(
			["chapter"],
			`Le chapitre « ${chapter} » n’est pas déclaré dans le domaine ${domain.code}`,
			`Choisir parmi ${known}, ou le déclarer dans standard.yaml`,
		);
	}
	const expected = type === "goodPractice" ? "recommended" : "mandatory";
	if (kind !== expected) {
		report(
			["kind"],
			`Un critère de type ${type} ne peut pas être ${kind}`,
			`Écrire kind: ${expected}, ou corriger le type`,
		);
	}
	if (blocking && kind === "recommended") {
		report(
			["blocking"],
			"Un critère recommandé ne peut pas être bloquant",
			"Écrire blocking: false, ou rendre le critère obligatoire",
		);
	}
}

const LISTS = {
	sector: ["sectors", "La filière", "déclarée"],
	activity: ["activities", "L’activité", "déclarée"],
	condition: ["conditions", "La condition", "déclarée"],
} as const;

function lintApplicability({ applicability }: CriterionContent, standard: StandardContent, report: Report): void {
	if (applicability.scope === "all" || applicability.scope === "headcount") return;
	const [list, noun, declared] = LISTS[applicability.scope];
	const known = standard[list].map(({ code }) => code);
	const fix = `Choisir parmi ${known.join(", ") || "aucun code"}, ou l’ajouter à ${list} dans standard.yaml`;
	const check = (code: string, path: Path) => {
		if (!known.includes(code))
			report(
				["applicability", ...path],
				`${noun} « ${code} » n’est pas ${declared} : le critère ne s’appliquerait jamais`,
				fix,
			);
	};
	if (applicability.scope === "condition") {
		check(applicability.key, ["key"]);
		return;
	}
	for (const [index, code] of applicability.anyOf.entries()) check(code, ["anyOf", index]);
	const entries = applicability.anyOf.map((value, index) => ({ value, path: ["anyOf", index] }));
	for (const { value, path } of duplicates(entries)) {
		report(["applicability", ...path], `Le code « ${value} » est écrit deux fois`, "N’en garder qu’un");
	}
}

/** Ids and titles are unique in the whole version. */
function lintTwins(domains: readonly DomainFile[]): readonly Problem[] {
	const twins = (key: "id" | "title", what: string, fix: string) => {
		const entries = domains.flatMap(({ document, content }) =>
			content.criteria.map((criterion, index) => ({
				value: criterion[key],
				path: (message: string) => document.problemAt(["criteria", index, key], message, fix),
			})),
		);
		return duplicates(entries).map(({ value, path, first }) => {
			const { file, line } = first("");
			return path(`${what} « ${value} » est déjà pris par ${file.split("/").at(-1)}, ligne ${line}`);
		});
	};
	return [
		...twins(
			"id",
			"L’identifiant",
			"Prendre le premier numéro libre : un identifiant ne sert qu’une fois, pour toujours",
		),
		...twins("title", "Le titre", "Donner à chaque critère un titre qui le distingue"),
	];
}

function lintCounts({ document, content }: StandardFile, domains: readonly DomainFile[]): readonly Problem[] {
	const criteria = domains.flatMap((domain) => domain.content.criteria);
	const problems: Problem[] = [];
	const compare = (path: Path, declared: number, found: number, what: string) => {
		if (declared === found) return;
		const message = `Le nombre annoncé est ${declared}, or il y a ${found} ${what}`;
		problems.push(document.problemAt(path, message, `Écrire ${found}, ou compléter ce qui manque`));
	};
	compare(["counts", "criteria"], content.counts.criteria, criteria.length, "critères");
	compare(["counts", "domains"], content.counts.domains, content.domains.length, "domaines");
	const chapters = content.domains.flatMap((domain) => domain.chapters);
	compare(["counts", "chapters"], content.counts.chapters, chapters.length, "chapitres");
	for (const [d, domain] of content.domains.entries()) {
		const own = domains.find(({ declared }) => declared === domain)?.content.criteria ?? [];
		compare(["domains", d, "counts", "criteria"], domain.counts.criteria, own.length, "critères");
		for (const [c, { code }] of domain.chapters.entries()) {
			if (own.some(({ chapter }) => chapter === code)) continue;
			problems.push(
				document.problemAt(
					["domains", d, "chapters", c],
					`Le chapitre ${code} n’a aucun critère`,
					"Lui en donner un, ou le retirer",
				),
			);
		}
	}
	return problems;
}

function lintWording(document: YamlDocument, content: unknown): readonly Problem[] {
	return textsIn(content)
		.filter(([, text]) => callsLabelCertified(text))
		.map(([path]) =>
			document.problemAt(
				path,
				"Le label n’est pas une certification : « certifié » est refusé ici",
				"Écrire « labellisé »",
			),
		);
}
