/** Owns the invitations under way: to whom, for what, until when, and the two things one may do about each. */
import { roleLabels } from "~/messages.fr";
import { Badge } from "../display/badge";
import { DataTable } from "../display/data-table";
import { Button } from "../form/button";
import { formatDate } from "../text/format";
import { DomainCodes } from "./domain-codes";

export interface PendingInvitation {
	readonly id: string;
	readonly email: string;
	readonly role: keyof typeof roleLabels;
	readonly domains: readonly string[] | null;
	readonly createdAt: string;
	readonly expiresAt: string;
	readonly expired: boolean;
}

export function PendingInvitations({ invitations }: { invitations: readonly PendingInvitation[] }) {
	return (
		<DataTable
			caption="Personnes invitées"
			captionHidden
			stacked
			columns={[
				{ key: "email", header: "Adresse", rowHeader: true, cell: (row) => row.email },
				{ key: "role", header: "Rôle", cell: (row) => roleLabels[row.role] },
				{
					key: "domains",
					header: "Répondra à",
					cell: (row) =>
						row.role === "manager" || row.role === "contributor" ? <DomainCodes domains={row.domains} /> : "–",
				},
				{ key: "sent", header: "Envoyée le", cell: (row) => formatDate(row.createdAt) },
				{
					key: "expires",
					header: "Valable",
					cell: (row) =>
						row.expired ? (
							<Badge kind="warning">Échue le {formatDate(row.expiresAt)}</Badge>
						) : (
							<>jusqu’au {formatDate(row.expiresAt)}</>
						),
				},
				{
					key: "do",
					header: "Faire",
					cell: (row) => (
						<form method="post" className="row">
							<input type="hidden" name="invitationId" value={row.id} />
							<Button small name="intent" value="resend" aria-label={`Renvoyer l’invitation à ${row.email}`}>
								Renvoyer
							</Button>
							<Button
								kind="quiet"
								small
								name="intent"
								value="revoke"
								aria-label={`Annuler l’invitation à ${row.email}`}
							>
								Annuler
							</Button>
						</form>
					),
				},
			]}
			rows={invitations}
			rowKey={(row) => row.id}
		/>
	);
}
