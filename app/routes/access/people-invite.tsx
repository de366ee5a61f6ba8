/** Invites somebody to a role of the network, or into the team of any cooperative. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { NO_ROLE, RoleFields, roleError, roleValues } from "~/components/access/role-fields";
import { Button, ButtonLink } from "~/components/form/button";
import { ErrorSummary } from "~/components/form/error-summary";
import { TextField } from "~/components/form/text-field";
import { PageHeader } from "~/components/layout/page-header";
import { inviteRefusals } from "~/messages.account.fr";
import { paths } from "~/paths";
import { getInvitePersonForm } from "~/services/access/get-role-forms.server";
import { invitePerson } from "~/services/access/invite-person.server";

export const meta: MetaFunction = () => [{ title: "Inviter une personne · Label CAE" }];

export const loader = guarded("person.list", async ({ useCase }) => json(await getInvitePersonForm(useCase)), {
	freshProof: true,
});

export const action = guarded(
	["person.list", "role.grant"],
	async ({ request, useCase, platform }) => {
		const form = await request.formData();
		const email = String(form.get("email") ?? "");
		const values = roleValues(form);
		const { known } = await getInvitePersonForm(useCase);
		const all = values.role !== "contributor" || values.domains.length === known.length;
		const within = values.role === "manager" || values.role === "contributor";
		const offer = {
			...values,
			cooperativeId: within ? values.cooperativeId : null,
			domains: all ? null : values.domains,
		};
		const result = await invitePerson(useCase, platform.secrets, { email, ...offer });
		if (result.ok) return redirect(paths.persons.list({ fait: "invitation" }));
		const message = inviteRefusals[result.reason];
		return json({ message, error: roleError(result.reason, message), values, email }, { status: 422 });
	},
	{ freshProof: true },
);

export default function PeopleInvite() {
	const { offered, cooperatives, known } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "message" in outcome ? outcome : null;
	const busy = useNavigation().state === "submitting";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[{ label: "Personnes", href: paths.persons.list() }]}
				title="Inviter une personne"
				lead="Elle reçoit un lien par e-mail, valable sept jours et une seule fois. Si elle a déjà un compte, confiez plutôt le rôle depuis sa fiche."
			/>
			{refusal && (
				<ErrorSummary
					title="L’invitation n’est pas partie"
					kept="Ce que vous avez saisi est toujours là."
					errors={[{ fieldId: refusal.error?.field ?? "email", message: refusal.message }]}
				/>
			)}
			<Form method="post" className="form">
				<TextField
					id="email"
					name="email"
					type="email"
					label="Adresse e-mail"
					autoComplete="off"
					required
					maxLength={254}
					defaultValue={refusal?.email}
					error={refusal && !refusal.error ? refusal.message : undefined}
				/>
				<RoleFields
					offered={offered}
					cooperatives={cooperatives}
					known={known}
					values={refusal?.values ?? NO_ROLE}
					error={refusal?.error ?? null}
				/>
				<p className="actions">
					<Button kind="primary">{busy ? "Envoi…" : "Envoyer l’invitation"}</Button>
					<ButtonLink kind="quiet" href={paths.persons.list()}>
						Revenir aux personnes
					</ButtonLink>
				</p>
			</Form>
		</div>
	);
}
