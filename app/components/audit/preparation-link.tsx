/** Owns the way from an audit to its preparation, for whoever reads it. */
import { paths } from "~/paths";
import { ButtonLink } from "../form/button";

export function PreparationLink({ auditId, prepares }: { auditId: string; prepares: boolean }) {
	return (
		<ButtonLink href={paths.audits.preparation(auditId)}>
			{prepares ? "Préparer le plan d’audit" : "Plan d’audit et pièces demandées"}
		</ButtonLink>
	);
}
