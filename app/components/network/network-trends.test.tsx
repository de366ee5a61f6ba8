/** A trend whose years follow two versions says so where it is read: caption, table, file; and nowhere when there is one version. */
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { trendBasis } from "~/domain/network/trend-basis";
import type { Standard } from "~/domain/standard/standard";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { LabelTrend, MedianTrend } from "./network-trends";

let one: Standard;
let two: Standard;
beforeAll(async () => {
	[one, two] = await Promise.all([realStandard("1.0"), realStandard("2.0")]);
});

const over = (last: Standard) =>
	trendBasis(
		[
			{ year: 2025, versions: [one] },
			{ year: 2026, versions: [last] },
		],
		[one, two],
	);

/** Figures of both years; the trends say nothing else of them. */
const counts = { cooperatives: 71, engaged: 53, engagedShare: 75, new: 1, newShare: 1, labelled: 11, audited: 10 };
const labels = [2025, 2026].map((year) => ({ year, ...counts }));
const medians = [2025, 2026].map((year) => ({ year, count: 0, quartiles: null }));

const charts = {
	labels: (basis: ReturnType<typeof over>) => <LabelTrend years={labels} basis={basis} />,
	medians: (basis: ReturnType<typeof over>) => (
		<MedianTrend years={medians} measure="conformity" stage="declared" basis={basis} />
	),
};

function read(chart: keyof typeof charts, basis: ReturnType<typeof over>) {
	const html = renderToStaticMarkup(charts[chart](basis)).replaceAll(/[\u00a0\u202f]/g, " ");
	const part = (tag: string) => new RegExp(`<${tag}[ >].*?</${tag}>`, "s").exec(html)?.[0] ?? "";
	const file = decodeURIComponent(/href="data:text\/csv;charset=utf-8,([^"]*)"/.exec(html)?.[1] ?? "");
	return { caption: part("figcaption"), table: part("table"), file: file.replaceAll(/[\u00a0\u202f]/g, " ") };
}

describe.each(["labels", "medians"] as const)("the trend of %s", (chart) => {
	it("marks the version break in its caption, its table and its file", () => {
		const { caption, table, file } = read(chart, over(two));
		for (const text of [caption, table, file]) {
			expect(text).toContain("Le référentiel change entre 2025 et 2026");
			expect(text).toContain("99 critères comparables sur 120 entre les versions 1.0 et 2.0");
		}
		for (const text of [table, file]) expect(text).toContain("2.0 (nouvelle)");
	});

	it("says nothing of it while there is one version", () => {
		const { caption, table, file } = read(chart, over(one));
		expect([caption, table, file].join()).not.toMatch(/comparables|nouvelle|change entre/);
		expect(file).toContain("2026");
	});
});
