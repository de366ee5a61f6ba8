/** Owns the difference between two texts, word by word, as a reader would mark it. */
import { diffArrays } from "diff";

export interface TextPiece {
	readonly kind: "same" | "removed" | "added";
	readonly text: string;
}

/** A word or a sign, with the space that follows it. */
const TOKEN = /(?:[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}])\s*|\s+/gu;
/** What links two changes rather than parting them: « de », a comma. */
const LINK = /^\P{L}*\p{L}{0,3}\P{L}*$/u;

/**
 * Pieces in reading order: what is the same, what was removed, what was added. The same and the added ones make the new text,
 * character for character; the same and the removed ones make the old one, spaces aside. Of neighbouring changes, what was
 * removed comes first; a word of three letters at most between two changes belongs to them, or the reader would have to
 * mend the sentence. Two equal texts give one piece, two empty ones none.
 */
export function compareTexts(before: string, after: string): readonly TextPiece[] {
	const changes = diffArrays(tokensOf(before), tokensOf(after), {
		comparator: (left, right) => left.trim() === right.trim(),
	});
	const pieces = changes.map(({ added, removed, value }): TextPiece => {
		return { kind: added ? "added" : removed ? "removed" : "same", text: value.join("") };
	});
	return gather(pieces);
}

export function isChanged(pieces: readonly TextPiece[]): boolean {
	return pieces.some(({ kind }) => kind !== "same");
}

function tokensOf(text: string): string[] {
	return text.match(TOKEN) ?? [];
}

function gather(pieces: readonly TextPiece[]): readonly TextPiece[] {
	const gathered: TextPiece[] = [];
	let removed = "";
	let added = "";
	const settle = () => {
		if (removed !== "") gathered.push({ kind: "removed", text: removed });
		if (added !== "") gathered.push({ kind: "added", text: added });
		removed = "";
		added = "";
	};
	for (const [index, { kind, text }] of pieces.entries()) {
		if (kind === "removed") removed += text;
		else if (kind === "added") added += text;
		else if ((removed !== "" || added !== "") && index < pieces.length - 1 && LINK.test(text)) {
			removed += text;
			added += text;
		} else {
			settle();
			gathered.push({ kind, text });
		}
	}
	settle();
	return gathered;
}
