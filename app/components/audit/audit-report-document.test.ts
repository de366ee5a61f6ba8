import { beforeAll, describe, expect, it } from "vitest";
import { auditReportFacts } from "../../../tests/fixtures/audit-report";
import { type ReadDocx, readDocx } from "../../../tests/support/docx-tools";
import { type ReadPdf, readPdf } from "../../../tests/support/pdf-tools";
import { writeDocx } from "../docx/write-docx.server";
import { writePdf } from "../pdf/write-pdf.server";
import { auditReportDocument, type ReportFacts } from "./audit-report-document";

const pdfOf = async (over: Partial<ReportFacts> = {}) => writePdf(auditReportDocument(await auditReportFacts(over)));
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
/** A space is a space, whatever its width: some readers tell them apart, others not. */
const spaced = (text: string) => text.replace(/\s+/g, " ");
/** What is written across is read letter by letter, among the rest. */
const marked = (page: string) => page.replace(/\s+/g, "").includes("PROVISOIRE");
const provisional = { stage: "provisional", followed: null } as const;

describe("the final report of an audit, as a PDF", () => {
	let bytes: Buffer;
	let pdf: ReadPdf;
	let whole: string;
	beforeAll(async () => {
		bytes = await pdfOf();
		pdf = readPdf(bytes);
		whole = spaced(pdf.pages.join("\n"));
	}, 60_000);

	it("is tagged in French, with its titles in order, each chart with its words and its table", () => {
		expect(pdf.info).toMatch(/Title: +La Fabrique d’essai, rapport définitif d’audit 2026/);
		expect(pdf.info).toMatch(/Tagged: +yes/);
		expect(bytes.toString("latin1")).toContain("/Lang (fr-FR)");
		const titles = [...pdf.structure.matchAll(/^ +H1 \(block\)\n +"([^"]+)/gm)].map(([, said]) => said);
		expect(titles).toEqual([
			"La Fabrique d’essai",
			"Synthèse",
			"Déclaré par la CAE, retenu par l’audit",
			"Dérogations",
			"Récusation",
			"Préparation de la visite",
			"Réunions d’ouverture et de clôture",
			"JUR · Juridique",
			"FIN · Financier et comptable",
			"RHU · Ressources humaines",
			"ACC · Accompagnement",
			"ANC · Ancrage territorial et coopératif",
			"Non-conformités, plans et délais",
			"Les mots de ce rapport",
		]);
		expect(count(pdf.structure, /^ +Figure/gm)).toBe(1);
		// Kinds of findings, figures of the chart, sample, evidence asked, conform criteria of five domains, deadlines.
		expect(count(pdf.structure, /^ +Table /gm)).toBe(1 + 1 + 1 + 1 + 5 + 1);
		expect(bytes.toString("latin1")).toContain("/Outlines");
	});

	it("embeds its fonts, and bears on each page its number, its version, its hash and the head of the journal", () => {
		const fonts = pdf.fonts.trim().split("\n").slice(2);
		expect(fonts).toHaveLength(3);
		for (const row of fonts) expect(row).toMatch(/Identity-H +yes +yes +yes/);
		pdf.pages.map(spaced).forEach((page, index) => {
			expect(page).toContain(`Page ${index + 1} sur ${pdf.pages.length}`);
			expect(page).toContain(`Rapport définitif, version 2. Empreinte (SHA-256) : ${"a".repeat(64)}`);
			expect(page).toContain(`ligne 4212 : ${"d".repeat(64)}`);
			expect(marked(page)).toBe(false);
		});
	});

	it("keeps the accents and the signs of French, and says things in their order", () => {
		expect(pdf.pages.join("")).toMatch(/«[\u202f\u00a0 ]rien d’oublié[\u202f\u00a0 ]»[\u202f\u00a0 ]\?/);
		expect(whole).toContain("contrats œuvrés à l’Île-d’Yeu");
		expect(whole).not.toMatch(/\ufffd|[a-zé]'[a-zé]/);
		const order = [
			"L’audit retient 76",
			"Ancienne concurrente sur le même marché.",
			"La récusation a été refusée par l’équipe nationale le 5 octobre 2026.",
			"Tenue le 13 novembre 2026, de 16 h 30 à 17 h 15.",
			"Lu et reçu sur place par Sacha Petit, gérante.",
			"Droit de réponse, remarque de la CAE",
			"qui maintient son constat",
			"Plan pour JUR-03",
		];
		const places = order.map((said) => whole.indexOf(said));
		expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
	});

	it("tells the derogation, levels beside one another, pieces by name for their readers only", () => {
		expect(whole).toContain("Éloïse Œuvrard : même association régionale");
		expect(whole).toContain("Seule personne du bâtiment disponible avant mars.");
		expect(whole).toMatch(/Accordée par Nadia Roux le 1er.octobre.2026/);
		expect(whole).toMatch(/Déclaré.: niveau 1, partiel\. Retenu.: niveau 0, non mis en place\./);
		expect(whole).toMatch(/«.Statuts à jour.», 1.pièce confidentielle/);
		expect(whole).toContain("écart d’un audit précédent encore ouvert ; tiré au sort");
		expect(whole).toMatch(/Personnes rencontrées, par fonction : Gérance, référente du label ; Comptable\./);
		expect(whole).not.toMatch(/Jamais envoyée|Vu l’an dernier/);
		expect(whole).toContain("Récidive depuis l’audit de 2023");
		expect(whole).toMatch(/JUR · Juridique 91.% \(41 sur 45\) 80.% \(36 sur 45\)/);
	});

	it("is the same bytes for the same report", async () => {
		expect((await pdfOf()).equals(bytes)).toBe(true);
	}, 60_000);
});

