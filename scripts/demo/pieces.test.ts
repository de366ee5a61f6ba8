import { expect, it } from "vitest";
import { drawPieces } from "./pieces";

it("draws the same bytes each time, each paper saying that it is fictional", async () => {
	const [once, again] = [await drawPieces(), await drawPieces()];
	expect(again.map(({ sha256 }) => sha256)).toEqual(once.map(({ sha256 }) => sha256));
	expect(new Set(once.map(({ sha256 }) => sha256)).size).toBe(once.length);
	for (const { name, mediaType, bytes } of once) {
		expect(name).toMatch(/document-fictif\.(pdf|png)$/);
		const head = bytes.subarray(0, 8).toString("latin1");
		expect(head).toMatch(mediaType === "application/pdf" ? /^%PDF-1\.7/ : /^\x89PNG/);
		expect(bytes.length).toBeLessThan(60_000);
	}
});
