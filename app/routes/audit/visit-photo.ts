/** One photo of a visit: seen by whoever reads the findings, taken out by the team while the visit is open. */
import { Readable } from "node:stream";
import { json, redirect } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { auditRefusals } from "~/messages.audit.fr";
import { paths } from "~/paths";
import { openVisitPhoto } from "~/services/audit/open-visit-photo.server";
import { removeVisitPhoto } from "~/services/audit/remove-visit-photo.server";

export const loader = guarded("audit.findings", async ({ params, platform, useCase }) => {
	const { auditId = "", photoId = "" } = params;
	const photo = await openVisitPhoto(useCase, platform.evidence.storage, auditId, photoId);
	return new Response(Readable.toWeb(photo.bytes) as ReadableStream, {
		headers: {
			"Content-Type": photo.mediaType,
			"Content-Length": String(photo.size),
			"Content-Disposition": "inline",
			"Content-Security-Policy": "default-src 'none'; sandbox",
			"Cache-Control": "no-store, no-transform",
		},
	});
});

export const action = guarded("audit.record", async ({ request, params, useCase }) => {
	const { auditId = "", photoId = "" } = params;
	const confirmed = (await request.formData()).get("intent") === "remove";
	const result = await removeVisitPhoto(useCase, auditId, photoId, { confirmed });
	if (!result.ok) {
		return json({ error: auditRefusals[result.reason] }, { status: result.reason === "AUDIT_ENDED" ? 423 : 422 });
	}
	const { criterionId } = result.value;
	return redirect(paths.audits.visit(auditId, criterionId.split("-")[0] ?? "", criterionId));
});
