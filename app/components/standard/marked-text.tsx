/** Owns a text with its changes marked as on paper: struck out, underlined, and said aloud. */
import type { TextPiece } from "~/domain/standard/compare-texts";
import { frenchTypography } from "../text/french";

export function MarkedText({ pieces }: { pieces: readonly TextPiece[] }) {
	return pieces.map(({ kind, text }, index) => {
		const Tag = kind === "removed" ? "del" : kind === "added" ? "ins" : "span";
		// biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
		return <Tag key={index}>{frenchTypography(text)}</Tag>;
	});
}
