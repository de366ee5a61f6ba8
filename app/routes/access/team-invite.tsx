/** Invites somebody into a cooperative's team. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { MemberFields, memberValues } from "~/components/access/member-fields";
import { Button, ButtonLink } from "~/components/form/button";
import { ErrorSummary } from "~/components/form/error-summary";
import { TextField } from "~/components/form/text-field";
import { PageHeader } from "~/components/layout/page-header";
import { inviteRefusals } from "~/messages.account.fr";
import { paths } from "~/paths";
import { getInviteForm } from "~/services/access/get-team.server";
import { invitePerson } from "~/services/access/invite-person.server";

export const meta: MetaFunction = () => [{ title: "Inviter une personne · Équipe · Label CAE" }];

export const loader = guarded(
	"team.manage",
	async ({ params, useCase }) => json(await getInviteForm(useCase, params.cooperativeId ?? "")),
	{ freshProof: true },
);

export const action = guarded(
	"role.grant",
	async ({ request, params, useCase, platform }) => {
		const { cooperativeId = "" } = params;
		const form = await request.formData();
		const values = { email: String(form.get("email") ?? ""), ...memberValues(form) };
		const { known } = await getInviteForm(useCase, cooperativeId);
		const domains = values.role === "manager" || values.domains.length === known.length ? null : values.domains;
		const { email, role } = values;
		const result = await invitePerson(useCase, platform.secrets, { email, role, cooperativeId, domains });
		if (result.ok) return redirect(paths.cooperatives.team(cooperativeId, "invitation"));
		return json({ reason: result.reason, values }, { status: 422 });
	},
	{ freshProof: true },
);

export default function TeamInvite() {
	const { cooperative, known } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const busy = useNavigation().state === "submitting";
	const ofDomains = refusal?.reason === "INVALID_DOMAINS";
	const error = refusal ? inviteRefusals[refusal.reason] : undefined;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: cooperative.name, href: paths.cooperatives.one(cooperative.id) },
					{ label: "Équipe", href: paths.cooperatives.team(cooperative.id) },
				]}
				title="Inviter une personne"
				lead="Elle reçoit un lien par e-mail, valable sept jours et une seule fois, avec lequel elle choisit son mot de passe."
			/>
			{error && (
				<ErrorSummary
					title="L’invitation n’est pas partie"
					kept="Ce que vous avez saisi est toujours là."
					errors={[{ fieldId: ofDomains ? "domains" : "email", message: error }]}
				/>
			)}
			<Form method="post" className="form">
				<TextField
					id="email"
					name="email"
					type="email"
					label="Adresse e-mail"
					hint="La sienne : l’invitation ne vaut que pour cette adresse."
					autoComplete="off"
					required
					maxLength={254}
					defaultValue={refusal?.values.email}
					error={ofDomains ? undefined : error}
				/>
				<MemberFields
					known={known}
					values={refusal?.values ?? { role: "contributor", domains: [] }}
					domainsError={ofDomains ? error : undefined}
				/>
				<p className="actions">
					<Button kind="primary">{busy ? "Envoi…" : "Envoyer l’invitation"}</Button>
					<ButtonLink kind="quiet" href={paths.cooperatives.team(cooperative.id)}>
						Revenir à l’équipe
					</ButtonLink>
				</p>
			</Form>
		</div>
	);
}
