/** The door of the product: what it is, for whom, and the way in. Signed-in people go straight to their home. */
import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openedSession } from "~/auth/current-session.server";
import { openDoor } from "~/auth/guarded.server";
import { KeyFigure, KeyFigures } from "~/components/display/key-figure";
import { ButtonLink } from "~/components/form/button";
import { LonePage } from "~/components/layout/lone-page";
import { paths } from "~/paths";
import { findLatestStandard } from "~/services/standard/get-standard.server";

export const loader = openDoor("what the label is, for anyone", async ({ request, context }: LoaderFunctionArgs) => {
	if (await openedSession(request, context)) throw redirect(paths.home());
	const latest = await findLatestStandard(context.db);
	return json({
		demo: context.demo,
		standard: latest && {
			version: latest.standard.version,
			notice: latest.standard.notice,
			criteria: latest.standard.criteria.length,
			mandatory: latest.standard.criteria.filter(({ kind }) => kind === "mandatory").length,
			domains: latest.standard.domains.map(({ code, title, description }) => ({ code, title, description })),
			sharePercent: latest.standard.labelRules.recommendedSharePercent,
		},
	});
});

export default function Landing() {
	const { demo, standard } = useLoaderData<typeof loader>();
	return (
		<LonePage
			wide
			title="Le label des coopératives d’activité et d’emploi, tenu ensemble"
			lead="Chaque CAE s’évalue, des pairs la visitent, le Conseil d’administration décide. Tout est au même endroit, du premier critère à la décision."
			foot={standard?.notice}
		>
			<div className="stack-wide">
				{standard && (
					<KeyFigures>
						<KeyFigure value={standard.criteria} sentence={`critères dans le référentiel ${standard.version}`} />
						<KeyFigure value={standard.domains.length} sentence="domaines, du juridique à l’ancrage territorial" />
						<KeyFigure
							value={standard.mandatory}
							sentence="critères obligatoires, tous à respecter quand ils s’appliquent"
						/>
						<KeyFigure value={standard.sharePercent} unit="%" sentence="au moins des critères recommandés" />
					</KeyFigures>
				)}
				<p className="actions">
					<ButtonLink kind="primary" href={paths.signIn()}>
						Se connecter
					</ButtonLink>
					<ButtonLink href={paths.standard.latest()}>Lire le référentiel</ButtonLink>
				</p>
				{demo && <p className="soft">Démonstration : les résultats montrés sont inventés.</p>}
			</div>
		</LonePage>
	);
}
