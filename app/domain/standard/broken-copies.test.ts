/** Ten ways of breaking the real version 2.0: each one is refused in French, at the right place, with what to do. */
import { beforeAll, describe, expect, test } from "vitest";
import { realFiles } from "../../../tests/fixtures/standard/real-standard";
import { parseStandard } from "./parse-standard";
import { type CriteriaFile, formatProblem } from "./problem";

let real: readonly CriteriaFile[];
beforeAll(async () => {
	real = await realFiles();
});

function textOf(name: string): string {
	return new TextDecoder().decode(real.find(({ path }) => path.endsWith(`/${name}`))?.bytes);
}

function withText(name: string, text: string | Uint8Array): readonly CriteriaFile[] {
	const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
	return real.map((file) => (file.path.endsWith(`/${name}`) ? { path: file.path, bytes } : file));
}

/** Edits one line, found by what it holds; the number of the line is what a problem must name. */
function edit(name: string, line: string, to: string): { files: readonly CriteriaFile[]; at: number } {
	const lines = textOf(name).split("\n");
	const index = lines.findIndex((candidate) => candidate.includes(line));
	if (index === -1) throw new Error(`${name} holds no ${line}`);
	lines[index] = to;
	return { files: withText(name, lines.join("\n")), at: index + 1 };
}

function firstProblem(files: readonly CriteriaFile[]): string {
	const parsed = parseStandard(files);
	if (parsed.ok) throw new Error("accepted");
	return parsed.problems.map(formatProblem)[0] ?? "";
}

const JUR = "criteria/label-cae/2.0/jur.yaml";

describe("a broken copy of the real version is refused", () => {
	test("as it is, it is accepted", () => {
		expect(parseStandard(real)).toMatchObject({ ok: true });
	});

	test("1. unknown key", () => {
		const { files, at } = edit("jur.yaml", "    blocking: true", "    blocking: true\n    bloquant: true");
		expect(firstProblem(files)).toBe(
			`${JUR}:${at + 1}:5 criteria[0].bloquant : La clé « bloquant » est inconnue. → La retirer, ou corriger son nom.`,
		);
	});

	test("2. duplicate id", () => {
		const { files, at } = edit("jur.yaml", "  - id: JUR-02", "  - id: JUR-01");
		expect(firstProblem(files)).toMatch(
			`${JUR}:${at}:5 criteria[1].id : L’identifiant « JUR-01 » est déjà pris par jur.yaml, ligne`,
		);
	});

	test("3. missing descriptor", () => {
		const { files, at } = edit("jur.yaml", "      3: ", "");
		expect(firstProblem(files)).toBe(
			`${JUR}:${at - 4}:5 criteria[0].levels.3 : Le descripteur du niveau 3 manque. → Rédiger le niveau 3 de ce critère.`,
		);
	});

	test("4. wrong type", () => {
		const { files, at } = edit("jur.yaml", "    blocking: true", '    blocking: "oui"');
		expect(firstProblem(files)).toBe(
			`${JUR}:${at}:5 criteria[0].blocking : Vrai ou faux est attendu, et non « oui ». → Écrire true ou false, sans guillemets.`,
		);
	});

	test("5. alias bomb", () => {
		const levels = Array.from({ length: 12 }, (_, index) => {
			const inside =
				index === 0
					? '"lol"'
					: Array(10)
							.fill(`*b${index - 1}`)
							.join(", ");
			return `b${index}: &b${index} [${inside}]`;
		});
		const files = withText("jur.yaml", `${levels.join("\n")}\n${textOf("jur.yaml")}`);
		expect(firstProblem(files)).toMatch(`${JUR}:1:5 : Les ancres (« & ») sont refusées. → Écrire`);
	});

	test("6. a file of 5 MB", () => {
		const files = withText("jur.yaml", textOf("jur.yaml").padEnd(5_000_000, "#\n"));
		expect(firstProblem(files)).toMatch(`${JUR}:1:1 : Le fichier dépasse 1 Mio et n’a pas été lu. → `);
	});

	test("7. unclosed quote", () => {
		const { files } = edit("jur.yaml", "    title: ", '    title: "Objet statutaire');
		expect(firstProblem(files)).toMatch(/^criteria\/label-cae\/2\.0\/jur\.yaml:\d+:\d+ : .+\. → .+\.$/);
	});

	test("8. unknown domain", () => {
		const { files, at } = edit("jur.yaml", "domain: JUR", "domain: DRO");
		expect(firstProblem(files)).toMatch(
			`${JUR}:${at}:1 domain : Le domaine « DRO » n’est pas déclaré dans standard.yaml. → `,
		);
	});

	test("9. weight 1.5", () => {
		const { files, at } = edit("jur.yaml", "    weight: ", "    weight: 1.5");
		expect(firstProblem(files)).toBe(
			`${JUR}:${at}:5 criteria[0].weight : La valeur « 1.5 » n’est pas admise. → Écrire 1, 2 ou 3.`,
		);
	});

	test("10. empty file", () => {
		expect(firstProblem(withText("jur.yaml", ""))).toMatch(`${JUR}:1:1 : Le fichier est vide. → `);
	});
});
