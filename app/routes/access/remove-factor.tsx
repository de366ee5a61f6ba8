/** Takes away the application or one passkey of a person, after saying what it means. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { writeSessionCookie } from "~/auth/session-cookie.server";
import { AccountPage } from "~/components/access/account-page";
import { Button, ButtonLink } from "~/components/form/button";
import { Notice } from "~/components/layout/notice";
import { Section } from "~/components/layout/section";
import { paths } from "~/paths";
import { getRemoval, type OwnFactor, removeOwnFactor } from "~/services/access/remove-factor.server";

export const meta: MetaFunction = () => [{ title: "Retirer un second facteur · Label CAE" }];

function namedIn(url: URL): OwnFactor {
	const id = url.searchParams.get("cle");
	return id === null ? { kind: "application" } : { kind: "passkey", id };
}

export const loader = guarded(
	"self",
	async ({ url, useCase, duty }) => {
		const { factor, name, allowed, last } = await getRemoval(useCase, duty, namedIn(url));
		return json({ kind: factor.kind, name, allowed: allowed.ok, last });
	},
	{ freshProof: true },
);

export const action = guarded(
	"self",
	async ({ url, useCase, session, duty, platform: { arrival, publicOrigin } }) => {
		const result = await removeOwnFactor(useCase, session.id, duty, namedIn(url), arrival);
		if (!result.ok) return json({ refused: true }, { status: 422 });
		return redirect(paths.account.security(), {
			headers: { "Set-Cookie": writeSessionCookie(result.value, publicOrigin) },
		});
	},
	{ freshProof: true },
);

export default function RemoveFactor() {
	const { kind, name, allowed, last } = useLoaderData<typeof loader>();
	const refused = useActionData<typeof action>() !== undefined;
	const busy = useNavigation().state !== "idle";
	return (
		<AccountPage current="security">
			<div className="page">
				<Section
					title={kind === "application" ? "Retirer l’application d’authentification" : `Retirer la clé « ${name} »`}
					ruled
				>
					{allowed && !refused ? (
						<div className="stack">
							<p>
								{last
									? "C’est votre dernier second facteur : votre mot de passe suffira ensuite pour entrer, et vos codes de secours n’ouvriront plus rien."
									: "Elle ne pourra plus servir à vous connecter. Vos autres moyens restent."}{" "}
								Vos autres appareils seront déconnectés.
							</p>
							<Form method="post" className="actions">
								<Button kind="danger" disabled={busy}>
									{kind === "application" ? "Retirer l’application" : "Retirer la clé"}
								</Button>
								<ButtonLink kind="quiet" href={paths.account.security()}>
									Laisser comme avant
								</ButtonLink>
							</Form>
						</div>
					) : (
						<div className="stack">
							<Notice kind={refused ? "error" : "info"} live={refused} title="C’est votre dernier second facteur.">
								<p>
									Votre rôle en demande un : rien n’a été retiré. Ajoutez-en d’abord un autre, ou changez d’application
									sans la retirer.
								</p>
							</Notice>
							<p className="actions">
								<ButtonLink href={paths.account.newPasskey()}>Ajouter une clé d’accès</ButtonLink>
								<ButtonLink href={paths.account.application()}>
									{kind === "application" ? "Changer d’application ou de téléphone" : "Activer l’application"}
								</ButtonLink>
							</p>
						</div>
					)}
				</Section>
			</div>
		</AccountPage>
	);
}
