/** One version of a piece, as a download: never shown in a page of ours, whatever it holds. */
import { Readable } from "node:stream";
import { guarded } from "~/auth/guarded.server";
import { openEvidenceFile } from "~/services/evidence/open-evidence-file.server";

export const loader = guarded("evidence.read", async ({ params, platform, useCase }) => {
	const { cooperativeId = "", pieceId = "", number = "" } = params;
	const file = await openEvidenceFile(useCase, platform.evidence.storage, cooperativeId, pieceId, number);
	return new Response(Readable.toWeb(file.bytes) as ReadableStream, {
		headers: {
			"Content-Type": file.mediaType,
			"Content-Length": String(file.size),
			"Content-Disposition": attachment(file.name),
			"Content-Security-Policy": "default-src 'none'; sandbox",
			"Cache-Control": "no-store, no-transform",
		},
	});
});

/** The name in plain letters for old readers, and as it is (RFC 6266). */
function attachment(name: string): string {
	const plain = name
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replace(/[^\w.() -]/g, "_");
	const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
	return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
