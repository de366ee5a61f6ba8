import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { StandardVersion } from "./standard-version";

const first = { version: "1.0", publishedOn: "2023-01-16" };
const second = { version: "2.0", publishedOn: "2026-01-01" };

it("says the number and the day of publication, of each version the figures come from", () => {
	expect(renderToStaticMarkup(<StandardVersion versions={[first]} />)).toBe(
		'<span class="soft">Référentiel\u00a01.0, publié le 16\u00a0janvier\u00a02023</span>',
	);
	expect(renderToStaticMarkup(<StandardVersion versions={[first, second]} />)).toContain(
		"2023\u202f; Référentiel\u00a02.0, publié le 1er\u00a0janvier\u00a02026",
	);
});
