/** Owns how the non-conformities of a final report are printed: deadline, standing, and the plan of the cooperative. */

import type { Grade, NonConformityStatus } from "~/domain/audit/non-conformity";
import type { Day } from "~/domain/calendar-day";
import type { Standard } from "~/domain/standard/standard";
import { followLabels, gradeLabels } from "~/messages.followed.fr";
import { type Block, type Part, text, title } from "../document/document-model";
import { formatCount, formatDate } from "../text/format";

export interface FollowedLine {
	readonly domain: string;
	/** Null: a major that minors of the domain make together. */
	readonly criterionId: string | null;
	readonly minors: readonly string[];
	readonly grade: Grade;
	readonly status: NonConformityStatus;
	readonly openedOn: Day;
	readonly dueOn: Day;
	/** When the cooperative last said that it was done. */
	readonly doneOn: Day | null;
	readonly late: boolean;
	/** Opened by an audit before this one, and still open at its final report. */
	readonly earlier: boolean;
	/** The last one proposed; null: none. */
	readonly plan: {
		readonly cause: string;
		readonly correction: string;
		readonly action: string;
		readonly ownerName: string | null;
		readonly dueOn: Day;
		readonly accepted: boolean | null;
	} | null;
}

export function followedPart(
	followed: { readonly today: string; readonly lines: readonly FollowedLine[] } | null,
	standard: Standard,
): readonly Part[] {
	if (!followed) return [];
	const { today, lines } = followed;
	const { major, minor } = standard.labelRules.deadlinesMonths;
	return [
		{
			title: "Non-conformités, plans et délais",
			apart: true,
			blocks: [
				text(
					`Une majeure se lève en ${major} mois après le rapport définitif, une mineure en ${minor}. Cette partie n’est pas figée : elle dit où en étaient les écarts le ${formatDate(today)}.`,
				),
				...(lines.length === 0
					? [text("Aucun écart à suivre.")]
					: [deadlineTable(lines, standard), ...lines.flatMap((line) => planBlocks(line, standard))]),
			],
		},
	];
}

function deadlineTable(lines: readonly FollowedLine[], standard: Standard): Block {
	return {
		kind: "table",
		caption: `${formatCount(lines.length, "écart")}.`,
		columns: [
			{ header: "Écart", width: 201 },
			{ header: "Gravité", width: 70 },
			{ header: "À lever avant le", width: 110 },
			{ header: "Où il en est", width: 110 },
		],
		rows: lines.map((line) => [
			`${nameOf(line, standard)}${line.earlier ? ` (ouvert le ${formatDate(line.openedOn)} par un audit précédent)` : ""}`,
			gradeLabels[line.grade],
			`${formatDate(line.dueOn)}${line.late ? ", en retard" : ""}`,
			followLabels[line.status],
		]),
	};
}

function planBlocks(line: FollowedLine, standard: Standard): readonly Block[] {
	const { plan } = line;
	if (!plan) return [];
	const standing = plan.accepted === null ? "proposé, pas encore jugé" : plan.accepted ? "accepté" : "renvoyé à la CAE";
	return [
		title(`Plan pour ${nameOf(line, standard)}`, 3),
		text(
			`Plan ${standing}. ${doneOrToDo(line, plan.ownerName ?? "un compte supprimé")}, pour le ${formatDate(plan.dueOn)}.`,
			"strong",
		),
		...(line.status === "closed"
			? [text("L’équipe d’audit a vérifié que la cause est supprimée : l’écart est levé.")]
			: []),
		text(`Cause : ${plan.cause}`),
		text(`Correction : ${plan.correction}`),
		text(`Action corrective : ${plan.action}`),
	];
}

function doneOrToDo({ doneOn }: FollowedLine, owner: string): string {
	return doneOn ? `Déclaré fait le ${formatDate(doneOn)} ; responsable : ${owner}` : `À faire par ${owner}`;
}

function nameOf({ criterionId, domain, minors }: FollowedLine, { criteria, domains }: Standard): string {
	if (criterionId === null) {
		const name = domains.find(({ code }) => code === domain)?.title ?? domain;
		return `${name} : majeure faite de ${minors.length} mineures (${minors.join(", ")})`;
	}
	const named = criteria.find(({ id }) => id === criterionId)?.title;
	return named ? `${criterionId} · ${named}` : criterionId;
}
