/** Changes a cooperative: identity and declared profile, headcount by year, departure from the network. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Departure } from "~/components/cooperative/departure";
import { HeadcountForms } from "~/components/cooperative/headcount-forms";
import { IdentityErrors } from "~/components/cooperative/identity-errors";
import { IdentityFields, type TypedIdentity } from "~/components/cooperative/identity-fields";
import { Button, ButtonLink } from "~/components/form/button";
import { changesOf } from "~/components/journal/journal-fields";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { frenchTypography } from "~/components/text/french";
import type { CooperativeIdentity } from "~/domain/cooperative/identity";
import { cooperativeRefusals, departureRefusals, headcountRefusals } from "~/messages.cooperative.fr";
import { paths } from "~/paths";
import { type EditCooperativeResult, editCooperative } from "~/services/cooperative/edit-cooperative.server";
import { endMembership } from "~/services/cooperative/end-membership.server";
import { getEditForm } from "~/services/cooperative/get-cooperative-form.server";
import { setHeadcount } from "~/services/cooperative/set-headcount.server";
import { fieldErrors, identityInput, NO_ERRORS } from "./identity-input";

export const meta: MetaFunction = () => [{ title: "Modifier une coopérative · Label CAE" }];

export const loader = guarded("cooperative.edit", async ({ params, useCase }) =>
	json(await getEditForm(useCase, params.cooperativeId ?? "")),
);

export const action = guarded("cooperative.edit", async ({ request, params, useCase }) => {
	const { cooperativeId = "" } = params;
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? "");
	switch (form.get("intent")) {
		case "headcount": {
			const values = { year: text("year"), headcount: text("headcount"), known: text("known") };
			const result = await setHeadcount(useCase, cooperativeId, values);
			if (result.ok) return redirect(`${paths.cooperatives.edit(cooperativeId)}#effectifs`);
			return json({ headcount: { ...values, error: headcountRefusals[result.reason] } }, { status: 422 });
		}
		case "departure": {
			const values = { lastDay: text("lastDay"), confirmed: text("confirmed"), version: text("version") };
			const result = await endMembership(useCase, cooperativeId, values);
			if (result.ok) return redirect(paths.cooperatives.one(cooperativeId));
			const error = departureRefusals[result.reason];
			return json({ departure: { error, lastDay: values.lastDay } }, { status: 422 });
		}
		default: {
			const values = identityInput(form);
			const result = await editCooperative(useCase, cooperativeId, { ...values, version: text("version") });
			if (result.ok) return redirect(paths.cooperatives.one(cooperativeId));
			const status = result.reason === "CHANGED_MEANWHILE" ? 409 : 422;
			return json({ identity: { ...refusedIdentity(result), values } }, { status });
		}
	}
});

function refusedIdentity(result: Extract<EditCooperativeResult, { ok: false }>) {
	if (result.reason === "MISTAKES") return { errors: fieldErrors(result.details), error: null, theirs: [] };
	const error = cooperativeRefusals[result.reason];
	if (result.reason !== "CHANGED_MEANWHILE") return { errors: NO_ERRORS, error, theirs: [] };
	const { typed, theirs } = result.details;
	const lines = changesOf(typed, theirs, { people: {}, cooperatives: {} });
	return {
		errors: NO_ERRORS,
		error,
		theirs: lines.map(({ label, after }) => `${label} : ${after ?? "non renseigné"}`),
	};
}

export default function Edit() {
	const { id, version, identity, memberUntil, headcounts, terms, associations, groups, year } =
		useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "identity" in outcome ? outcome.identity : null;
	const busy = useNavigation().state === "submitting";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: "Coopératives", href: paths.cooperatives.list() },
					{ label: identity.name, href: paths.cooperatives.one(id) },
				]}
				title="Modifier la coopérative"
				lead="Une auto-évaluation déjà ouverte garde son profil : seules les suivantes partiront de celui-ci."
			/>
			{refusal?.error && (
				<Notice kind="error">
					<p>{refusal.error}</p>
					{refusal.theirs.length > 0 && (
						<>
							<p>Ce qui est enregistré maintenant, là où votre saisie diffère :</p>
							<ul>
								{refusal.theirs.map((line) => (
									<li key={line}>{frenchTypography(line)}</li>
								))}
							</ul>
						</>
					)}
				</Notice>
			)}
			{refusal && <IdentityErrors errors={refusal.errors} />}
			<Section title="Identité et profil déclaré" ruled>
				<Form method="post" className="form" noValidate key={version}>
					<input type="hidden" name="version" value={version} />
					<IdentityFields
						values={refusal?.values ?? asTyped(identity)}
						errors={refusal?.errors ?? {}}
						terms={terms}
						associations={associations}
						groups={groups}
					/>
					<p className="actions">
						<Button kind="primary">{busy ? "Enregistrement…" : "Enregistrer les changements"}</Button>
						<ButtonLink kind="quiet" href={paths.cooperatives.one(id)}>
							Laisser comme c’est
						</ButtonLink>
					</p>
				</Form>
			</Section>
			<Section
				title="Effectif par année"
				lead="L’auto-évaluation d’une année part de l’effectif de cette année, s’il est donné ici."
				ruled
			>
				<HeadcountForms
					headcounts={headcounts}
					year={year}
					refused={outcome && "headcount" in outcome ? outcome.headcount : null}
				/>
			</Section>
			<Section title="Départ du réseau" ruled>
				<Departure
					version={version}
					memberUntil={memberUntil}
					refused={outcome && "departure" in outcome ? outcome.departure : null}
				/>
			</Section>
		</div>
	);
}

function asTyped(identity: CooperativeIdentity): TypedIdentity {
	const { sectors, activities, conditions, code, name } = identity;
	const text = (value: string | null) => value ?? "";
	return {
		code,
		name,
		siren: text(identity.siren),
		legalForm: text(identity.legalForm),
		region: text(identity.region),
		department: text(identity.department),
		regionalAssociation: text(identity.regionalAssociation),
		groupName: text(identity.groupName),
		mainSector: text(identity.mainSector),
		sectors,
		activities,
		conditions,
		enrolledOn: text(identity.enrolledOn),
		memberSince: text(identity.memberSince),
	};
}
