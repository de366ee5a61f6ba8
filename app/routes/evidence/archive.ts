/** The evidence of an assessment as one ZIP, with its manifest: for the auditors, and for the cooperative's own shelves. */
import { Readable } from "node:stream";
import { guarded } from "~/auth/guarded.server";
import { csvFile } from "~/components/text/csv";
import { formatDateTime } from "~/components/text/format";
import { evidenceKindLabels } from "~/messages.evidence.fr";
import { type Archive, listArchive } from "~/services/evidence/list-archive.server";
import { writeArchive } from "~/services/evidence/write-archive.server";

export const loader = guarded("assessment.read", async ({ params, url, platform, useCase }) => {
	const auditId = url.searchParams.get("echantillon");
	const archive = await listArchive(useCase, params.assessmentId ?? "", auditId);
	const bytes = writeArchive(platform.evidence.storage, archive, {
		"manifeste.csv": csvManifest(archive),
		"manifeste.json": `${JSON.stringify(archive, null, "\t")}\n`,
	});
	return new Response(Readable.toWeb(bytes) as ReadableStream, {
		headers: {
			"Content-Type": "application/zip",
			"Content-Disposition": `attachment; filename="pieces${auditId === null ? "" : "-echantillon"}-${archive.year}.zip"`,
			"Content-Security-Policy": "default-src 'none'; sandbox",
			"Cache-Control": "no-store, no-transform",
		},
	});
});

function csvManifest({ cooperative, year, standard, contentHash, madeAt, lines }: Archive): string {
	return csvFile([
		[`Pièces de ${cooperative}, auto-évaluation ${year}, référentiel ${standard}`],
		[contentHash ? `Empreinte de l’envoi (SHA-256) : ${contentHash}` : "Brouillon, non envoyé"],
		[`Archive faite le ${formatDateTime(madeAt)}`],
		[],
		[
			"Critère",
			"Intitulé",
			"Répond à",
			"Pièce",
			"Nature",
			"Émise le",
			"Valable jusqu’au",
			"Confidentielle",
			"Version",
			"Fichier",
			"Octets",
			"SHA-256",
		],
		...lines.map((line) => [
			line.criterionId,
			line.criterion,
			line.expected,
			line.title,
			evidenceKindLabels[line.kind],
			line.issuedOn ?? "",
			line.expiresOn ?? "",
			line.confidential ? "oui" : "",
			line.number,
			line.place,
			line.size,
			line.sha256,
		]),
	]);
}
