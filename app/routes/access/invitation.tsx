/** Where the link of an invitation leads: opening the page changes nothing, the button accepts. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { enter } from "~/auth/enter.server";
import { openDoor } from "~/auth/guarded.server";
import { NewPasswordField } from "~/components/access/new-password-field";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { LonePage } from "~/components/layout/lone-page";
import { Notice } from "~/components/layout/notice";
import { NAME_LIMIT } from "~/domain/access/person-name";
import { passwordRefusals } from "~/messages.account.fr";
import { acceptRefusals, invitedAs } from "~/messages.invitation.fr";
import { paths } from "~/paths";
import { acceptInvitation } from "~/services/access/accept-invitation.server";
import { findInvitation } from "~/services/access/find-invitation.server";

export const meta: MetaFunction = () => [{ title: "Rejoindre Label CAE" }];

export const handle = { alone: true };

export const loader = openDoor("how somebody invited becomes one of us", async (args: LoaderFunctionArgs) => {
	const { params, context } = args;
	const found = await findInvitation(context.db, params.token ?? "", context.clock());
	if (!found) return json({ offer: null }, { status: 410 });
	const { invitation, cooperativeName, account } = found;
	return json({
		offer: {
			email: invitation.email,
			as: invitedAs({ role: invitation.role, cooperativeName }),
			domains: invitation.domains,
			hasAccount: account !== null,
		},
	});
});

export const action = openDoor("how somebody invited becomes one of us", async (args: ActionFunctionArgs) => {
	const { request, params, context } = args;
	const form = await request.formData();
	const name = String(form.get("name") ?? "");
	const input = { name, password: String(form.get("password") ?? "") };
	const result = await acceptInvitation(context.db, params.token ?? "", input, context.arrival);
	if (result.ok) {
		const { userId, opened } = result.value;
		if (!opened) return json({ joined: true, refused: null, name: "" });
		return redirect(paths.home(), { headers: await enter(request, context, userId, opened) });
	}
	const status = result.reason === "OVER" ? 410 : 422;
	return json({ joined: false, refused: result.reason, name }, { status });
});

export default function Invitation() {
	const { offer } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const busy = useNavigation().state === "submitting";
	const refused = outcome?.refused ?? null;
	if (outcome?.joined) return <Joined />;
	if (!offer || refused === "OVER") return <Over />;
	return (
		<LonePage homeHref={paths.landing()} title="Rejoindre Label CAE" lead={`Une place vous attend ${offer.as}.`}>
			<div className="stack-wide">
				{offer.domains && <p>Vous y répondrez pour les domaines {offer.domains.join(", ")}.</p>}
				{refused === "ACCOUNT_CLOSED" && <Notice kind="error">{acceptRefusals.ACCOUNT_CLOSED}</Notice>}
				{offer.hasAccount ? (
					<Form method="post" className="stack">
						<p>
							Vous avez déjà un compte à l’adresse <strong>{offer.email}</strong> : ce rôle s’y ajoutera. Les appareils
							connectés à votre compte seront déconnectés, et vous vous connecterez de nouveau.
						</p>
						<p>
							<Button kind="primary">{busy ? "Ajout…" : "Ajouter ce rôle à mon compte"}</Button>
						</p>
					</Form>
				) : (
					<Form method="post" className="stack">
						<TextField
							name="address"
							type="email"
							label="Votre adresse e-mail"
							hint="Celle où l’invitation est arrivée. Elle servira à vous connecter."
							autoComplete="username"
							readOnly
							value={offer.email}
						/>
						<TextField
							name="name"
							label="Votre nom"
							hint="Prénom et nom, comme les autres les liront."
							autoComplete="name"
							maxLength={NAME_LIMIT}
							required
							defaultValue={outcome?.name}
							error={refused === "INVALID_NAME" ? acceptRefusals.INVALID_NAME : undefined}
						/>
						<NewPasswordField label="Votre mot de passe" error={passwordError(refused)} />
						<p>
							<Button kind="primary">{busy ? "Création…" : "Créer mon compte"}</Button>
						</p>
					</Form>
				)}
			</div>
		</LonePage>
	);
}

function passwordError(refused: string | null): string | undefined {
	return refused !== null && refused in passwordRefusals
		? passwordRefusals[refused as keyof typeof passwordRefusals]
		: undefined;
}

function Joined() {
	return (
		<LonePage homeHref={paths.landing()} title="Le rôle est ajouté">
			<div className="stack-wide">
				<Notice kind="success">Votre compte a ce rôle dès maintenant. Connectez-vous pour le retrouver.</Notice>
				<p>
					<ButtonLink kind="primary" href={paths.signIn()}>
						Se connecter
					</ButtonLink>
				</p>
			</div>
		</LonePage>
	);
}

function Over() {
	return (
		<LonePage homeHref={paths.landing()} title="Cette invitation n’ouvre plus rien">
			<div className="stack-wide">
				<p>Elle a déjà servi, elle a été annulée ou remplacée, ou ses sept jours sont passés. Rien n’a été modifié.</p>
				<ul>
					<li>Vous l’avez acceptée ? Connectez-vous avec l’adresse où elle est arrivée.</li>
					<li>Vous en avez reçu plusieurs ? Ouvrez le lien de la plus récente.</li>
					<li>Sinon, demandez-en une nouvelle à la personne qui vous a invité, ou à l’équipe nationale.</li>
				</ul>
				<p>
					<ButtonLink href={paths.signIn()}>Se connecter</ButtonLink>
				</p>
			</div>
		</LonePage>
	);
}
