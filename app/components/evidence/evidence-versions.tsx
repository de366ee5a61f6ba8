/** Owns the versions of a piece, the newest first, each to be downloaded. */
import { paths } from "~/paths";
import { DataTable } from "../display/data-table";
import { formatDateTime } from "../text/format";
import { fileSize } from "./file-size";

export interface EvidenceVersion {
	readonly number: number;
	readonly name: string;
	readonly size: number;
	readonly sha256: string;
	readonly addedAt: string;
	/** Null: somebody whom the reader does not know. */
	readonly addedBy: string | null;
}

export function EvidenceVersions({
	cooperativeId,
	pieceId,
	files,
}: {
	cooperativeId: string;
	pieceId: string;
	files: readonly EvidenceVersion[];
}) {
	return (
		<DataTable
			caption="Versions du fichier"
			captionHidden
			stacked
			columns={[
				{
					key: "name",
					header: "Fichier",
					rowHeader: true,
					cell: (row) => (
						<a href={paths.evidence.file(cooperativeId, pieceId, row.number)} download>
							Télécharger {row.name}
						</a>
					),
				},
				{ key: "number", header: "Version", numeric: true, cell: (row) => row.number },
				{ key: "size", header: "Taille", numeric: true, cell: (row) => fileSize(row.size) },
				{ key: "at", header: "Ajoutée le", cell: (row) => formatDateTime(row.addedAt) },
				{ key: "by", header: "Par", cell: (row) => row.addedBy ?? "la CAE" },
				{
					key: "hash",
					header: "Empreinte",
					cell: (row) => <code title={`SHA-256 : ${row.sha256}`}>{row.sha256.slice(0, 12)}</code>,
				},
			]}
			rows={files}
			rowKey={(row) => String(row.number)}
		/>
	);
}
