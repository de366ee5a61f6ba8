/** The calendar invitation of one audit, as a file. */
import { guarded } from "~/auth/guarded.server";
import { paths } from "~/paths";
import { getInvitation } from "~/services/audit/get-invitation.server";

export const loader = guarded("audit.read", async ({ params, useCase, platform }) => {
	const { auditId = "" } = params;
	const url = platform.publicOrigin + paths.audits.one(auditId);
	const { filename, content } = await getInvitation(useCase, auditId, url);
	return new Response(content, {
		headers: {
			"Content-Type": "text/calendar; charset=utf-8",
			"Content-Disposition": `attachment; filename="${filename}"`,
		},
	});
});
