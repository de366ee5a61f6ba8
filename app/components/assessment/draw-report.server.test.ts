import { beforeAll, describe, expect, it } from "vitest";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import { buildReport, type ReportLink, type ReportPiece } from "~/domain/assessment/report";
import { applicableCriteria } from "~/domain/standard/applicability";
import { shownVersion } from "~/domain/standard/shown-version";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { type ReadPdf, readPdf } from "../../../tests/support/pdf-tools";
import { PROFILE } from "../../../tests/support/world";
import { drawReport } from "./draw-report.server";

const LONG = "L'équipe s'est réunie : qu'a-t-elle décidé ? « Rien d'oublié » ; 80 % des gérants étaient là… ".repeat(
	25,
);

const piece: ReportPiece = {
	id: "p1",
	title: "Statuts à jour",
	kind: "deed",
	issuedOn: "2024-05-02",
	expiresOn: null,
	confidential: false,
	number: 2,
	name: "statuts.pdf",
	sha256: "0123456789abcdef".repeat(4),
};

async function drawn(submission: { at: Date; contentHash: string; by: string } | null, commentOf = LONG) {
	const standard = await realStandard();
	const put = applicableCriteria(standard, PROFILE);
	const answers = new Map(
		put.slice(submission ? 0 : 1).map(({ id }, index): [string, RecordedAnswer] => {
			const level = ([3, 2, 1, 2] as const)[index % 4] ?? 2;
			if (index === 4)
				return [
					id,
					{ level: null, notApplicable: true, reason: "Aucune activité de ce type.", comment: "", version: 1 },
				];
			return [id, { level, notApplicable: false, reason: "", comment: commentOf, version: 1 }];
		}),
	);
	const [first, second] = put;
	const links: ReportLink[] = [
		{ criterionId: first?.id ?? "", expected: "", piece },
		{ criterionId: second?.id ?? "", expected: "", piece },
		{ criterionId: second?.id ?? "", expected: "", piece: null },
	];
	return drawReport({
		header: {
			id: "a",
			year: 2026,
			closesOn: "2026-12-31",
			status: submission ? "submitted" : "draft",
			cooperative: { id: "c", name: "La Fabrique d'essai", fictional: true },
			standard: shownVersion(standard),
		},
		standard: { ...standard, contentHash: "c".repeat(64) },
		submission,
		madeAt: new Date("2026-10-05T09:30:00Z"),
		report: buildReport(standard, PROFILE, answers, links, "2026-10-05"),
	});
}

const SENT = { at: new Date("2026-11-03T13:02:00Z"), contentHash: "a".repeat(64), by: "Awa Diallo" };
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

describe("the report of an assessment that was sent", () => {
	let pdf: ReadPdf;
	beforeAll(async () => {
		pdf = readPdf(await drawn(SENT, "Un mot, déjà."));
	}, 60_000);

	it("says on its cover whose it is, when it was sent, by whom and under which hash", () => {
		const [cover = ""] = pdf.pages;
		for (const said of [
			"La Fabrique d’essai",
			"Auto-évaluation 2026",
			"version 2.0",
			"par Awa Diallo",
			SENT.contentHash,
		]) {
			expect(cover).toContain(said);
		}
		expect(cover).toMatch(/Envoyée le 3.novembre.2026 à 14.h.02/);
		expect(pdf.pages.join("")).not.toContain("Brouillon");
	});

	it("is tagged for a screen reader, in French, each chart with its words and its table", async () => {
		const { criteria } = await realStandard();
		const put = criteria.filter(({ id }) => pdf.structure.includes(`"${id} · `)).length;
		expect(pdf.info).toMatch(/Title: +La Fabrique d’essai, auto-évaluation 2026/);
		expect(pdf.info).toMatch(/Tagged: +yes/);
		expect(count(pdf.structure, /^ +H1 /gm)).toBe(1 + 5 + 5);
		expect([put, count(pdf.structure, /^ +H3 /gm)]).toEqual([104, 104]);
		const figures = pdf.structure.split(/^ +Figure/m).slice(1);
		expect(figures).toHaveLength(1 + 1 + 5);
		expect(count(pdf.structure, /^ +Table /gm)).toBe(1 + 1 + 5 + 1);
		expect(pdf.structure).toMatch(/\/Scope \/Column\n +"Conforme"/);
		expect(pdf.structure).toMatch(/\/Scope \/Row\n +"JUR · Juridique"/);
	});

	it("embeds its fonts, numbers its pages and keeps the signs of French", () => {
		const rows = pdf.fonts.trim().split("\n").slice(2);
		expect(rows).toHaveLength(3);
		for (const row of rows) expect(row).toMatch(/Identity-H +yes +yes +yes/);
		const pages = pdf.pages.length;
		expect(pdf.pages[2]).toContain(`Page 3 sur ${pages}`);
		expect(pdf.pages.at(-1)).toContain(`Page ${pages} sur ${pages}`);
		const text = pdf.pages.join("\n");
		expect(text).toMatch(/Commentaire\s: Un mot, déjà\./);
		expect(text).toMatch(/«\sStatuts à jour\s»/);
		expect(text).toMatch(/\d\s%/);
		expect(text).not.toMatch(/\ufffd|[a-zé]'[a-zé]/);
	});

	it("lists each piece once with its criteria and hash, and nothing of one that the reader may not see but its number", () => {
		const text = pdf.pages.join("\n");
		const whole = text.replace(/\s+/g, " ");
		expect(pdf.structure.replace(/"\s+"/g, "")).toContain("JUR-01, JUR-02");
		expect(whole).toContain("statuts.pdf, version 2");
		expect(whole).toContain("1 rattachement à une pièce confidentielle n’est pas montré");
		expect(pdf.structure.replaceAll(/"\s*"/g, "")).toContain(piece.sha256);
		expect(whole).toContain("Motif : Aucune activité de ce type.");
		expect(whole).toContain("Niveau 3 sans aucune pièce");
	});
});

it("says on each page that a draft is one, and takes long comments in a moment", async () => {
	await realStandard();
	const before = process.cpuUsage();
	const bytes = await drawn(null);
	const { user, system } = process.cpuUsage(before);
	// Work of the processor, in microseconds: what else runs on the machine does not count.
	expect(user + system).toBeLessThan(5_000_000);
	const { pages } = readPdf(bytes);
	expect(pages.length).toBeGreaterThan(40);
	// What is written across is read letter by letter.
	expect(pages.filter((page) => !page.replace(/\s+/g, "").includes("Brouillon,indicatif"))).toEqual([]);
	const text = pages.join("").replace(/\s+/g, " ");
	expect(text).toContain("issue non projetée (indicatif)");
	expect(text).toContain("Sans réponse");
}, 60_000);
