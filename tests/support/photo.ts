/** Owns photos as a camera makes them: all different, each a sound JPEG of a few hundred kilobytes. */
import { randomBytes } from "node:crypto";
import sharp from "sharp";

export async function takePhoto(name = "IMG_0001.jpg") {
	const [width, height] = [480, 360];
	const noise = sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });
	return { name, mimeType: "image/jpeg", buffer: await noise.jpeg({ quality: 90 }).toBuffer() };
}
