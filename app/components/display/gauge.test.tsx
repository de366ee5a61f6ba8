import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Gauge } from "./gauge";

const html = (value: number, max: number) =>
	renderToStaticMarkup(<Gauge variant="conform" label="Conforme" value={value} max={max} />);

describe("Gauge", () => {
	it("says 100 % only when truly done, and 0 % of nothing", () => {
		expect(html(107, 108)).toContain("99\u202f%");
		expect(html(108, 108)).toContain("100\u202f%");
		expect(html(0, 0)).toContain(">0\u202f%");
	});

	it("never draws outside its track, and never uses an inline style (the CSP refuses them)", () => {
		fc.assert(
			fc.property(fc.integer({ min: -5, max: 200 }), fc.integer({ min: 0, max: 120 }), (value, max) => {
				const markup = html(value, max);
				const width = Number(/gauge-fill" width="(-?\d+)%/.exec(markup)?.[1]);
				expect(width).toBeGreaterThanOrEqual(0);
				expect(width).toBeLessThanOrEqual(100);
				expect(markup).not.toContain("style=");
			}),
		);
	});

	it("draws filled and conform with different shapes", () => {
		const filled = renderToStaticMarkup(<Gauge variant="filled" label="Rempli" value={9} max={20} />);
		expect(filled).toContain("stroke-dasharray");
		expect(html(9, 20)).not.toContain("stroke-dasharray");
	});
});
