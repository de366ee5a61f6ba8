/** One person of a cooperative's team: their role, the domains entrusted to them, the way out. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { MemberFields, memberValues } from "~/components/access/member-fields";
import { teamRefusals } from "~/components/access/people-words";
import { Button, ButtonLink } from "~/components/form/button";
import { ErrorSummary } from "~/components/form/error-summary";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { changeMember } from "~/services/access/change-member.server";
import { getMember } from "~/services/access/get-member.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.name ?? "Personne"} · Équipe · Label CAE` },
];

export const loader = guarded("team.manage", async ({ params, useCase }) =>
	json(await getMember(useCase, params.cooperativeId ?? "", params.grantId ?? "")),
);

export const action = guarded("team.manage", async ({ request, params, useCase }) => {
	const { cooperativeId = "", grantId = "" } = params;
	const form = await request.formData();
	const values = memberValues(form);
	const result = await changeMember(useCase, cooperativeId, grantId, {
		...values,
		seen: String(form.get("seen") ?? ""),
	});
	if (result.ok) return redirect(paths.cooperatives.team(cooperativeId, "changement"));
	return json({ reason: result.reason, values }, { status: 422 });
});

export default function TeamMember() {
	const { cooperative, grantId, name, role, domains, seen, isSelf, known, kept } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const busy = useNavigation().state === "submitting";
	const ofDomains = refusal?.reason === "NO_DOMAIN" || refusal?.reason === "UNKNOWN_DOMAIN";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: cooperative.name, href: paths.cooperatives.one(cooperative.id) },
					{ label: "Équipe", href: paths.cooperatives.team(cooperative.id) },
				]}
				title={name}
				lead={roleLabels[role]}
			/>
			{refusal && ofDomains && (
				<ErrorSummary
					title="Rien n’a été enregistré"
					kept="Ce que vous avez coché est toujours là."
					errors={[{ fieldId: "domains", message: teamRefusals[refusal.reason] }]}
				/>
			)}
			{refusal && !ofDomains && <Notice kind="error">{teamRefusals[refusal.reason]}</Notice>}
			<Section title="Rôle et domaines" ruled>
				<Form method="post" className="form" key={seen}>
					<input type="hidden" name="seen" value={seen} />
					<MemberFields
						known={known}
						values={refusal?.values ?? { role, domains }}
						domainsError={refusal && ofDomains ? teamRefusals[refusal.reason] : undefined}
					/>
					<p className="soft">
						{isSelf
							? "Le changement vaut tout de suite. Vos sessions se ferment : vous vous reconnecterez."
							: "Le changement vaut tout de suite. Les sessions de cette personne se ferment : elle se reconnectera. Les réponses déjà enregistrées restent."}
					</p>
					<p className="actions">
						<Button kind="primary">{busy ? "Enregistrement…" : "Enregistrer ce rôle"}</Button>
						<ButtonLink kind="quiet" href={paths.cooperatives.team(cooperative.id)}>
							Laisser comme c’est
						</ButtonLink>
					</p>
				</Form>
			</Section>
			<Section title="Départ" ruled>
				{kept ? (
					<p>
						<Button kind="danger" disabledReason={teamRefusals[kept]}>
							Retirer de l’équipe
						</Button>
					</p>
				) : (
					<div className="stack">
						<p>La page suivante dit ce qui change avant de le confirmer.</p>
						<p>
							<ButtonLink href={paths.cooperatives.departure(cooperative.id, grantId)}>
								{isSelf ? "Quitter l’équipe" : "Retirer de l’équipe"}
							</ButtonLink>
						</p>
					</div>
				)}
			</Section>
		</div>
	);
}
