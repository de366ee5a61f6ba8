/** The history of an audit, levels and notes included: read by the cooperative once the visit is closed. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { JournalList } from "~/components/journal/journal-list";
import { journalLine } from "~/components/journal/journal-words";
import { PageHeader } from "~/components/layout/page-header";
import { paths } from "~/paths";
import { getAuditHistory } from "~/services/journal/get-history.server";
import { pageAsked } from "./page-asked";

export const meta: MetaFunction = () => [{ title: "Historique de l’audit · Label CAE" }];

export const loader = guarded("audit.history", async ({ params, url, useCase }) => {
	const { header, history, ...names } = await getAuditHistory(useCase, params.auditId ?? "", pageAsked(url));
	const { rows, people, cooperatives, ...place } = history;
	const lines = rows.map((row) => journalLine(row, { people, cooperatives, ...names }));
	return json({ header, lines, place });
});

export default function AuditHistoryPage() {
	const { header, lines, place } = useLoaderData<typeof loader>();
	return (
		<div className="page">
			<PageHeader
				breadcrumb={auditCrumbs(header)}
				title="Historique de l’audit"
				lead="Planification, niveaux relevés et clôture, du plus récent au plus ancien."
			/>
			<JournalList
				about={header.id}
				lines={lines}
				{...place}
				pageHref={(page) => paths.journal.ofAudit(header.id, page)}
			/>
		</div>
	);
}
