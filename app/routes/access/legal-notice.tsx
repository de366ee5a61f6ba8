/** Who publishes this platform, who hosts it, and what its contents are. */
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openDoor } from "~/auth/guarded.server";
import { DefinitionList } from "~/components/display/definition-list";
import { PublicPage } from "~/components/layout/public-page";
import { Section } from "~/components/layout/section";
import { Prose } from "~/components/text/prose";
import { paths } from "~/paths";
import { findLatestStandard } from "~/services/standard/get-standard.server";
import { useRootData } from "./use-person";

export const meta: MetaFunction = () => [{ title: "Mentions légales · Label CAE" }];

export const loader = openDoor("who answers for this platform", async ({ context }: LoaderFunctionArgs) => {
	const latest = await findLatestStandard(context.db);
	return json({ operator: context.operator, demo: context.demo, notice: latest?.standard.notice ?? null });
});

export default function LegalNotice() {
	const { operator, demo, notice } = useLoaderData<typeof loader>();
	return (
		<PublicPage
			signedIn={Boolean(useRootData()?.person)}
			homeHref={paths.landing()}
			title="Mentions légales"
			lead="Qui publie cette plateforme, qui l’héberge, et ce que valent ses contenus."
		>
			<Section title="Éditeur et hébergement" ruled>
				<DefinitionList
					items={[
						{ term: "Éditeur", value: operator.name },
						{ term: "Contact", value: operator.contact ?? "Pas encore indiqué par l’éditeur" },
						{ term: "Hébergement", value: operator.hosting ?? "Pas encore indiqué par l’éditeur" },
					]}
				/>
			</Section>
			<Section title="Contenus" ruled>
				<Prose
					paragraphs={[
						"Les réponses, les constats et les décisions appartiennent à la CAE et au réseau qui les écrivent. Ils ne sont ni publiés, ni vendus, ni transmis à qui n’y a pas droit.",
						...(notice ? [notice] : []),
						...(demo ? ["Ceci est une démonstration : les résultats montrés sont inventés."] : []),
					]}
				/>
			</Section>
			<Section title="Rien de l’extérieur" ruled>
				<Prose
					paragraphs={[
						"Les pages, les polices et les images viennent de ce site seul : aucune mesure d’audience, aucune publicité, aucun réseau social, aucun cookie de tiers.",
					]}
				/>
			</Section>
		</PublicPage>
	);
}
