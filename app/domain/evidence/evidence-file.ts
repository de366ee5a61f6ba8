/** Owns which files are accepted as evidence, how large, and under which name they are kept. Rule R-98. */
import { plainLine } from "./plain-line";

/** By extension, the media type under which the file is served. */
export const ACCEPTED_FILES = {
	pdf: "application/pdf",
	png: "image/png",
	jpg: "image/jpeg",
	jpeg: "image/jpeg",
	webp: "image/webp",
	docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	odt: "application/vnd.oasis.opendocument.text",
	ods: "application/vnd.oasis.opendocument.spreadsheet",
	csv: "text/csv; charset=utf-8",
	txt: "text/plain; charset=utf-8",
} as const;
export type AcceptedExtension = keyof typeof ACCEPTED_FILES;
export type MediaType = (typeof ACCEPTED_FILES)[AcceptedExtension];

/** What a form offers to choose from. */
export const ACCEPT_ATTRIBUTE = Object.keys(ACCEPTED_FILES)
	.map((extension) => `.${extension}`)
	.join(",");

/** Why a file is not kept. */
export type EvidenceRefusal =
	| "EMPTY"
	| "TOO_LARGE"
	| "TYPE_NOT_ACCEPTED"
	| "HEIC"
	| "SAME_FILE"
	/** Its bytes are not of the kind that its name says, or of two kinds at once. */
	| "CONTENT_MISMATCH"
	| "DAMAGED"
	| "TOO_MANY_PIXELS"
	| "MACROS"
	| "EMBEDDED_OBJECT"
	/** Fetches something when it is opened. */
	| "EXTERNAL_LINK"
	/** A script in a PDF, a formula that runs something. */
	| "ACTIVE_CONTENT"
	/** Unpacks to much more than it is, hides what it holds, or needs a password. */
	| "UNSAFE_ARCHIVE"
	/** It came in parts, and some are missing. */
	| "INCOMPLETE"
	| "INFECTED"
	| "SCAN_UNAVAILABLE";

const NAME_LIMIT = 120;

/** The extension in lower case, without its dot; empty when there is none. */
export function extensionOf(name: string): string {
	return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? "";
}

export function isAcceptedExtension(extension: string): extension is AcceptedExtension {
	return Object.hasOwn(ACCEPTED_FILES, extension);
}

/**
 * The name under which a file is kept and given back: no folder, nothing invisible, nothing that a system refuses, at most
 * 120 signs. Its extension is that of the last dot.
 */
export function cleanFileName(raw: string): string {
	const last = raw.split(/[/\\]/).at(-1) ?? "";
	const line = plainLine(last)
		.replace(/[<>:"|?*]+/g, "-")
		.replace(/^[\s.]+|[\s.]+$/g, "");
	const extension = extensionOf(line);
	const base = (extension === "" ? line : line.slice(0, -extension.length - 1)).replace(/[\s.]+$/, "");
	const kept = [...(base || "piece")].slice(0, NAME_LIMIT - extension.length - 1).join("");
	return extension === "" ? kept : `${kept}.${extension}`;
}

/** The name without its extension, as a title to begin with: « statuts_2026-v2 » reads « statuts 2026-v2 ». */
export function titleFromName(name: string): string {
	const extension = extensionOf(name);
	return (extension === "" ? name : name.slice(0, -extension.length - 1)).replace(/_+/g, " ");
}
