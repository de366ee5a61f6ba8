/** Where a person opens, renews and closes the private address by which an agenda of theirs reads their visits. */
import { json, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AccountPage } from "~/components/access/account-page";
import { Button, ButtonLink } from "~/components/form/button";
import { Notice } from "~/components/layout/notice";
import { Section } from "~/components/layout/section";
import { formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { Prose } from "~/components/text/prose";
import { isProofFresh } from "~/domain/access/session-life";
import { paths } from "~/paths";
import { closeFeed, getOwnFeed, openFeed } from "~/services/calendar/own-feed.server";

export const meta: MetaFunction = () => [{ title: "Mon agenda · Label CAE" }];

export const loader = guarded("self", async ({ useCase, session }) =>
	json({ feed: await getOwnFeed(useCase), proofIsFresh: isProofFresh(session.provenAt, useCase.now) }),
);

export const action = guarded(
	"self",
	async ({ request, useCase, platform: { arrival, publicOrigin } }) => {
		const form = await request.formData();
		if (form.get("intent") === "close") {
			await closeFeed(useCase, arrival);
			return json({ address: null });
		}
		return json({ address: publicOrigin + paths.account.calendarFeed(await openFeed(useCase, arrival)) });
	},
	{ freshProof: true },
);

export default function Subscription() {
	const { feed, proofIsFresh } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const busy = useNavigation().state === "submitting";
	return (
		<AccountPage current="calendar">
			<Section
				title="Vos visites dans votre agenda"
				ruled
				lead="Une adresse privée que votre agenda relit de lui-même : les visites que vous pouvez voir ici, et leurs changements."
			>
				<div className="stack">
					{outcome?.address && <FreshAddress address={outcome.address} />}
					{outcome && outcome.address === null && (
						<Notice kind="success">L’abonnement est fermé : l’ancienne adresse n’ouvre plus rien.</Notice>
					)}
					<Prose
						paragraphs={[
							"L’agenda reçoit les dates, le lieu et le nom de la CAE. Ni les noms, ni les motifs, ni les constats n’y sont.",
							"Qui connaît l’adresse lit ces dates sans se connecter : ne la transmettez à personne. En cas de doute, remplacez-la ; l’ancienne cesse aussitôt de répondre.",
						]}
					/>
					<p>
						{feed
							? `Un abonnement est ouvert depuis le ${formatDateTime(feed.openedAt)}. Son adresse ne peut plus être montrée.`
							: "Aucun abonnement n’est ouvert."}
					</p>
					{proofIsFresh ? (
						<Form method="post" className="actions">
							<Button kind="primary" name="intent" value="open" disabled={busy}>
								{feed ? "Remplacer l’adresse" : "Créer l’adresse"}
							</Button>
							{feed && (
								<Button kind="danger" name="intent" value="close" disabled={busy}>
									Fermer l’abonnement
								</Button>
							)}
						</Form>
					) : (
						<p>
							<ButtonLink kind="primary" href={paths.account.confirm(paths.account.calendar())}>
								Confirmer que c’est moi, puis continuer
							</ButtonLink>
						</p>
					)}
				</div>
			</Section>
		</AccountPage>
	);
}

function FreshAddress({ address }: { address: string }) {
	return (
		<Notice kind="success" title="Copiez cette adresse maintenant : elle ne sera plus jamais montrée.">
			<p>
				<code className="feed-address">{address}</code>
			</p>
			<p>
				{frenchTypography(
					"Dans votre agenda, cherchez « S’abonner à un calendrier » ou « Ajouter par URL », puis collez-la. Le premier chargement peut prendre quelques heures selon l’agenda.",
				)}
			</p>
		</Notice>
	);
}
