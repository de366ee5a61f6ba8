/** Owns how a picture of the demonstration is drawn: flat rectangles, no letter, whose drawing would change from a machine to another. */
import sharp from "sharp";

export interface Scene {
	readonly background: string;
	/** From the back to the front, on 640 by 480 pixels. */
	readonly shapes: readonly (readonly [left: number, top: number, width: number, height: number, colour: string])[];
}

export function drawScene({ background, shapes }: Scene): Promise<Buffer> {
	const sheet = (width: number, height: number, colour: string) => ({
		create: { width, height, channels: 3 as const, background: colour },
	});
	return sharp(sheet(640, 480, background))
		.composite(shapes.map(([left, top, width, height, colour]) => ({ input: sheet(width, height, colour), left, top })))
		.png({ compressionLevel: 9 })
		.toBuffer();
}
