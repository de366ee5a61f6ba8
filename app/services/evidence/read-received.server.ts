/** The bytes of a file that was received, for those few that are read at once and not kept. */
import { readFile } from "node:fs/promises";
import type { ReceivedFile } from "./evidence-storage";

/** Empty for a file that was refused. */
export async function readReceived(file: ReceivedFile | undefined): Promise<Buffer> {
	return file?.ok ? readFile(file.path) : Buffer.alloc(0);
}
