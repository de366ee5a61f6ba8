import type { EntryContext } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { withoutSentOnce } from "./sent-once.server";

const HOSTILE = "</script><script>alert(1)</script><!-- \u2028 \u2029 & 'x' \"y\"";

/** As Remix hands it over, for one page whose loader answered that. */
function contextOf(data: unknown): EntryContext {
	const loaderData = { page: data };
	return {
		staticHandlerContext: { loaderData },
		serverHandoffString: JSON.stringify({ state: { loaderData } }),
	} as unknown as EntryContext;
}

describe("the data that the document carries", () => {
	it("leaves its script element by no text", () => {
		const { serverHandoffString = "" } = withoutSentOnce(contextOf({ sentOnce: { a: "long" }, comment: HOSTILE }));
		expect(serverHandoffString).not.toMatch(/[<>&\u2028\u2029]/);
		const { state } = JSON.parse(serverHandoffString) as { state: { loaderData: { page: unknown } } };
		expect(state.loaderData.page).toEqual({ sentOnce: null, comment: HOSTILE });
	});

	it("is left as Remix wrote it when nothing is sent once", () => {
		const context = contextOf({ comment: "x" });
		expect(withoutSentOnce(context)).toBe(context);
	});
});
