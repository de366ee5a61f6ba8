/** Owns the SIREN, the number of nine digits that INSEE gives to each French company. */
import { accept, type Result, refuse } from "../result";

/**
 * Reads a SIREN as typed or pasted: spaces, narrow ones included, are dropped.
 * The ninth digit makes the sum of the Luhn algorithm a multiple of ten: any one wrong digit is found, and any two neighbours
 * exchanged but 0 and 9.
 * @returns the nine digits, or why it is none: `NOT_NINE_DIGITS`, `WRONG_KEY`
 * Source: INSEE, « numéro SIREN » (nine digits, the last one a key computed by the Luhn algorithm); R-58.
 */
export function readSiren(text: string): Result<string, "NOT_NINE_DIGITS" | "WRONG_KEY"> {
	const digits = text.replace(/\s/gu, "");
	if (!/^[0-9]{9}$/.test(digits)) return refuse("NOT_NINE_DIGITS");
	return luhnSum(digits) % 10 === 0 && digits !== "000000000" ? accept(digits) : refuse("WRONG_KEY");
}

/** Every second digit from the right is doubled, nine is taken off when that makes two digits, and all are added. */
function luhnSum(digits: string): number {
	return [...digits].reverse().reduce((sum, digit, rank) => {
		const value = Number(digit) * (rank % 2 === 1 ? 2 : 1);
		return sum + (value > 9 ? value - 9 : value);
	}, 0);
}
