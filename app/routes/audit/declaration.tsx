/** The declaration of interests that a member of an audit team signs for that audit: the text, the ties, the signature. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { Button, ButtonLink } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { ErrorSummary } from "~/components/form/error-summary";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDate, formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { TIE_KINDS } from "~/domain/audit/interest-declaration";
import { interestLabels } from "~/messages.auditor.fr";
import { signRefusals } from "~/messages.declaration.fr";
import { paths } from "~/paths";
import { unlessClosedBySigning } from "~/services/audit/find-closing-signature.server";
import { getDeclaration } from "~/services/audit/get-declaration.server";
import { signDeclaration } from "~/services/audit/sign-declaration.server";

export const meta: MetaFunction = () => [{ title: "Ma déclaration d’intérêts · Label CAE" }];

/** A tie told by signing closes the file: a second post, or a way back, leads to one's own ties. */
export const loader = guarded(["audit.sign", "recusal.declare"], async ({ params, useCase }) => {
	const { auditId = "" } = params;
	const page = await unlessClosedBySigning(useCase, auditId, () => getDeclaration(useCase, auditId));
	return page ? json(page) : redirect(paths.ties("signature"));
});

export const action = guarded(["audit.sign", "recusal.declare"], async ({ request, params, useCase }) => {
	const { auditId = "" } = params;
	const form = await request.formData();
	const typed = { says: String(form.get("says") ?? ""), ties: form.getAll("ties").map(String) };
	const signed = form.get("signature") === "oui";
	const input = { ...typed, signed, wording: String(form.get("wording") ?? "") };
	const result = await unlessClosedBySigning(useCase, auditId, () => signDeclaration(useCase, auditId, input));
	if (!result) return redirect(paths.ties("signature"));
	// A tie closes the file: its page is no longer theirs to open.
	if (result.ok) return redirect(result.value.closed ? paths.ties("signature") : paths.audits.one(auditId));
	return json({ reason: result.reason, typed }, { status: 422 });
});

const FIELDS = {
	INVALID: "says",
	TIE_REQUIRED: "ties",
	NONE_AND_TIES: "says",
	STILL_DECLARED: "ties",
	NOT_SIGNED: "signature",
	WORDING_CHANGED: "signature",
	AUDIT_ENDED: "says",
} as const;

export default function Declaration() {
	const { header, wording, ties, signed } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const busy = useNavigation().state === "submitting";
	const message = refusal ? frenchTypography(signRefusals[refusal.reason]) : "";
	const field = refusal ? FIELDS[refusal.reason] : null;
	const errorOf = (name: string) => (field === name ? message : undefined);
	const typed = refusal?.typed ?? { says: ties.length > 0 ? "ties" : "", ties };
	return (
		<div className="page">
			<PageHeader
				breadcrumb={auditCrumbs(header)}
				title="Ma déclaration d’intérêts"
				lead={frenchTypography(`Audit : ${header.cooperative.name}, visite ${formatVisitDates(header)}.`)}
			/>
			{refusal && field && (
				<ErrorSummary
					title="Rien n’est signé"
					kept="Ce que vous avez coché est toujours là."
					errors={[{ fieldId: field, message }]}
					answer={outcome}
				/>
			)}
			{signed && (
				<Notice kind={signed.gap ? "warning" : "success"} live={false} title={`Signée le ${formatDateTime(signed.at)}`}>
					{frenchTypography(standing(signed))}
				</Notice>
			)}
			{signed && !signed.gap ? (
				<Section title="Ce que vous avez signé" ruled>
					<div className="stack">
						<p>{frenchTypography(signed.text)}</p>
						<p>
							{ties.length === 0
								? "Aucun lien déclaré avec cette CAE."
								: frenchTypography(`Liens déclarés : ${ties.map((kind) => interestLabels[kind]).join(", ")}.`)}
						</p>
						<p>
							Un lien apparaît&nbsp;? <Link href={paths.ties()}>Déclarez-le</Link> sans attendre.
						</p>
					</div>
				</Section>
			) : (
				<Section title="Ce que vous signez" ruled>
					<Form method="post" className="form">
						<input type="hidden" name="wording" value={wording.version} />
						<p>{frenchTypography(wording.text)}</p>
						<CheckboxGroup
							id="says"
							name="says"
							type="radio"
							label={frenchTypography(`Avec ${header.cooperative.name}`)}
							error={errorOf("says")}
							options={[
								{ value: "none", label: "Je n’ai aucun lien" },
								{ value: "ties", label: "J’ai un ou plusieurs liens, que je coche ci-dessous" },
							]}
							defaultValues={[typed.says]}
						/>
						<CheckboxGroup
							id="ties"
							name="ties"
							label="Mes liens"
							optional="s’il y en a"
							hint="Vous et l’équipe nationale les lisez, ni la CAE ni le reste de l’équipe. « Un autre lien » demande une dérogation écrite de l’équipe nationale ; tout autre lien vous ferme ce dossier aussitôt, et quelqu’un vous remplace."
							error={errorOf("ties")}
							options={TIE_KINDS.map((kind) => ({ value: kind, label: interestLabels[kind] }))}
							defaultValues={typed.ties}
						/>
						<CheckboxGroup
							id="signature"
							name="signature"
							label="Signature"
							hint={frenchTypography(
								"La date et le texte ci-dessus sont gardés. La signature vaut pour l’équipe telle qu’elle est, et un an avant la visite au plus.",
							)}
							error={errorOf("signature")}
							options={[{ value: "oui", label: "Je signe cette déclaration" }]}
						/>
						<p className="row">
							<Button kind="primary" disabled={busy}>
								{busy ? "Signature…" : "Signer"}
							</Button>
							<ButtonLink kind="quiet" href={paths.audits.one(header.id)}>
								Revenir à l’audit
							</ButtonLink>
						</p>
					</Form>
				</Section>
			)}
		</div>
	);
}

function standing({ gap, until }: { gap: { reason: string; why?: "team" | "age" } | null; until: string }): string {
	if (!gap)
		return `Elle vaut pour une visite qui commence jusqu’au ${formatDate(until)}, tant que l’équipe ne change pas.`;
	return gap.why === "team"
		? "L’équipe a changé depuis : signez de nouveau."
		: "Elle date de plus d’un an avant la visite : signez de nouveau.";
}
