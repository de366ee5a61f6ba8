/** Looks at a file that came, before anything is kept: what it is, and whether it is accepted. */
import {
	ACCEPTED_FILES,
	type EvidenceRefusal,
	extensionOf,
	isAcceptedExtension,
} from "~/domain/evidence/evidence-file";
import { accept, type Result, refuse } from "~/domain/result";
import type { SoundFile } from "./evidence-storage";

export async function inspectFile(file: Omit<SoundFile, "mediaType">): Promise<Result<SoundFile, EvidenceRefusal>> {
	if (file.size === 0) return refuse("EMPTY");
	const extension = extensionOf(file.name);
	if (extension === "heic" || extension === "heif") return refuse("HEIC");
	if (!isAcceptedExtension(extension)) return refuse("TYPE_NOT_ACCEPTED");
	return accept({ ...file, mediaType: ACCEPTED_FILES[extension] });
}
