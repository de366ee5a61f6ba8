/** Where a person sees what is kept about them, and takes away a copy. */
import { json, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AccountPage } from "~/components/access/account-page";
import { DataTable } from "~/components/display/data-table";
import { Button, ButtonLink } from "~/components/form/button";
import { Link } from "~/components/layout/link";
import { Section } from "~/components/layout/section";
import { frenchTypography } from "~/components/text/french";
import { Prose } from "~/components/text/prose";
import { OWN_DATA_GROUPS } from "~/domain/access/own-data";
import { isProofFresh } from "~/domain/access/session-life";
import { paths } from "~/paths";
import { countOwnData } from "~/services/access/export-own-data.server";

export const meta: MetaFunction = () => [{ title: "Mes données · Label CAE" }];

export const loader = guarded("self", async ({ useCase, session }) =>
	json({ counts: await countOwnData(useCase), proofIsFresh: isProofFresh(session.provenAt, useCase.now) }),
);

export default function AccountData() {
	const { counts, proofIsFresh } = useLoaderData<typeof loader>();
	return (
		<AccountPage current="ownData">
			<Section title="Emporter une copie" ruled>
				<Prose
					paragraphs={[
						"Le fichier contient tout ce que la base garde de vous, dans un format lisible par une machine (JSON). Il ne contient ni vos secrets (mot de passe, clés), ni le nom ou l’adresse d’une autre personne ; mais vos textes y sont : gardez-le en lieu sûr.",
					]}
				/>
				{proofIsFresh ? (
					<Form method="post" action={paths.account.ownDataCopy()} reloadDocument>
						<Button kind="primary">Télécharger mes données</Button>
					</Form>
				) : (
					<>
						<p>Pour protéger ce fichier, la plateforme vous demande d’abord de prouver que c’est vous.</p>
						<p>
							<ButtonLink kind="primary" href={paths.account.confirm(paths.account.ownData())}>
								Confirmer que c’est moi
							</ButtonLink>
						</p>
					</>
				)}
			</Section>
			<Section title="Ce qui est gardé de vous" ruled>
				<DataTable
					caption="Vos données"
					captionHidden
					stacked="words"
					columns={[
						{ key: "what", header: "Quoi", cell: ({ what }) => frenchTypography(what), rowHeader: true },
						{ key: "count", header: "Lignes", cell: ({ key }) => counts[key], numeric: true },
						{ key: "why", header: "Pourquoi", cell: ({ why }) => frenchTypography(why) },
						{ key: "until", header: "Jusqu’à", cell: ({ until }) => frenchTypography(until) },
						{ key: "readers", header: "Qui le voit", cell: ({ readers }) => frenchTypography(readers) },
					]}
					rows={OWN_DATA_GROUPS}
					rowKey={({ key }) => key}
				/>
			</Section>
			<Section title="Corriger, effacer" ruled>
				<Prose
					paragraphs={[
						"Personne n’efface son propre compte d’un clic : ce serait le premier geste de qui l’aurait volé. Demandez-le à l’équipe nationale de votre réseau ; elle vérifie que la demande vient de vous et que votre CAE garde une personne responsable.",
						"Après l’effacement, votre nom et votre adresse sont remplacés partout par « Personne supprimée », pour toujours, et vous ne pouvez plus vous connecter. Vos réponses et vos constats restent à la CAE, sans votre nom.",
					]}
				/>
				<p>
					<Link href={paths.legal.personalData()}>Vos droits, et à qui écrire</Link>
				</p>
			</Section>
		</AccountPage>
	);
}
