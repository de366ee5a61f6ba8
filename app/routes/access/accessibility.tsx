/** The accessibility statement: what is known, how it is checked, and whom to write to. */
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openDoor } from "~/auth/guarded.server";
import { PublicPage } from "~/components/layout/public-page";
import { Section } from "~/components/layout/section";
import { Points, Prose } from "~/components/text/prose";
import { paths } from "~/paths";
import { useRootData } from "./use-person";

export const meta: MetaFunction = () => [{ title: "Accessibilité · Label CAE" }];

export const loader = openDoor("how far everyone can use it", async ({ context }: LoaderFunctionArgs) =>
	json({ operator: context.operator }),
);

export default function Accessibility() {
	const { operator } = useLoaderData<typeof loader>();
	return (
		<PublicPage
			signedIn={Boolean(useRootData()?.person)}
			homeHref={paths.landing()}
			title={"Accessibilité\u00a0: non auditée"}
			lead="Cette plateforme vise le RGAA 4.1, niveau AA. Personne d’extérieur ne l’a encore vérifié : cette page dit ce qui est contrôlé, et ce qui ne l’est pas."
		>
			<Section title="État" ruled>
				<Prose
					paragraphs={[
						"Aucun audit de conformité au RGAA n’a été mené. Au sens de la loi, la plateforme est donc à tenir pour « non conforme » jusqu’à preuve du contraire.",
					]}
				/>
			</Section>
			<Section title="Ce qui est contrôlé à chaque version" ruled>
				<Points
					points={[
						"Les pages de chaque rôle passent les règles automatiques d’axe-core (WCAG 2.2, niveaux A et AA), sur un écran large ; les principales aussi sur un écran de 390 pixels.",
						"À 390 pixels, les pages contrôlées ne débordent pas sur le côté.",
						"Les contrastes des couleurs sont calculés : 4,5:1 pour les textes, 3:1 pour les commandes.",
						"Les parcours essentiels se font au clavier seul, et sans JavaScript.",
						"Chaque graphique est accompagné de son tableau ; aucune information ne tient à la couleur seule.",
					]}
				/>
			</Section>
			<Section title="Ce qui ne l’est pas" ruled>
				<Points
					points={[
						"Les règles automatiques ne trouvent qu’une partie des défauts.",
						"Aucun parcours n’a été mené avec un lecteur d’écran par une personne qui s’en sert chaque jour.",
						"Les fichiers téléchargés (calendrier, tableaux, copie de vos données) n’ont pas été examinés.",
					]}
				/>
			</Section>
			<Section title="Signaler un obstacle" ruled>
				<Prose
					paragraphs={[
						operator.contact
							? `Écrivez à ${operator.name}, ${operator.contact}, en donnant l’adresse de la page et ce qui vous arrête.`
							: "Écrivez à l’équipe nationale de votre réseau, en donnant l’adresse de la page et ce qui vous arrête.",
						"Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits : www.defenseurdesdroits.fr, ou 09 69 39 00 00.",
					]}
				/>
			</Section>
		</PublicPage>
	);
}
