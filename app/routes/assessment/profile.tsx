/** The profile of an assessment: sectors hosted, activities, headcount, conditions; what they set aside is said at once. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { StandardVersion } from "~/components/display/standard-version";
import { Button } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { applicabilityText, profileRefusals } from "~/messages.fr";
import { paths } from "~/paths";
import { changeProfile } from "~/services/assessment/change-profile.server";
import { getProfile } from "~/services/assessment/get-profile.server";

export const meta: MetaFunction = () => [{ title: "Profil de la CAE · Label CAE" }];

export const loader = guarded("assessment.read", async ({ params, useCase }) =>
	json(await getProfile(useCase, params.assessmentId ?? "")),
);

export const action = guarded("assessment.profile", async ({ request, params, useCase }) => {
	const { assessmentId = "" } = params;
	const form = await request.formData();
	const result = await changeProfile(useCase, assessmentId, {
		sectors: form.getAll("sectors"),
		activities: form.getAll("activities"),
		conditions: form.getAll("conditions"),
		headcount: form.get("headcount"),
		version: form.get("version"),
	});
	if (result.ok) return redirect(`${paths.assessments.profile(assessmentId)}?enregistre=1`);
	return json({ error: profileRefusals[result.reason] }, { status: result.reason === "CHANGED_MEANWHILE" ? 409 : 422 });
});

export default function ProfilePage() {
	const data = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const [query] = useSearchParams();
	const { header, editable, profile, setAside, criteriaCount } = data;
	const options = (terms: typeof data.sectors) =>
		terms.map(({ code, label, note }) => ({
			value: code,
			label: frenchTypography(label),
			hint: note && frenchTypography(note),
		}));
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(header)}
				above={<StandardVersion versions={[header.standard]} />}
				title="Profil de la CAE"
				lead={`Il décide des critères posés : ${criteriaCount - setAside.length} sur ${criteriaCount} aujourd’hui.`}
			/>
			<ReturnNotice header={header} />
			{refusal && "error" in refusal && <Notice kind="error">{refusal.error}</Notice>}
			{query.has("enregistre") && !refusal && (
				<Notice kind="success">
					Profil enregistré. Vos réponses sont conservées, même celles qui ne comptent plus.
				</Notice>
			)}
			<Form method="post" key={data.version} className="form">
				<input type="hidden" name="version" value={data.version} />
				<fieldset disabled={!editable} className="stack-wide plain-fieldset">
					<legend className="visually-hidden">Profil</legend>
					<CheckboxGroup
						name="sectors"
						label="Filières des activités hébergées"
						options={options(data.sectors)}
						defaultValues={profile.sectors}
					/>
					<CheckboxGroup
						name="activities"
						label="Activités particulières"
						options={options(data.activities)}
						defaultValues={profile.activities}
					/>
					<TextField
						name="headcount"
						label="Effectif salarié"
						hint="Équipe d’appui et entrepreneurs salariés, en nombre de personnes."
						inputMode="numeric"
						pattern="[0-9]{1,5}"
						required
						short
						defaultValue={String(profile.headcount)}
					/>
					<CheckboxGroup
						name="conditions"
						label="Situation de la CAE"
						options={options(data.conditions)}
						defaultValues={profile.conditions}
					/>
					{editable && (
						<p>
							<Button kind="primary">Enregistrer le profil</Button>
						</p>
					)}
				</fieldset>
			</Form>
			<Section title="Critères qui ne vous sont pas posés" ruled lead={formatCount(setAside.length, "critère")}>
				<ul>
					{setAside.map(({ id, title, applicability }) => (
						<li key={id}>
							{id} · {frenchTypography(title)} : {frenchTypography(applicabilityText(applicability, data.termLabels))}
						</li>
					))}
				</ul>
			</Section>
		</div>
	);
}
