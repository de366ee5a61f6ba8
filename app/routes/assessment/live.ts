/**
 * What others do on a draft: a stream of events for a page that asks for one, else the answers that the page lacks. And
 * where the person of that page is.
 */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { followDraft, getAnswersSince } from "~/services/assessment/follow-draft.server";
import { openLiveStream } from "~/services/assessment/live-stream.server";
import { isUuid } from "~/services/uuid";

export const loader = guarded(
	"assessment.follow",
	async ({ request, params, url, session, platform, useCase }) => {
		const { assessmentId = "", domain = "" } = params;
		const page = url.searchParams.get("page") ?? "";
		if (request.method !== "GET" || !request.headers.get("Accept")?.includes("text/event-stream") || !isUuid(page)) {
			return json({
				answers: await getAnswersSince(useCase, assessmentId, domain, url.searchParams.get("vus") ?? ""),
			});
		}
		await followDraft(useCase, assessmentId, domain);
		const { userId } = useCase.actor;
		const who = { page, userId, domain, criterionId: null, assessmentId, sessionId: session.id };
		const stream = openLiveStream(platform.live, who, request.signal);
		if (!stream) return json({ reason: "TOO_MANY" }, { status: 503, headers: { "Retry-After": "60" } });
		return new Response(stream, {
			headers: {
				"Content-Type": "text/event-stream; charset=utf-8",
				"Cache-Control": "no-store, no-transform",
				// A proxy that waits for the end would show nothing.
				"X-Accel-Buffering": "no",
			},
		});
	},
	{ unattended: true },
);

export const action = guarded("assessment.follow", async ({ request, params, platform, useCase }) => {
	const { assessmentId = "", domain = "" } = params;
	const criteria = await followDraft(useCase, assessmentId, domain);
	const form = await request.formData();
	const criterionId = criteria.find((id) => id === form.get("critere")) ?? null;
	const moved = platform.live.move(assessmentId, String(form.get("page")), useCase.actor.userId, criterionId);
	return json({ moved });
});
