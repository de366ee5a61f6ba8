/** The journal's filtered rows as a CSV file. */
import { guarded } from "~/auth/guarded.server";
import { journalLine } from "~/components/journal/journal-words";
import { csvFile } from "~/components/text/csv";
import { formatShortDate, formatTime } from "~/components/text/format";
import { exportJournal } from "~/services/journal/list-journal.server";
import { journalWish } from "./journal-wish";

const HEAD = [
	"Numéro",
	"Date",
	"Heure (Paris)",
	"Qui",
	"Action",
	"Code",
	"Coopérative",
	"Objet",
	"Identifiant",
	"Avant",
	"Après",
];

export const loader = guarded("journal.read", async ({ url, useCase }) => {
	const rows: (string | number)[][] = [HEAD];
	for await (const page of exportJournal(useCase, journalWish(url))) {
		for (const row of page.rows) {
			const { who, what, object, cooperative, changes } = journalLine(row, page);
			const told = (side: "before" | "after") =>
				changes.flatMap((change) => (change[side] === null ? [] : `${change.label} : ${change[side]}`)).join("\n");
			rows.push([
				row.id,
				formatShortDate(row.at),
				formatTime(row.at),
				who,
				what,
				row.action,
				cooperative ?? "",
				object,
				row.subjectId,
				told("before"),
				told("after"),
			]);
		}
	}
	return new Response(csvFile(rows), {
		headers: {
			"Content-Type": "text/csv; charset=utf-8",
			"Content-Disposition": 'attachment; filename="journal-label-cae.csv"',
			"Cache-Control": "no-store",
		},
	});
});
