/** The calendar invitation of one audit, as a file. */
import { guarded } from "~/auth/guarded.server";
import { getInvitation } from "~/services/audit/get-invitation.server";

export const loader = guarded("audit.read", async ({ params, useCase }) => {
	const { filename, content } = await getInvitation(useCase, params.auditId ?? "");
	return new Response(content, {
		headers: {
			"Content-Type": "text/calendar; charset=utf-8",
			"Content-Disposition": `attachment; filename="${filename}"`,
		},
	});
});
