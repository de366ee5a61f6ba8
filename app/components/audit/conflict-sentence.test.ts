import { expect, it } from "vitest";
import type { ConflictOfInterest } from "~/domain/audit/conflict-of-interest";
import { conflictSentence } from "./conflict-sentence";

const written = (conflict: ConflictOfInterest) => conflictSentence(conflict).replaceAll("\u00a0", " ");

it("names the fact in plain French", () => {
	expect(written({ reason: "OWN_COOPERATIVE" })).toBe("C’est sa propre CAE");
	expect(written({ reason: "SAME_REGIONAL_ASSOCIATION", association: "Bretagne" })).toBe(
		"Même association régionale : Bretagne",
	);
	expect(written({ reason: "SAME_REGION", region: "Occitanie" })).toBe(
		"Même région, sans association régionale : Occitanie",
	);
	expect(written({ reason: "LEFT_RECENTLY", leftOn: "2024-03-12", until: "2029-03-12" })).toBe(
		"A quitté cette CAE le 12 mars 2024 : pourra l’auditer à partir du 12 mars 2029",
	);
	expect(written({ reason: "LEFT_RECENTLY", leftOn: null, until: null })).toContain("date inconnue");
	expect(written({ reason: "NOT_ACCREDITED", from: "2025-01-01", until: "2027-12-31" })).toBe(
		"Habilitation valable du 1er janvier 2025 au 31 décembre 2027 seulement",
	);
	expect(
		written({ reason: "ALREADY_VISITING", cooperativeName: "Vivela", startsOn: "2026-11-12", endsOn: "2026-11-13" }),
	).toBe("Déjà en visite du 12 au 13 novembre 2026 : Vivela");
});

it("says who accompanied whom, and until when", () => {
	const accompaniment = { reason: "ACCOMPANIMENT", homeName: "Coodémarrage 53" } as const;
	expect(written({ ...accompaniment, direction: "supported", endedOn: "2025-03-12" })).toBe(
		"Coodémarrage 53 a accompagné cette CAE jusqu’au 12 mars 2025",
	);
	expect(written({ ...accompaniment, direction: "supported", endedOn: null })).toBe(
		"Coodémarrage 53 accompagne cette CAE",
	);
	expect(written({ ...accompaniment, direction: "wasSupportedBy", endedOn: "2025-03-12" })).toBe(
		"Cette CAE a accompagné Coodémarrage 53 jusqu’au 12 mars 2025",
	);
	expect(written({ ...accompaniment, direction: "wasSupportedBy", endedOn: null })).toBe(
		"Cette CAE accompagne Coodémarrage 53",
	);
});
