/** Where somebody who forgot their password asks for a link. What it answers never says whether an account exists. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { openDoor } from "~/auth/guarded.server";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { LonePage } from "~/components/layout/lone-page";
import { Notice } from "~/components/layout/notice";
import { formatCount } from "~/components/text/format";
import { minutesToWait } from "~/domain/access/throttling";
import { paths } from "~/paths";
import { askPasswordReset } from "~/services/access/ask-password-reset.server";

export const meta: MetaFunction = () => [{ title: "Mot de passe oublié · Label CAE" }];

export const handle = { alone: true };

export const loader = openDoor("how one gets back in", async ({ context }: LoaderFunctionArgs) =>
	json({ sendsMail: context.sendsMail, demo: context.demo }),
);

export const action = openDoor("how one gets back in", async ({ request, context }: ActionFunctionArgs) => {
	const email = String((await request.formData()).get("email") ?? "");
	const result = await askPasswordReset(context, email);
	if (result.ok) return json({ asked: true, invalid: false, wait: null, email });
	if (result.reason === "INVALID_EMAIL")
		return json({ asked: false, invalid: true, wait: null, email }, { status: 422 });
	const wait = minutesToWait(result.details.until, context.clock());
	const headers = { "Retry-After": String(wait * 60) };
	return json({ asked: false, invalid: false, wait, email }, { status: 429, headers });
});

export default function ForgottenPassword() {
	const { sendsMail, demo } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const busy = useNavigation().state === "submitting";
	return (
		<LonePage
			homeHref={paths.landing()}
			title="Mot de passe oublié"
			lead={
				outcome?.asked
					? undefined
					: "Indiquez l’adresse de votre compte : un lien pour en choisir un nouveau y partira."
			}
		>
			<div className="stack-wide">
				{!sendsMail && (
					<Notice kind="warning" live={false}>
						L’envoi de courriels n’est pas encore en place sur ce serveur : votre message partira dès qu’il le sera.
						D’ici là, écrivez à l’équipe nationale.
					</Notice>
				)}
				{outcome?.wait && (
					<Notice kind="error">
						Beaucoup de demandes sont parties de votre réseau. Recommencez dans {formatCount(outcome.wait, "minute")}.
					</Notice>
				)}
				{outcome?.asked ? (
					<>
						<Notice kind="success" title="Regardez votre boîte de réception">
							<p>
								Si un compte existe à l’adresse <strong>{outcome.email.trim()}</strong>, un courriel vient de partir.
								Son lien fonctionne une heure, une seule fois.
							</p>
						</Notice>
						<p>
							Rien ne vient ? Regardez dans les indésirables, puis vérifiez l’adresse. Au-delà de trois demandes en une
							heure, la suivante attend.
						</p>
						{demo && <p>Sans serveur de courriel, la démonstration affiche le message dans la console.</p>}
						<p>
							<ButtonLink href={paths.signIn()}>Revenir à la connexion</ButtonLink>
						</p>
					</>
				) : (
					<Form method="post" className="stack">
						<TextField
							name="email"
							type="email"
							label="Adresse e-mail"
							autoComplete="username"
							required
							defaultValue={outcome?.email}
							error={
								outcome?.invalid ? "Cette adresse n’est pas complète ou contient une erreur : vérifiez-la." : undefined
							}
						/>
						<p className="actions">
							<Button kind="primary">{busy ? "Envoi…" : "Recevoir le lien"}</Button>
							<ButtonLink kind="quiet" href={paths.signIn()}>
								Revenir à la connexion
							</ButtonLink>
						</p>
					</Form>
				)}
			</div>
		</LonePage>
	);
}
