import { describe, expect, it } from "vitest";
import { confirmsErasure, ERASED_NAME, erasedAddress } from "./erasure";

describe("erasure", () => {
	it("is confirmed by the very name, however its spaces and accents are encoded", () => {
		expect(confirmsErasure("Zoé  Quillivéré ", "Zoé Quillivéré")).toBe(true);
		expect(confirmsErasure("Zoe\u0301 Quillive\u0301re\u0301", "Zoé Quillivéré")).toBe(true);
		expect(confirmsErasure("zoé quillivéré", "Zoé Quillivéré")).toBe(false);
		expect(confirmsErasure("Zoé", "Zoé Quillivéré")).toBe(false);
		expect(confirmsErasure("ZoéQuillivéré", "Zoé Quillivéré")).toBe(false);
	});

	it("is never confirmed by nothing", () => {
		expect(confirmsErasure("", "")).toBe(false);
		expect(confirmsErasure("  ", " ")).toBe(false);
	});

	it("leaves a name and an address that are nobody's", () => {
		expect(erasedAddress("AB-cd_12")).toBe("ab-cd_12@supprime.invalid");
		expect(ERASED_NAME).toBe("Personne supprimée");
	});
});
