/** Adds a cooperative to the network. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { IdentityErrors } from "~/components/cooperative/identity-errors";
import { IdentityFields } from "~/components/cooperative/identity-fields";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { cooperativeRefusals, identityFieldLabels } from "~/messages.cooperative.fr";
import { paths } from "~/paths";
import { createCooperative } from "~/services/cooperative/create-cooperative.server";
import { getCreationForm } from "~/services/cooperative/get-cooperative-form.server";
import { fieldErrors, identityInput, NO_ERRORS } from "./identity-input";

export const meta: MetaFunction = () => [{ title: "Ajouter une coopérative · Label CAE" }];

export const loader = guarded("cooperative.create", async ({ useCase }) => json(await getCreationForm(useCase)));

export const action = guarded("cooperative.create", async ({ request, useCase }) => {
	const form = await request.formData();
	const values = { ...identityInput(form), headcount: String(form.get("headcount") ?? "") };
	const result = await createCooperative(useCase, values);
	if (result.ok) return redirect(paths.cooperatives.one(result.value.cooperativeId));
	const refusal =
		result.reason === "MISTAKES"
			? { errors: fieldErrors(result.details), error: null }
			: { errors: NO_ERRORS, error: cooperativeRefusals[result.reason] };
	return json({ ...refusal, values }, { status: 422 });
});

export default function Create() {
	const { terms, associations, groups, year } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "values" in outcome ? outcome : null;
	const busy = useNavigation().state === "submitting";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[{ label: "Coopératives", href: paths.cooperatives.list() }]}
				title="Ajouter une coopérative"
				lead="Elle paraît aussitôt dans la liste du réseau. Son équipe n’entre qu’après une invitation."
			/>
			{refusal?.error && <Notice kind="error">{refusal.error}</Notice>}
			{refusal && <IdentityErrors errors={refusal.errors} />}
			<Form method="post" className="form" noValidate>
				<IdentityFields
					values={refusal?.values ?? EMPTY}
					errors={refusal?.errors ?? {}}
					terms={terms}
					associations={associations}
					groups={groups}
				/>
				<TextField
					id="headcount"
					name="headcount"
					label={`${identityFieldLabels.headcount} en ${year}`}
					hint="Équipe d’appui et entrepreneurs salariés, en nombre de personnes."
					inputMode="numeric"
					required
					short
					defaultValue={refusal?.values.headcount}
					error={refusal?.errors.headcount}
				/>
				<p className="actions">
					<Button kind="primary">{busy ? "Enregistrement…" : "Ajouter la coopérative"}</Button>
					<ButtonLink kind="quiet" href={paths.cooperatives.list()}>
						Ne rien ajouter
					</ButtonLink>
				</p>
			</Form>
		</div>
	);
}

const EMPTY = {
	code: "",
	name: "",
	siren: "",
	legalForm: "",
	region: "",
	department: "",
	regionalAssociation: "",
	groupName: "",
	mainSector: "",
	sectors: [],
	activities: [],
	conditions: [],
	enrolledOn: "",
	memberSince: "",
};
