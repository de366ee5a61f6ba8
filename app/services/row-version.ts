/** Owns the version of a row, or the sequence of a visit, as a form carries it. */
import { z } from "zod";

/** The next one still fits in an `integer` of the database. */
const LARGEST = 2 ** 31 - 2;

export const rowVersion = z.coerce.number().int().min(0).max(LARGEST);
