/** Owns what is said of a version wherever one of its figures is: its number and the day it was published. */
import type { Standard } from "./standard";

export type ShownVersion = Pick<Standard, "version" | "publishedOn">;

export function shownVersion({ version, publishedOn }: ShownVersion): ShownVersion {
	return { version, publishedOn };
}
