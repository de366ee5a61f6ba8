/** The accreditation of an auditor: its days, where they come from, what they left. Visits they lose are handed over here. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { roleRefusals } from "~/components/access/people-words";
import { HandOverFields, HandOverSummary } from "~/components/audit/hand-over-fields";
import { Button, ButtonLink } from "~/components/form/button";
import { ErrorSummary } from "~/components/form/error-summary";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { frenchTypography } from "~/components/text/french";
import { paths } from "~/paths";
import { handOverInput, handOverValues } from "~/routes/access/hand-over-input";
import { accreditAuditor, endAccreditation } from "~/services/access/accredit-auditor.server";
import { getAccreditationForm } from "~/services/access/get-role-forms.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Habilitation de ${data?.person.name ?? "cette personne"} · Label CAE` },
];

export const loader = guarded(
	"auditor.accredit",
	async ({ params, useCase }) => json(await getAccreditationForm(useCase, params.userId ?? "")),
	{ freshProof: true },
);

export const action = guarded(
	"auditor.accredit",
	async ({ request, params, useCase }) => {
		const { userId = "" } = params;
		const form = await request.formData();
		const field = (name: string) => String(form.get(name) ?? "");
		const intent = form.get("intent") === "end" ? ("end" as const) : ("set" as const);
		const handOver = handOverInput(form);
		const common = { seen: field("seen"), ...handOver };
		const values = {
			accreditedFrom: field("accreditedFrom"),
			accreditedUntil: field("accreditedUntil"),
			homeCooperativeId: field("homeCooperativeId"),
			formerCooperativeId: field("formerCooperativeId"),
			leftOn: field("leftOn"),
		};
		const result =
			intent === "end"
				? await endAccreditation(useCase, userId, common)
				: await accreditAuditor(useCase, userId, { ...common, ...values });
		if (result.ok) return redirect(paths.persons.one(userId, "habilitation"));
		const audits = result.reason === "AUDITS_TO_HAND_OVER" ? result.details.audits : [];
		return json({ intent, reason: result.reason, values, audits, handOver: handOverValues(handOver) }, { status: 422 });
	},
	{ freshProof: true },
);

/** The field each refusal leads to. */
const FIELDS: Readonly<Record<string, string>> = {
	ACCREDITATION_DATES_REQUIRED: "accreditedFrom",
	INVALID_DATES: "accreditedFrom",
	ENDS_BEFORE_START: "accreditedUntil",
	FORMER_IS_HOME: "formerCooperativeId",
	FORMER_REQUIRED: "formerCooperativeId",
	UNKNOWN_COOPERATIVE: "homeCooperativeId",
};

export default function AccreditationPage() {
	const { person, accreditation, isAuditor, seen, cooperatives } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const message = refusal ? roleRefusals[refusal.reason] : "";
	const field = refusal ? FIELDS[refusal.reason] : undefined;
	const values = refusal?.intent === "set" ? refusal.values : accreditation;
	const errorOf = (name: string) => (field === name ? message : undefined);
	const options = cooperatives.map(({ id, name }) => ({ value: id, label: name }));
	const busy = useNavigation().state === "submitting";
	const handOver = (intent: "set" | "end") =>
		refusal?.intent === intent &&
		refusal.audits.length > 0 && <HandOverFields audits={refusal.audits} values={refusal.handOver} />;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: "Personnes", href: paths.persons.list() },
					{ label: person.name, href: paths.persons.one(person.id) },
				]}
				title="Habilitation d’auditeur"
				lead={`${person.name}. Ces informations décident des visites possibles : les conflits d’intérêts en découlent.`}
			/>
			{refusal && field && (
				<ErrorSummary
					title="Rien n’a été enregistré"
					kept="Ce que vous avez saisi est toujours là."
					errors={[{ fieldId: field, message }]}
				/>
			)}
			{refusal && refusal.audits.length > 0 && <HandOverSummary audits={refusal.audits} message={message} />}
			{refusal && !field && refusal.audits.length === 0 && <Notice kind="error">{frenchTypography(message)}</Notice>}
			{!isAuditor && (
				<Notice kind="info" live={false}>
					Cette personne n’a pas le rôle d’auditeur aujourd’hui : une habilitation seule n’ouvre rien.
				</Notice>
			)}
			<Section title="Dates et liens" ruled>
				<Form method="post" className="form" key={seen}>
					<input type="hidden" name="seen" value={seen} />
					<div className="field-pair">
						<TextField
							id="accreditedFrom"
							name="accreditedFrom"
							type="date"
							label="Premier jour"
							hint="Compté."
							required
							defaultValue={values?.accreditedFrom}
							error={errorOf("accreditedFrom")}
						/>
						<TextField
							id="accreditedUntil"
							name="accreditedUntil"
							type="date"
							label="Dernier jour"
							hint="Compté."
							required
							defaultValue={values?.accreditedUntil}
							error={errorOf("accreditedUntil")}
						/>
					</div>
					<SelectField
						id="homeCooperativeId"
						name="homeCooperativeId"
						label="CAE d’origine"
						placeholder="Aucune : tiers indépendant"
						options={options}
						defaultValue={values?.homeCooperativeId ?? ""}
						error={errorOf("homeCooperativeId")}
					/>
					<SelectField
						id="formerCooperativeId"
						name="formerCooperativeId"
						label="CAE quittée"
						hint="Moins de cinq ans après l’avoir quittée, on ne l’audite pas."
						placeholder="Aucune"
						options={options}
						defaultValue={values?.formerCooperativeId ?? ""}
						error={errorOf("formerCooperativeId")}
					/>
					<TextField
						id="leftOn"
						name="leftOn"
						type="date"
						short
						label="Quittée le"
						hint="Sans date, l’écart de cinq ans ne peut pas être vérifié : la visite reste impossible."
						optional="si elle est connue"
						defaultValue={values?.leftOn ?? ""}
						error={errorOf("leftOn")}
					/>
					{handOver("set")}
					<p className="actions">
						<Button kind="primary" name="intent" value="set">
							{busy ? "Enregistrement…" : "Enregistrer l’habilitation"}
						</Button>
						<ButtonLink kind="quiet" href={paths.persons.one(person.id)}>
							Laisser comme c’est
						</ButtonLink>
					</p>
				</Form>
			</Section>
			{accreditation && (
				<Section title="Mettre fin à l’habilitation" ruled>
					<Form method="post" className="stack">
						<input type="hidden" name="seen" value={seen} />
						<p>
							Son dernier jour devient la veille : plus aucune visite ne peut lui être confiée. Son rôle reste ; ses
							audits encore ouverts sont confiés à d’autres dans le même geste.
						</p>
						{handOver("end")}
						<p>
							<Button kind="danger" name="intent" value="end">
								Mettre fin à l’habilitation
							</Button>
						</p>
					</Form>
				</Section>
			)}
		</div>
	);
}
