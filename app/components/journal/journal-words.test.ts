import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { changesOf } from "./journal-fields";
import { JournalList } from "./journal-list";
import { type JournalRow, journalLine } from "./journal-words";

const CAE = "00000000-0000-4000-8000-000000000001";
const ANNE = "00000000-0000-4000-8000-000000000002";
const GONE = "00000000-0000-4000-8000-000000000003";
const NAMES = {
	people: { [ANNE]: "Anne Le Goff", [GONE]: null },
	cooperatives: { [CAE]: "La Fabrique" },
	criteria: { "JUR-04": "Statuts à jour" },
	terms: { batiment: "Bâtiment" },
};
const row = (over: Partial<JournalRow>): JournalRow => ({
	id: 7,
	at: new Date("2026-10-05T09:30:00Z"),
	actor: { kind: "person", name: "Anne Le Goff" },
	action: "answer.saved",
	subjectType: "answer",
	subjectId: `${CAE}/JUR-04`,
	cooperativeId: CAE,
	before: null,
	after: null,
	...over,
});

describe("a line of the journal", () => {
	it("says who, what, about what", () => {
		expect(journalLine(row({}), NAMES)).toMatchObject({
			who: "Anne Le Goff",
			what: "Réponse enregistrée",
			object: "JUR-04 · Statuts à jour",
			objectId: CAE,
			cooperative: "La Fabrique",
		});
		const about = (over: Partial<JournalRow>) => journalLine(row(over), NAMES);
		expect(about({ actor: { kind: "system" } }).who).toBe("le système");
		expect(about({ actor: { kind: "erased" } }).who).toBe("personne supprimée");
		expect(about({ subjectType: "user", subjectId: GONE }).object).toBe("Compte : personne supprimée");
		expect(about({ subjectType: "cooperative", subjectId: CAE }).object).toBe("La Fabrique");
	});
});

describe("what changed", () => {
	const words = (before: unknown, after: unknown) =>
		changesOf(before, after, NAMES).map(({ label, before: was, after: is }) => `${label} : ${was} → ${is}`);

	it("tells what differs only, in words", () => {
		expect(
			words(
				{ level: 1, notApplicable: false, comment: "A", version: 1 },
				{ level: 2, notApplicable: false, comment: "A" },
			),
		).toEqual(["Niveau : 1 sur 3 → 2 sur 3"]);
		expect(words(null, { profile: { sectors: ["batiment"], headcount: 1 }, year: 2026 })).toEqual([
			"Année : null → 2026",
			"Effectif : null → 1\u00a0personne",
			"Filières hébergées : null → Bâtiment",
		]);
		expect(words({ leadAuditorId: ANNE }, { leadAuditorId: GONE })).toEqual([
			"Responsable de l’audit : Anne Le Goff → personne supprimée",
		]);
		expect(words({ memberUntil: "2026-12-31" }, { memberUntil: null })).toEqual([
			"Membre jusqu’au : 31\u00a0décembre\u00a02026 → null",
		]);
		expect(words({ application: true }, { application: false })).toEqual([
			"Application d’authentification : oui → non",
		]);
		expect(words(null, { grants: [{ role: "manager", cooperativeId: CAE }] })).toEqual([
			"Rôles : null → Responsable de la CAE (La Fabrique)",
		]);
	});

	it("shows no field it does not know, and survives anything", () => {
		expect(words(null, { password: "secret", email: "a@b.example", name2: "x" })).toEqual([]);
		for (const strange of ["text", 3, [], [1], true, { level: "2", sectors: "x", grants: 4 }]) {
			expect(words(strange, null)).toEqual([]);
		}
	});
});

describe("the list", () => {
	it("escapes what people wrote, and folds long texts", () => {
		const line = journalLine(row({ after: { comment: "<script>alert(1)</script>" } }), NAMES);
		const html = renderToStaticMarkup(
			createElement(JournalList, { lines: [line], first: 1, page: 1, hasNext: false, about: CAE, pageHref: () => "#" }),
		);
		expect(html).toContain("&lt;script&gt;");
		expect(html).not.toContain("<script>");
		expect(html).toContain("<details");
	});
});
