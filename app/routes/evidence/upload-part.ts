/** One part of a file that comes in several: answers how much of it came. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { receivePart } from "~/services/evidence/receive-part.server";

export const action = guarded(
	"evidence.add",
	async ({ request, params, platform, received, useCase }) => {
		const fields = Object.fromEntries(received?.fields ?? (await request.formData()));
		const { uploads, limits } = platform.evidence;
		const result = await receivePart(useCase, uploads, limits.fileBytes, params.cooperativeId ?? "", fields, received);
		return result.ok ? json({ length: result.value.length }) : json({ reason: result.reason }, { status: 422 });
	},
	{ receives: "parts" },
);
