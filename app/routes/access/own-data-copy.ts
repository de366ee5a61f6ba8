/** The file with everything kept about the person who asks. */
import { guarded } from "~/auth/guarded.server";
import { exportOwnData } from "~/services/access/export-own-data.server";

export const action = guarded(
	"self",
	async ({ useCase, platform }) => {
		const { fileName, content } = await exportOwnData(useCase, platform.arrival);
		return new Response(JSON.stringify(content, null, "\t"), {
			headers: {
				"Content-Type": "application/json; charset=utf-8",
				"Content-Disposition": `attachment; filename="${fileName}"`,
			},
		});
	},
	{ freshProof: true },
);
