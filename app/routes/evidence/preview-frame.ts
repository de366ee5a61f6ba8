/** The frame in which a PDF is drawn: empty until the page around it gives it a document. */
import { openDoor } from "~/auth/guarded.server";
import { PREVIEW_FRAME, PREVIEW_POLICY } from "~/components/evidence/preview-frame.server";

export const loader = openDoor("an empty frame, the same for everyone", async () => {
	return new Response(PREVIEW_FRAME, {
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy": PREVIEW_POLICY,
			"X-Frame-Options": "SAMEORIGIN",
			"Cache-Control": "no-cache",
		},
	});
});
