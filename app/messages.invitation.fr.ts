/** Owns the French words of an invitation: its e-mail and the page it opens. */
import type { Role } from "./domain/access/roles";

export interface RoleOffered {
	readonly role: Role;
	/** Of a manager or contributor. */
	readonly cooperativeName: string | null;
}

/** What somebody is invited as, to be said after « Une place vous attend ». */
export function invitedAs({ role, cooperativeName }: RoleOffered): string {
	const within = cooperativeName === null ? "d’une CAE" : `de la CAE « ${cooperativeName} »`;
	const words: { readonly [R in Role]: string } = {
		manager: `comme responsable ${within}`,
		contributor: `dans l’équipe ${within}`,
		auditor: "comme auditeur ou auditrice",
		committee: "au comité de labellisation",
		board: "au conseil d’administration",
		network: "dans l’équipe nationale",
		admin: "pour administrer la plateforme",
	};
	return words[role];
}

export const acceptRefusals = {
	INVALID_NAME: "Indiquez votre nom, en 120 caractères au plus. Votre compte n’est pas encore créé.",
	ACCOUNT_CLOSED:
		"Le compte de cette adresse a été fermé : ce rôle ne peut pas s’y ajouter. Écrivez à l’équipe nationale, qui peut le rouvrir.",
} as const;
