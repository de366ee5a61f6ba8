/** Where the link of a forgotten password leads: opening the page changes nothing, the button sets the new one. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { enter } from "~/auth/enter.server";
import { openDoor } from "~/auth/guarded.server";
import { NewPasswordField } from "~/components/access/new-password-field";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { LonePage } from "~/components/layout/lone-page";
import { passwordRefusals } from "~/messages.account.fr";
import { paths } from "~/paths";
import { findPasswordReset, resetPassword } from "~/services/access/reset-password.server";

export const meta: MetaFunction = () => [{ title: "Choisir un nouveau mot de passe · Label CAE" }];

export const handle = { alone: true };

export const loader = openDoor("how one gets back in", async ({ params, context }: LoaderFunctionArgs) => {
	const found = await findPasswordReset(context.db, params.token ?? "", context.clock());
	return found ? json({ email: found.email }) : json({ email: null }, { status: 410 });
});

export const action = openDoor("how one gets back in", async ({ request, params, context }: ActionFunctionArgs) => {
	const password = String((await request.formData()).get("password") ?? "");
	const result = await resetPassword(context.db, params.token ?? "", password, context.arrival);
	if (!result.ok) return json({ refused: result.reason }, { status: result.reason === "OVER" ? 410 : 422 });
	const { userId, opened } = result.value;
	const headers = await enter(request, context, userId, opened);
	return redirect(opened.stage === "open" ? paths.home() : paths.secondFactor(paths.home()), { headers });
});

export default function ChoosePassword() {
	const { email } = useLoaderData<typeof loader>();
	const refused = useActionData<typeof action>()?.refused ?? null;
	const busy = useNavigation().state === "submitting";
	if (email === null || refused === "OVER") return <Over />;
	return (
		<LonePage
			homeHref={paths.landing()}
			title="Choisir un nouveau mot de passe"
			lead="Les appareils connectés à votre compte seront tous déconnectés, et un courriel vous le confirmera."
		>
			<Form method="post" className="stack">
				<TextField name="address" type="email" label="Votre compte" autoComplete="username" readOnly value={email} />
				<NewPasswordField
					label="Votre nouveau mot de passe"
					error={refused === null ? undefined : passwordRefusals[refused]}
				/>
				<p>
					<Button kind="primary">{busy ? "Enregistrement…" : "Enregistrer et me connecter"}</Button>
				</p>
			</Form>
		</LonePage>
	);
}

function Over() {
	return (
		<LonePage homeHref={paths.landing()} title="Ce lien n’ouvre plus rien">
			<div className="stack-wide">
				<p>Il a déjà servi, ou son heure est passée. Votre mot de passe est celui que vous avez choisi en dernier.</p>
				<p className="actions">
					<ButtonLink kind="primary" href={paths.password.forgotten()}>
						Demander un nouveau lien
					</ButtonLink>
					<ButtonLink kind="quiet" href={paths.signIn()}>
						Se connecter
					</ButtonLink>
				</p>
			</div>
		</LonePage>
	);
}
