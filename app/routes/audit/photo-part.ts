/** One part of a photo of a visit: answers how much of it came. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { receivePhotoPart } from "~/services/audit/receive-photo-part.server";

export const action = guarded(
	"audit.record",
	async ({ request, params, platform, received, useCase }) => {
		const fields = Object.fromEntries(received?.fields ?? (await request.formData()));
		const { uploads, limits } = platform.evidence;
		const result = await receivePhotoPart(useCase, uploads, limits.fileBytes, params.auditId ?? "", fields, received);
		return result.ok ? json({ length: result.value.length }) : json({ reason: result.reason }, { status: 422 });
	},
	{ receives: "parts" },
);
