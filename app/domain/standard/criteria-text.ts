/** Owns the reading of a criteria file as text: size, encoding and characters, before any parser sees it. */
import type { CriteriaFile, Problem } from "./problem";

/** 1 MiB: the largest real file is under 40 kB. */
export const MAX_FILE_BYTES = 1024 * 1024;

export type CriteriaText =
	| { readonly ok: true; readonly text: string }
	| { readonly ok: false; readonly problem: Problem };

/** Decodes strict UTF-8 without byte order mark nor control characters. A file too large is refused unread. */
export function readCriteriaText({ path, bytes }: CriteriaFile): CriteriaText {
	const refuse = (line: number, column: number, message: string, fix: string): CriteriaText => ({
		ok: false,
		problem: { file: path, line, column, keyPath: "", message, fix },
	});
	if (bytes.length > MAX_FILE_BYTES) {
		return refuse(
			1,
			1,
			"Le fichier dépasse 1 Mio et n’a pas été lu",
			"Répartir les critères : un fichier par domaine suffit",
		);
	}
	const text = decode(bytes);
	if (text === null) {
		const fix = "Enregistrer le fichier en UTF-8 (réglage « encodage » de l’éditeur)";
		return refuse(firstUndecodableLine(bytes), 1, "Cette ligne n’est pas du texte UTF-8", fix);
	}
	if (text.startsWith("\uFEFF")) {
		const fix = "Enregistrer le fichier en « UTF-8 » et non en « UTF-8 avec BOM »";
		return refuse(1, 1, "Le fichier commence par une marque d’ordre d’octets (BOM)", fix);
	}
	const control = firstControl(text);
	if (control !== -1) {
		const before = text.slice(0, control).split("\n");
		const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, "0");
		const column = (before.at(-1) ?? "").length + 1;
		return refuse(
			before.length,
			column,
			`Un caractère de contrôle invisible (U+${code}) s’est glissé ici`,
			"Effacer ce caractère",
		);
	}
	return { ok: true, text };
}

function decode(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return null;
	}
}

function firstUndecodableLine(bytes: Uint8Array): number {
	let line = 1;
	let start = 0;
	for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
		if (decode(bytes.subarray(start, end)) === null) return line;
		line += 1;
		start = end + 1;
	}
	return line;
}

/** Index of the first control character other than tab, line feed and carriage return before a line feed; -1 if none. */
function firstControl(text: string): number {
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === 13 && text.charCodeAt(index + 1) === 10) continue;
		if ((code < 32 && code !== 9 && code !== 10) || code === 127 || (code >= 128 && code < 160)) return index;
	}
	return -1;
}
