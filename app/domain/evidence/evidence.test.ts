import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidenceChecklist } from "./checklist";
import { cleanFileName, extensionOf, titleFromName } from "./evidence-file";
import { readEvidenceFacts } from "./evidence-piece";
import { addMonths, freshness } from "./freshness";

const TODAY = "2026-10-05";

describe("what is said of a piece", () => {
	it("takes the title from the file when none is given, and refuses impossible days", () => {
		expect(readEvidenceFacts({ kind: "deed", issuedOn: "", expiresOn: "" }, TODAY, "statuts 2026")).toEqual({
			ok: true,
			value: { title: "statuts 2026", kind: "deed", issuedOn: null, expiresOn: null, confidential: false },
		});
		const reason = (input: object) => {
			const read = readEvidenceFacts({ title: "Bail", kind: "contract", ...input }, TODAY);
			return read.ok ? "ok" : read.reason;
		};
		expect(reason({ issuedOn: "2026-10-06" })).toBe("ISSUED_IN_FUTURE");
		expect(reason({ issuedOn: "2026-10-05", expiresOn: "2026-10-04" })).toBe("EXPIRES_BEFORE_ISSUE");
		expect(reason({ issuedOn: "2026-02-30" })).toBe("INVALID");
		expect(reason({ kind: "secret" })).toBe("INVALID");
		expect(reason({ title: "\u202e \u0000" })).toBe("TITLE_MISSING");
		expect(reason({ issuedOn: "2026-10-05", expiresOn: "2026-10-05", confidential: "oui" })).toBe("ok");
	});
});

describe("the name of a file", () => {
	it("loses folders, invisible signs and what systems refuse, never its extension", () => {
		expect(cleanFileName("../../etc/passwd")).toBe("passwd");
		expect(cleanFileName("C:\\Windows\\statuts.PDF")).toBe("statuts.pdf");
		expect(cleanFileName("fac\u202etxt.exe.pdf")).toBe("fac txt.exe.pdf");
		expect(cleanFileName("a\r\nSet-Cookie: x=1.txt")).toBe("a Set-Cookie- x=1.txt");
		expect(cleanFileName("...")).toBe("piece");
		expect(cleanFileName(".pdf")).toBe("pdf");
		expect(cleanFileName(`${"é".repeat(300)}.docx`)).toHaveLength(120);
		expect(titleFromName("statuts_2026-v2.pdf")).toBe("statuts 2026-v2");
	});

	it("is the same cleaned twice, in one line, without a separator", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 130 }), (raw) => {
				const name = cleanFileName(raw);
				expect(cleanFileName(name)).toBe(name);
				expect(name).toMatch(/^[^/\\\p{Cc}\p{Cf}<>:"|?*]+$/u);
				expect([...name].length).toBeLessThanOrEqual(120);
				expect(extensionOf(name)).toMatch(/^[a-z0-9]{0,8}$/);
			}),
		);
	});
});

describe("freshness", () => {
	it("counts the last good day as good", () => {
		const of = (issuedOn: string | null, expiresOn: string | null, months?: number) =>
			freshness({ issuedOn, expiresOn }, months, TODAY);
		expect(of(null, null)).toBe("fresh");
		expect(of(null, "2026-10-04")).toBe("expired");
		expect(of(null, "2026-10-05")).toBe("endsSoon");
		expect(of(null, "2026-12-04")).toBe("endsSoon");
		expect(of(null, "2026-12-05")).toBe("fresh");
		expect(of(null, null, 12)).toBe("undated");
		expect(of("2025-10-04", null, 12)).toBe("tooOld");
		expect(of("2025-10-05", null, 12)).toBe("endsSoon");
		expect(of("2026-09-01", null, 12)).toBe("fresh");
		expect(of("2025-01-01", "2026-10-04", 12)).toBe("expired");
	});

	it("keeps to the end of a shorter month", () => {
		expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
		expect(addMonths("2027-12-31", 2)).toBe("2028-02-29");
		expect(addMonths("2026-12-05", 12)).toBe("2027-12-05");
	});
});

describe("the checklist of a criterion", () => {
	it("sorts each piece once, and is satisfied by one good piece", () => {
		const expected = [
			{ label: "Statuts à jour", required: true },
			{ label: "Attestation URSSAF", required: true, maxAgeMonths: 6 },
		];
		const piece = (id: string, label: string, issuedOn: string | null) => ({
			id,
			expected: label,
			issuedOn,
			expiresOn: null,
		});
		const { lines, others } = evidenceChecklist(
			expected,
			[
				piece("a", "Attestation URSSAF", "2026-01-01"),
				piece("b", "Statuts à jour", null),
				piece("c", "Une pièce d’avant", null),
				piece("d", "", null),
			],
			TODAY,
		);
		expect(lines.map(({ satisfied, pieces }) => [satisfied, pieces.map(({ id }) => id)])).toEqual([
			[true, ["b"]],
			[false, ["a"]],
		]);
		expect(others.map(({ id }) => id)).toEqual(["c", "d"]);
	});
});
