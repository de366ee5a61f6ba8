import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { frenchTypography } from "./french";
import { Printed } from "./printed";

/** Texts that would leave their place if they were not escaped. */
const HOSTILE = [
	"<script>alert(1)</script>",
	'"><img src=x onerror=alert(1)>',
	"</span></p><svg onload=alert(1)>",
	"<!--<script>",
	"]]><b>",
	"&lt;b&gt;&#60;i&#62;",
	"' onmouseover='alert(1)",
	"{{7*7}} $\u007b7*7} <%= 7*7 %> %s %o %j",
];

describe("what somebody typed", () => {
	it.each(HOSTILE)("is shown as typed, and opens no element: %j", (text) => {
		const printed = renderToStaticMarkup(<Printed text={text} />);
		const ordinary = renderToStaticMarkup(<span>{text}</span>);
		for (const html of [printed, ordinary]) expect(html.match(/<[^>]*>/g)).toEqual(["<span>", "</span>"]);
		expect(readAsBrowser(printed)).toBe(frenchTypography(text));
		expect(readAsBrowser(ordinary)).toBe(text);
	});

	it.each(HOSTILE)("does not leave its attribute: %j", (text) => {
		const html = renderToStaticMarkup(<input name="a" defaultValue={text} title={text} />);
		expect(html.match(/<[^>]*>/g)).toHaveLength(1);
		expect(html.replace(/="[^"]*"/g, "")).toMatch(/^<input( (name|title|value))+\/>$/);
	});
});

function readAsBrowser(html: string): string {
	return html
		.replace(/<[^>]*>/g, "")
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&quot;", '"')
		.replaceAll("&#x27;", "'")
		.replaceAll("&amp;", "&");
}
