/**
 * Draws an image again: turned as it was taken, without what the camera wrote beside it (place, date, device), and without
 * anything hidden behind its pixels. One at a time: an image unpacked is much larger than its file.
 */
import sharp from "sharp";
import type { EvidenceRefusal } from "~/domain/evidence/evidence-file";
import { accept, type Result, refuse } from "~/domain/result";

/** Enough for a page of a scanner at 600 dots, or for a good telephone. */
const PIXELS = 50_000_000;
/** Kept at most, on the longer side: enough to read, and to print on A3. */
const SIDE = 4_000;

sharp.cache(false);
sharp.concurrency(1);

let last: Promise<unknown> = Promise.resolve();

/** @param to where the new image is written */
export function redrawImage(from: string, to: string, format: "png" | "jpeg" | "webp") {
	const drawn = last.then(() => draw(from, to, format));
	last = drawn.catch(() => undefined);
	return drawn;
}

async function draw(
	from: string,
	to: string,
	format: "png" | "jpeg" | "webp",
): Promise<Result<{ readonly size: number }, EvidenceRefusal>> {
	try {
		const image = sharp(from, { limitInputPixels: PIXELS, failOn: "error", sequentialRead: true });
		const found = await image.metadata();
		if (found.format !== format) return refuse("CONTENT_MISMATCH");
		if ((found.width ?? 0) * (found.height ?? 0) > PIXELS) return refuse("TOO_MANY_PIXELS");
		const { size } = await image
			.autoOrient()
			.resize({ width: SIDE, height: SIDE, fit: "inside", withoutEnlargement: true })
			.toFormat(format, format === "png" ? { compressionLevel: 9 } : { quality: 85 })
			.toFile(to);
		return accept({ size });
	} catch (error) {
		return refuse(/pixel limit/i.test(String(error)) ? "TOO_MANY_PIXELS" : "DAMAGED");
	}
}
