import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LevelChoice } from "./level-choice";
import { TextField } from "./text-field";

describe("TextField", () => {
	it("ties its label, hint and error to the control", () => {
		const html = renderToStaticMarkup(
			<TextField id="date" name="date" label="Date" hint="Un jour ouvré." error="Choisissez une date." />,
		);
		expect(html).toContain('<label for="date">');
		expect(html).toContain('aria-describedby="date-aide date-erreur"');
		expect(html).toContain('id="date-aide"');
		expect(html).toContain('id="date-erreur"');
		expect(html).toContain('aria-invalid="true"');
	});

	it("says nothing of errors when there is none", () => {
		const html = renderToStaticMarkup(<TextField id="nom" name="nom" label="Nom" />);
		expect(html).not.toContain("aria-");
	});
});

describe("LevelChoice", () => {
	const options = ([0, 1, 2, 3] as const).map((level) => ({
		level,
		label: `Niveau ${level}`,
		descriptor: `Texte ${level}`,
	}));

	it("submits the level, or notApplicable, and checks only the answer", () => {
		const html = renderToStaticMarkup(
			<LevelChoice
				name="choice"
				legend="Niveau"
				options={options}
				defaultValue={2}
				notApplicable={{ label: "Non applicable" }}
			/>,
		);
		const values = [...html.matchAll(/<input[^>]*value="([^"]+)"/g)].map((found) => found[1]);
		expect(values).toEqual(["0", "1", "2", "3", "notApplicable"]);
		expect(html.match(/checked=""/g)).toHaveLength(1);
		expect(html).toMatch(/<input[^>]*value="2"[^>]*checked=""|<input[^>]*checked=""[^>]*value="2"/);
	});

	it("checks nothing when there is no answer", () => {
		expect(
			renderToStaticMarkup(<LevelChoice name="choice" legend="Niveau" options={options} defaultValue={null} />),
		).not.toContain("checked");
	});
});
