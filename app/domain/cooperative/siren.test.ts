import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSiren } from "./siren";

/** A valid SIREN from eight digits: the key is found by trying, so that the test does not repeat the algorithm. */
const siren = fc
	.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 })
	.map((digits) =>
		Array.from({ length: 10 }, (_, key) => `${digits.join("")}${key}`).filter((one) => readSiren(one).ok),
	)
	.filter((found) => found.length > 0)
	.map((found) => found[0] as string);

describe("readSiren (R-58)", () => {
	it("reads the numbers of known companies, pasted with their spaces", () => {
		// INSEE, La Poste, SNCF, Coopérer pour Entreprendre’s neighbours: public numbers.
		for (const known of ["120027016", "356000000", "552049447", "732829320"]) {
			expect(readSiren(known)).toEqual({ ok: true, value: known });
		}
		expect(readSiren(" 732 829\u00a0320\u202f")).toEqual({ ok: true, value: "732829320" });
	});

	it.each(["", "73282932", "7328293200", "73282932O", "732.829.320", "FR732829320", "٧٣٢٨٢٩٣٢٠"])(
		"refuses %j: not nine digits",
		(text) => {
			expect(readSiren(text)).toMatchObject({ ok: false, reason: "NOT_NINE_DIGITS" });
		},
	);

	it("refuses nine zeros, which the sum alone would take", () => {
		expect(readSiren("000000000")).toMatchObject({ reason: "WRONG_KEY" });
	});

	it("accepts one key in ten for any eight digits", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 99_999_999 }), (number) => {
				const start = String(number).padStart(8, "0");
				const accepted = Array.from({ length: 10 }, (_, key) => readSiren(`${start}${key}`)).filter(({ ok }) => ok);
				expect(accepted).toHaveLength(1);
			}),
		);
	});

	it("finds any one digit mistaken", () => {
		fc.assert(
			fc.property(siren, fc.nat(8), fc.integer({ min: 1, max: 9 }), (valid, place, shift) => {
				const digit = (Number(valid[place]) + shift) % 10;
				const mistaken = `${valid.slice(0, place)}${digit}${valid.slice(place + 1)}`;
				expect(readSiren(mistaken)).toMatchObject({ ok: false, reason: "WRONG_KEY" });
			}),
		);
	});

	it("finds any two neighbours exchanged, but 0 and 9", () => {
		fc.assert(
			fc.property(siren, fc.nat(7), (valid, place) => {
				const [a, b] = [valid[place] as string, valid[place + 1] as string];
				const exchanged = `${valid.slice(0, place)}${b}${a}${valid.slice(place + 2)}`;
				const blind = a === b || [a, b].sort().join("") === "09";
				expect(readSiren(exchanged).ok).toBe(blind);
			}),
		);
	});
});
