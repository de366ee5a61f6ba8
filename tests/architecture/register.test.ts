/** The register of processing says what the retention job does and what the public page prints. */
import { describe, expect, it } from "vitest";
import { BROWSER_STORAGE, PURPOSES } from "~/domain/access/processing";
import { KEPT_RECORDS, RETENTION_RULES, retentionDelay } from "~/domain/access/retention";
import { retentionEffectLabels } from "~/messages.fr";
import { appSources, read } from "./source-files";

const register = read("docs/registre-traitements.md");

/** Rows of the table under a heading, without its head. */
function tableUnder(heading: string): readonly string[] {
	const [, after = ""] = register.split(`\n## ${heading}\n`);
	const [section = ""] = after.split("\n## ");
	return section
		.split("\n")
		.filter((line) => line.startsWith("|"))
		.slice(2);
}

const row = (...cells: readonly string[]) => `| ${cells.join(" | ")} |`;

describe("register of processing", () => {
	it("gives the delays that the job applies", () => {
		expect(tableUnder("Durées de conservation appliquées chaque jour")).toEqual(
			RETENTION_RULES.map(({ table, what, days, since, effect, reason }) =>
				row(what, `\`${table}\``, `${retentionDelay(days)} après ${since}`, retentionEffectLabels[effect], reason),
			),
		);
	});

	it("says what no delay removes", () => {
		expect(tableUnder("Ce qu’aucun délai n’efface")).toEqual(
			KEPT_RECORDS.map(({ what, until, reason }) => row(what, until, reason)),
		);
	});

	it("gives the purposes that the public page prints", () => {
		expect(tableUnder("Finalités")).toEqual(
			PURPOSES.map(({ purpose, records, basis, readers }) => row(purpose, records, basis, readers)),
		);
	});

	it("knows every cookie of the code", () => {
		const named = appSources
			.filter((file) => /^app\/(auth|routes|server)\//.test(file))
			.flatMap((file) => [...read(file).matchAll(/"(label_\w+)"/g)].map(([, name]) => name));
		const announced = BROWSER_STORAGE.map(({ name }): string => name);
		expect(named.length).toBeGreaterThan(0);
		const message = "announce it in app/domain/access/processing.ts and in docs/registre-traitements.md";
		expect(
			named.filter((name) => !announced.includes(name ?? "")),
			message,
		).toEqual([]);
	});

	it("names what stays in the browser", () => {
		expect(tableUnder("Dans le navigateur")).toEqual(
			BROWSER_STORAGE.map(({ name, kind, what, until }) => row(`\`${name}\``, kind, what, until)),
		);
	});
});
