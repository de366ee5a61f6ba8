import { inflateSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { drawStandard } from "./draw-standard.server";

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** What the compressed streams hold, one text each. */
function streamsOf(pdf: Buffer): string[] {
	const text = pdf.toString("latin1");
	return [...text.matchAll(/\/FlateDecode[\s\S]*?stream\r?\n/g)].flatMap((found) => {
		const start = found.index + found[0].length;
		const end = text.indexOf("endstream", start);
		try {
			return [inflateSync(pdf.subarray(start, end)).toString("latin1")];
		} catch {
			return [];
		}
	});
}

describe("the PDF of the référentiel", () => {
	let pdf: Buffer;
	beforeAll(async () => {
		pdf = await drawStandard({ standard: await realStandard(), contentHash: "réel", terms: {} });
	}, 60_000);

	it("is tagged: language, title, a heading for each domain, chapter and criterion", () => {
		const text = pdf.toString("latin1");
		expect(text.startsWith("%PDF-1.7")).toBe(true);
		expect(text).toMatch(/\/Marked true/);
		expect(text).toMatch(/\/Lang \(fr-FR\)/);
		expect(text).toMatch(/\/DisplayDocTitle true/);
		expect(count(text, /\/S \/H1\b/g)).toBe(1 + 2 + 5);
		expect(count(text, /\/S \/H2\b/g)).toBe(23);
		expect(count(text, /\/S \/H3\b/g)).toBe(120);
		expect(count(text, /\/Type \/Page\b(?!s)/g)).toBeGreaterThan(30);
	});

	it("embeds fonts that have the narrow no-break space of French", () => {
		const maps = streamsOf(pdf).filter((stream) => stream.includes("begincmap"));
		expect(maps.length).toBe(3);
		expect(maps.filter((map) => /<202f>/i.test(map)).length).toBeGreaterThan(0);
	});

	it("is drawn once, however many ask for it", async () => {
		const version = { standard: smallStandard(), contentHash: "petit", terms: {} };
		const [first, second] = await Promise.all([drawStandard(version), drawStandard(version)]);
		expect(second).toBe(first);
		expect(count(first.toString("latin1"), /\/S \/H3\b/g)).toBe(6);
	});
});
