/** Owns how a file of an audit is answered: downloaded under its name, kept by no cache. */

export function fileResponse(bytes: Buffer, type: string, fileName: string): Response {
	return new Response(Uint8Array.from(bytes), {
		headers: {
			"Content-Type": type,
			"Content-Disposition": `attachment; filename="${fileName}"`,
			"Cache-Control": "no-store",
		},
	});
}
