/**
 * Owns what a document is made of, whatever writes it: a cover, parts, titles, texts, lists, tables and bars. Texts are as typed:
 * each writer sets them in French. A PDF and a word processor's file are two writers of one document.
 */

export interface PaperDocument {
	readonly title: string;
	/** Of the file: the same document gives the same bytes. */
	readonly madeOn: Date;
	/** Across every page; null: none. */
	readonly watermark: string | null;
	/** Lines at the foot of each page, above its number. */
	readonly foot: readonly string[];
	readonly cover: Cover;
	readonly parts: readonly Part[];
}

export interface Cover {
	readonly above: string;
	readonly title: string;
	readonly lines: readonly { readonly text: string; readonly strong?: boolean }[];
	/** Hashes and notices. */
	readonly small: readonly string[];
}

/** A title of the first level, in the outline. */
export interface Part {
	readonly title: string;
	/** Starts a page. */
	readonly apart?: boolean;
	readonly blocks: readonly Block[];
}

export type Tone = "plain" | "strong" | "soft" | "quote";

export type Block =
	/** `outlined`: in the outline too. */
	| { readonly kind: "title"; readonly level: 2 | 3; readonly text: string; readonly outlined?: boolean }
	| { readonly kind: "text"; readonly text: string; readonly tone?: Tone }
	| { readonly kind: "list"; readonly items: readonly string[] }
	| ({ readonly kind: "table" } & PaperTable)
	| ({ readonly kind: "bars" } & PaperBars);

/** The first cell of a row is its head. */
export interface PaperTable {
	readonly caption: string;
	readonly columns: readonly PaperColumn[];
	readonly rows: readonly (readonly string[])[];
}

export interface PaperColumn {
	readonly header: string;
	/** Points, of the 491 of a page. */
	readonly width: number;
	readonly numeric?: boolean;
}

/** A share, 0 to 1; null: nothing to measure. */
export interface Share {
	readonly value: number | null;
	/** As read: « 82 % ». */
	readonly text: string;
}

/** Two series side by side, never one made of both. The first is outlined, the second solid. */
export interface PaperBars {
	/** Says every figure of it. */
	readonly alt: string;
	/** Of the table of its figures. */
	readonly caption: string;
	readonly head: string;
	readonly series: readonly [string, string];
	readonly lines: readonly {
		readonly label: string;
		readonly first: Share;
		readonly second: Share;
		/** What each share is made of: « 42 sur 50 ». */
		readonly details: readonly [string, string];
	}[];
}

export const text = (said: string, tone: Tone = "plain"): Block => ({ kind: "text", text: said, tone });

export const title = (said: string, level: 2 | 3 = 2, outlined = false): Block => ({
	kind: "title",
	level,
	text: said,
	outlined,
});
