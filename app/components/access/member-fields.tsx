/** Owns the role and the domains of somebody in a cooperative's team, as a form asks for them. */
import type { EntrustedDomains } from "~/domain/access/entrusted-domains";
import { roleLabels } from "~/messages.fr";
import { CheckboxGroup } from "../form/checkbox-group";

export interface MemberValues {
	readonly role: "manager" | "contributor";
	/** Null: all of them. */
	readonly domains: EntrustedDomains;
}

export function MemberFields({
	known,
	values,
	domainsError,
}: {
	known: readonly { readonly code: string; readonly title: string }[];
	values: MemberValues;
	domainsError?: string;
}) {
	return (
		<>
			<CheckboxGroup
				type="radio"
				name="role"
				label="Rôle dans la CAE"
				options={[
					{
						value: "manager",
						label: roleLabels.manager,
						hint: "Répond à tout, envoie l’auto-évaluation, invite et retire les personnes de l’équipe.",
					},
					{
						value: "contributor",
						label: roleLabels.contributor,
						hint: "Lit toute l’auto-évaluation et répond aux domaines cochés ci-dessous.",
					},
				]}
				defaultValues={[values.role]}
			/>
			<CheckboxGroup
				id="domains"
				name="domains"
				label="Domaines confiés"
				hint="Pour une personne de l’équipe. Tous cochés : elle répond à toute l’auto-évaluation."
				error={domainsError}
				options={known.map(({ code, title }) => ({ value: code, label: `${code} · ${title}` }))}
				defaultValues={values.domains ?? known.map(({ code }) => code)}
			/>
		</>
	);
}

/** The same fields as sent. An unknown role is a contributor: the one that may least. */
export function memberValues(form: FormData): { role: MemberValues["role"]; domains: string[] } {
	return {
		role: form.get("role") === "manager" ? "manager" : "contributor",
		domains: form.getAll("domains").filter((code) => typeof code === "string"),
	};
}