it("says on every page of a provisional report that it is one, where a screen reader passes over it", async () => {
	const { pages, structure } = readPdf(await pdfOf(provisional));
	expect(pages.filter((page) => !marked(page))).toEqual([]);
	expect(structure).not.toContain("PROVISOIRE");
	expect(pages.join("\n")).not.toContain("Non-conformités, plans et délais");
}, 60_000);

it("says of a report of before the platform that nothing was frozen, and of a broken text that it is", async () => {
	const former = auditReportDocument(await auditReportFacts({ state: "before", seal: null, issuedBy: null }));
	const said = ({ cover }: typeof former) => cover.lines.map(({ text }) => text).join("\n");
	expect(said(former)).toContain("Rapport d’avant la plateforme");
	expect(former.cover.small.join("\n")).not.toContain("Empreinte de ce rapport");
	expect(former.foot).toEqual(["Rapport définitif, version 2, sans texte figé"]);
	const { seal } = await auditReportFacts();
	const broken = auditReportDocument(await auditReportFacts({ seal: seal && { ...seal, intact: false } }));
	expect(said(broken)).toContain("ne redonne pas son empreinte");
});

describe("the same report for a word processor", () => {
	let bytes: Buffer;
	let docx: ReadDocx;
	beforeAll(async () => {
		bytes = await writeDocx(auditReportDocument(await auditReportFacts()));
		docx = readDocx(bytes);
	}, 60_000);

	it("has the titles of the PDF at their levels, in French", async () => {
		const { parts, cover } = auditReportDocument(await auditReportFacts());
		expect(docx.styled("Title")).toEqual(["La Fabrique d’essai"]);
		expect(docx.styled("Heading1")).toEqual(parts.map(({ title }) => title));
		expect(docx.styled("Heading3").length).toBeGreaterThan(20);
		expect(docx.text).toContain(cover.small[0]?.split(" : ")[1]);
		expect(docx.language).toBe("fr-FR");
		expect(docx.outline("Heading2")).toBe("1");
		expect(docx.text).toMatch(/«\u202frien d’oublié\u202f»\u202f\?/);
	});

	it("heads each table, repeats it on each page and says what each picture shows", () => {
		expect(docx.tables.length).toBe(10);
		for (const { headed, caption } of docx.tables) {
			expect(headed).toBe(true);
			expect(caption).not.toBe("");
		}
		expect(docx.pictures).toHaveLength(5);
		expect(docx.pictures[0]).toMatch(/^JUR · Juridique.: déclaré 91.%, retenu 80.%\.$/);
	});

	it("is the same bytes each time, and says that a provisional report is one", async () => {
		expect((await writeDocx(auditReportDocument(await auditReportFacts()))).equals(bytes)).toBe(true);
		expect(docx.header).toBe("");
		expect(docx.footer).toContain("a".repeat(64));
		expect(readDocx(await writeDocx(auditReportDocument(await auditReportFacts(provisional)))).header).toBe(
			"PROVISOIRE",
		);
	}, 60_000);

	it("takes any text as it was typed, over several lines, with the signs of XML", async () => {
		const reason = 'Un <b>lien</b> & "rien" d\'autre\u0000\u000b.\nEt la suite';
		const { derogations } = await auditReportFacts();
		const odd = await writeDocx(
			auditReportDocument(await auditReportFacts({ derogations: derogations.map((one) => ({ ...one, reason })) })),
		);
		expect(readDocx(odd).styled("Quote")[0]).toBe('Un <b>lien</b> & "rien" d’autre.\nEt la suite');
	}, 60_000);
});
