/** Owns the pieces of the demonstration: small files drawn here, the same bytes each time, each saying that it is fictional. */
import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { closeDocument, openDocument } from "../../app/components/pdf/open-document.server";
import { write } from "../../app/components/pdf/writing.server";
import type { EvidenceKind } from "../../app/domain/evidence/evidence-kind";
import type { CitedEvidence } from "../../app/services/evidence/cite-evidence.server";
import type { EvidenceStorage } from "../../app/services/evidence/evidence-storage";
import { addDays, uuidOf } from "./deterministic";
import { drawScene, type Scene } from "./drawn-scene";
import { MANAGER_HOME } from "./invented-cooperatives";
import { writerOf } from "./people";

interface PlannedPiece {
	readonly key: string;
	readonly title: string;
	readonly kind: EvidenceKind;
	readonly issuedOn: string;
	readonly expiresOn?: string | null;
	readonly confidential?: boolean;
	readonly image?: true;
	/** Criteria it is attached to, by year. */
	readonly on: Readonly<Record<number, readonly string[]>>;
}

const PLANNED: readonly PlannedPiece[] = [
	{
		key: "statuts",
		title: "Statuts à jour",
		kind: "deed",
		issuedOn: "2024-05-14",
		on: { 2025: ["JUR-01"], 2026: ["JUR-01"] },
	},
	{
		key: "assemblee",
		title: "Procès-verbal de l’assemblée générale",
		kind: "minutes",
		issuedOn: "2025-06-12",
		on: { 2025: ["JUR-07"] },
	},
	{
		key: "comptes",
		title: "Comptes annuels approuvés",
		kind: "accounts",
		issuedOn: "2025-05-20",
		on: { 2025: ["FIN-02", "FIN-21"] },
	},
	{
		key: "vigilance",
		title: "Attestation de vigilance",
		kind: "attestation",
		issuedOn: "2025-03-03",
		expiresOn: "2025-09-03",
		on: { 2025: ["FIN-13"], 2026: ["FIN-13"] },
	},
	{
		key: "assurance",
		title: "Attestation d’assurance de responsabilité civile",
		kind: "attestation",
		issuedOn: "2026-01-05",
		expiresOn: "2027-01-04",
		on: { 2026: ["JUR-16"] },
	},
	{
		key: "grille",
		title: "Grille des rémunérations",
		kind: "record",
		issuedOn: "2025-02-10",
		confidential: true,
		on: { 2025: ["RHU-17"] },
	},
	{
		key: "affichage",
		title: "Photo de l’affichage de l’accueil",
		kind: "record",
		issuedOn: "2026-03-18",
		image: true,
		on: { 2026: ["ACC-01"] },
	},
];

export interface DrawnPiece extends PlannedPiece {
	readonly id: string;
	readonly fileId: string;
	readonly name: string;
	readonly mediaType: string;
	readonly bytes: Buffer;
	readonly sha256: string;
	readonly addedAt: Date;
	readonly addedBy: string;
}

export function drawPieces(): Promise<readonly DrawnPiece[]> {
	return Promise.all(
		PLANNED.map(async (planned) => {
			const { key, issuedOn, image } = planned;
			const bytes = image ? await drawScene(NOTICE) : await drawPaper(planned);
			return {
				...planned,
				id: uuidOf("evidence", key),
				fileId: uuidOf("evidence file", key),
				name: `${key}-document-fictif.${image ? "png" : "pdf"}`,
				mediaType: image ? "image/png" : "application/pdf",
				bytes,
				sha256: createHash("sha256").update(bytes).digest("hex"),
				addedAt: new Date(`${addDays(issuedOn, 9)}T09:12:00Z`),
				addedBy: writerOf(MANAGER_HOME, "").id,
			};
		}),
	);
}

function drawPaper({ title, issuedOn }: PlannedPiece): Promise<Buffer> {
	const opened = openDocument(title, new Date(`${issuedOn}T08:00:00Z`));
	const { doc, root } = opened;
	write(doc, root, "H1", title, { font: "serif", size: 22, after: 1 });
	write(doc, root, "P", "Document fictif, pour une démonstration. Il ne dit rien d’une coopérative réelle.", {
		size: 11,
	});
	return closeDocument(opened, "Document fictif");
}

/** A wall with a sheet of paper on it. */
const NOTICE: Scene = {
	background: "#b7a98a",
	shapes: [
		[170, 50, 300, 380, "#fffefb"],
		...[0, 1, 2, 3, 4, 5].map((line) => [210, 110 + line * 48, 220, 14, "#15302f"] as const),
	],
};

/** Attached while the assessment was open, which that of a past year is no more. */
export function linksOf(pieces: readonly DrawnPiece[], year: number) {
	return pieces.flatMap((piece) => (piece.on[year] ?? []).map((criterionId) => ({ criterionId, piece })));
}

/** What the sending of that year's assessment froze, as citeEvidence orders it. */
export function citedIn(pieces: readonly DrawnPiece[], code: string, year: number) {
	const cited: Record<string, CitedEvidence[]> = {};
	if (code !== MANAGER_HOME) return cited;
	const ordered = linksOf(pieces, year).toSorted((a, b) =>
		`${a.criterionId} ${a.piece.id}` < `${b.criterionId} ${b.piece.id}` ? -1 : 1,
	);
	for (const { criterionId, piece } of ordered) {
		const { id, sha256, issuedOn, expiresOn = null } = piece;
		cited[criterionId] = [
			...(cited[criterionId] ?? []),
			{ piece: id, version: 1, sha256, expected: "", issuedOn, expiresOn },
		];
	}
	return cited;
}

/** @param folder where each file waits a moment, as one that was received would */
export async function storePieces(
	pieces: readonly Pick<DrawnPiece, "key" | "bytes" | "sha256">[],
	storage: EvidenceStorage,
	folder: string,
): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const { key, bytes, sha256 } of pieces) {
		const received = path.join(folder, `demo-${key}`);
		await writeFile(received, bytes);
		await storage.keep({ path: received, sha256 });
	}
	await rm(folder, { recursive: true });
}
