/** Owns the search and the order of names as French readers expect: without accents or capitals, on both engines. */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

const ACCENTED = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸàâäçéèêëîïôöùûüÿ’";
const PLAIN = "AAACEEEEIIOOUUUYaaaceeeeiioouuuy'";

/** The text in SQL, plain: « Élan Bâtisseur » becomes « elan batisseur ». */
export function plain(text: SQLWrapper): SQL<string> {
	return sql<string>`lower(translate(${text}, ${ACCENTED}, ${PLAIN}))`;
}
