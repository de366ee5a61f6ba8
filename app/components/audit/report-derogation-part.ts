/** Owns how the derogations of an audit are printed: for whom, which rule, why, by whom. The screen says the same. */
import type { ConflictReason } from "~/domain/audit/conflict-rules";
import { ruleLabels } from "~/messages.auditor.fr";
import { type Part, text, title } from "../document/document-model";
import { formatDate } from "../text/format";

export interface PrintedDerogation {
	readonly auditorName: string;
	readonly rule: ConflictReason;
	readonly reason: string;
	readonly grantedAt: Date;
	readonly grantedByName: string | null;
}

export function derogationPart(derogations: readonly PrintedDerogation[]): readonly Part[] {
	if (derogations.length === 0) return [];
	return [
		{
			title: "Dérogations",
			blocks: [
				text("Un lien entre une personne de l’équipe et la CAE a été accepté par écrit avant la visite."),
				...derogations.flatMap(({ auditorName, rule, reason, grantedAt, grantedByName }) => [
					title(`${auditorName} : ${ruleLabels[rule].toLowerCase()}`, 3),
					text(reason, "quote"),
					text(`Accordée par ${grantedByName ?? "l’équipe nationale"} le ${formatDate(grantedAt)}.`, "soft"),
				]),
			],
		},
	];
}
