/** Gives a role to somebody who has an account. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { roleRefusals } from "~/components/access/people-words";
import { NO_ROLE, RoleFields, roleError, roleValues } from "~/components/access/role-fields";
import { Button, ButtonLink } from "~/components/form/button";
import { ErrorSummary } from "~/components/form/error-summary";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { paths } from "~/paths";
import { getGrantForm } from "~/services/access/get-role-forms.server";
import { grantRole } from "~/services/access/grant-role.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Confier un rôle à ${data?.person.name ?? "cette personne"} · Label CAE` },
];

export const loader = guarded(
	"person.read",
	async ({ params, useCase }) => json(await getGrantForm(useCase, params.userId ?? "")),
	{ freshProof: true },
);

export const action = guarded(
	["person.read", "role.grant"],
	async ({ request, params, useCase }) => {
		const { userId = "" } = params;
		const values = roleValues(await request.formData());
		const result = await grantRole(useCase, userId, values);
		if (result.ok) return redirect(paths.persons.one(userId, "role"));
		return json({ reason: result.reason, values }, { status: 422 });
	},
	{ freshProof: true },
);

export default function GrantRole() {
	const { person, offered, cooperatives, known } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const message = refusal ? roleRefusals[refusal.reason] : "";
	const error = refusal ? roleError(refusal.reason, message) : null;
	const busy = useNavigation().state === "submitting";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: "Personnes", href: paths.persons.list() },
					{ label: person.name, href: paths.persons.one(person.id) },
				]}
				title="Confier un rôle"
				lead={`À ${person.name}. Le rôle ouvre ce qu’il permet dès son premier jour ; ses sessions ouvertes se ferment.`}
			/>
			{error && (
				<ErrorSummary
					title="Rien n’a été enregistré"
					kept="Ce que vous avez saisi est toujours là."
					errors={[{ fieldId: error.field, message }]}
				/>
			)}
			{refusal && !error && <Notice kind="error">{message}</Notice>}
			<Form method="post" className="form">
				<RoleFields
					offered={offered}
					cooperatives={cooperatives}
					known={known}
					values={refusal?.values ?? NO_ROLE}
					error={error}
				/>
				<p className="actions">
					<Button kind="primary">{busy ? "Enregistrement…" : "Confier ce rôle"}</Button>
					<ButtonLink kind="quiet" href={paths.persons.one(person.id)}>
						Revenir à la fiche
					</ButtonLink>
				</p>
			</Form>
		</div>
	);
}
