/** The journal of the network: every write that may be read, filtered, the filter in the address. */
import { json, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Button, ButtonLink } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { JournalList } from "~/components/journal/journal-list";
import { journalLine } from "~/components/journal/journal-words";
import { PageHeader } from "~/components/layout/page-header";
import { formatNumber } from "~/components/text/format";
import { can } from "~/domain/access/can";
import { ACTION_FAMILIES } from "~/domain/journal/action-family";
import { actionFamilyLabels } from "~/messages.journal.fr";
import { paths } from "~/paths";
import { EXPORT_LIMIT, listJournal } from "~/services/journal/list-journal.server";
import { journalAddress, journalWish } from "./journal-wish";

export const meta: MetaFunction = () => [{ title: "Journal · Label CAE" }];

export const loader = guarded("journal.read", async ({ url, useCase }) => {
	const { rows, people, cooperatives, terms, query, head, ...place } = await listJournal(useCase, journalWish(url));
	return json({
		lines: rows.map((row) => journalLine(row, { people, cooperatives, terms })),
		place,
		query,
		head,
		exportLimit: EXPORT_LIMIT,
		readsSecurity: can(useCase.actor, "security.read", null),
	});
});

export default function Journal() {
	const { lines, place, query, head, exportLimit, readsSecurity } = useLoaderData<typeof loader>();
	const address = journalAddress(query);
	return (
		<div className="page page-wide">
			<PageHeader
				title="Journal"
				lead="Qui a fait quoi, et quand. Chaque ligne est scellée à la précédente : rien ne se modifie ni ne s’efface."
				actions={readsSecurity && <ButtonLink href={paths.journal.security()}>Voir le journal de sécurité</ButtonLink>}
			/>
			<Form
				method="get"
				action={paths.journal.list()}
				role="search"
				aria-label="Filtrer le journal"
				className="filters"
				key={JSON.stringify(query)}
			>
				<TextField label="Du" name="du" type="date" defaultValue={query.from} />
				<TextField label="Au" name="au" type="date" defaultValue={query.until} />
				<TextField label="Personne" name="personne" type="search" defaultValue={query.person} />
				<SelectField
					label="Sujet"
					name="famille"
					defaultValue={query.family ?? ""}
					placeholder="Tous"
					options={ACTION_FAMILIES.map((value) => ({ value, label: actionFamilyLabels[value] }))}
				/>
				<TextField label="Coopérative" name="cooperative" type="search" defaultValue={query.cooperative} />
				<TextField label="Objet (identifiant)" name="objet" type="search" defaultValue={query.object} />
				<div>
					<Button>Filtrer</Button>
				</div>
			</Form>
			<JournalList
				lines={lines}
				{...place}
				objectHref={(objet) => paths.journal.list({ objet })}
				pageHref={(page) => paths.journal.list({ ...address, page })}
			/>
			<div className="stack">
				<p className="actions">
					<ButtonLink href={paths.journal.export(address)} download>
						Exporter ces lignes (CSV)
					</ButtonLink>
					<ButtonLink kind="quiet" href={paths.journal.list()}>
						Retirer les filtres
					</ButtonLink>
				</p>
				<p className="soft small">
					{`L’export contient les ${formatNumber(exportLimit)} lignes les plus récentes du filtre. `}
					Les réponses d’une auto-évaluation en cours n’appartiennent qu’à sa CAE : elles n’apparaissent ici qu’après
					l’envoi, et pour l’équipe nationale seule.
				</p>
				{head && (
					<p className="soft small">
						Tête du journal, à conserver pour une vérification :{" "}
						<code className="fingerprint">{`${head.position}:${head.hash}`}</code>
					</p>
				)}
			</div>
		</div>
	);
}
