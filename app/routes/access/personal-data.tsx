/** What is kept about people, what for, how long, and their rights. */
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openDoor } from "~/auth/guarded.server";
import {
	BrowserStorageTable,
	KeptTable,
	PurposesTable,
	RetentionTable,
} from "~/components/access/personal-data-tables";
import { Link } from "~/components/layout/link";
import { PublicPage } from "~/components/layout/public-page";
import { Section } from "~/components/layout/section";
import { Points, Prose } from "~/components/text/prose";
import { paths } from "~/paths";
import { useRootData } from "./use-person";

export const meta: MetaFunction = () => [{ title: "Données personnelles · Label CAE" }];

export const loader = openDoor("people's rights, for anyone", async ({ context }: LoaderFunctionArgs) =>
	json({ operator: context.operator }),
);

export default function PersonalData() {
	const { operator } = useLoaderData<typeof loader>();
	const signedIn = Boolean(useRootData()?.person);
	return (
		<PublicPage
			signedIn={signedIn}
			homeHref={paths.landing()}
			title="Données personnelles"
			lead="Ce que cette plateforme garde des personnes, pourquoi, combien de temps, et comment y accéder."
		>
			<Section title="Qui en répond" ruled>
				<Prose
					paragraphs={[
						`Responsable du traitement : ${operator.name}.`,
						operator.contact
							? `Pour toute question ou demande : ${operator.contact}.`
							: "Aucun contact n’est encore indiqué ici : adressez-vous à l’équipe nationale de votre réseau.",
						"Les données viennent de vous, de la personne qui vous a invité, et de l’usage que vous faites de la plateforme. Rien n’est acheté, vendu, ni croisé avec d’autres fichiers ; aucune décision n’est prise sur vous de façon automatique.",
					]}
				/>
			</Section>
			<Section title="Ce qui est enregistré, et pourquoi" ruled>
				<PurposesTable />
			</Section>
			<Section
				title="Combien de temps"
				ruled
				lead="Chaque jour, la plateforme applique ces délais d’elle-même et inscrit au journal combien de lignes sont parties."
			>
				<RetentionTable />
				<KeptTable />
			</Section>
			<Section title="Vos droits" ruled>
				<Points
					points={[
						"Accéder à vos données et les emporter : la page « Mes données » de votre compte donne une copie complète, dans un fichier lisible par une machine.",
						"Les corriger : demandez à la gérance de votre CAE ou à l’équipe nationale.",
						"Les faire effacer : demandez-le au contact ci-dessus. Votre nom et votre adresse sont alors remplacés partout par « Personne supprimée », pour toujours.",
						"Vous opposer à un traitement ou le faire limiter : écrivez au même contact, en disant pourquoi.",
						"Saisir la Commission nationale de l’informatique et des libertés (CNIL), www.cnil.fr, si la réponse ne vous convient pas.",
					]}
				/>
				{signedIn && (
					<p>
						<Link href={paths.account.ownData()}>Ouvrir « Mes données »</Link>
					</p>
				)}
				<Prose
					paragraphs={[
						"Ce qu’un effacement ne peut pas atteindre : un nom que quelqu’un aurait écrit dans un commentaire, une note ou un motif. Ces textes sont les pièces du dossier de la CAE ; n’y écrivez pas de nom quand ce n’est pas nécessaire, et signalez au contact ci-dessus un passage à retirer.",
					]}
				/>
			</Section>
			<Section
				title="Dans votre navigateur"
				ruled
				lead="Seulement ce qui est nécessaire au service : aucun accord n’est donc demandé."
			>
				<BrowserStorageTable />
			</Section>
		</PublicPage>
	);
}
