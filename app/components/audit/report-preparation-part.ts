/** Owns how an audit was prepared, as its report prints it: the sample and why, the people met, the plan sent, the evidence asked. */
import type { PlanAnswer } from "~/domain/audit/audit-plan";
import type { DemandState } from "~/domain/audit/evidence-demand";
import type { SampleLine } from "~/domain/audit/sampling";
import type { Standard } from "~/domain/standard/standard";
import { sampleReasonLabels } from "~/messages.preparation.fr";
import { type Block, type Part, text, title } from "../document/document-model";
import { formatCount, formatDate } from "../text/format";

export interface PrintedPreparation {
	readonly sample: readonly SampleLine[];
	/** Functions, never names. */
	readonly peopleMet: readonly string[];
	/** The last one first. */
	readonly sendings: readonly {
		readonly sentAt: string;
		readonly answer: PlanAnswer | null;
		readonly answeredAt: string | null;
	}[];
	readonly demands: readonly {
		readonly criterionId: string;
		readonly wording: string;
		readonly dueOn: string;
		readonly state: DemandState;
	}[];
}

const DEMANDS: { readonly [S in Exclude<DemandState, "draft">]: string } = {
	asked: "Demandée, pas reçue",
	answered: "Réponse donnée",
	received: "Reçue",
	withdrawn: "Retirée",
};

/** Nothing for an audit that was not prepared on the platform. */
export function preparationPart(preparation: PrintedPreparation, standard: Standard): readonly Part[] {
	const blocks = [...planBlocks(preparation), ...sampleBlocks(preparation, standard), ...demandBlocks(preparation)];
	return blocks.length === 0 ? [] : [{ title: "Préparation de la visite", blocks }];
}

function planBlocks({ sendings, peopleMet }: PrintedPreparation): readonly Block[] {
	const [last] = sendings;
	const answered =
		last?.answer && last.answeredAt
			? ` La CAE ${last.answer === "acknowledged" ? "en a pris connaissance" : "y a répondu"} le ${formatDate(last.answeredAt)}.`
			: " Sans réponse de la CAE.";
	return [
		...(last ? [text(`Plan d’audit envoyé à la CAE le ${formatDate(last.sentAt)}.${answered}`)] : []),
		...(peopleMet.length > 0 ? [text(`Personnes rencontrées, par fonction : ${peopleMet.join(" ; ")}.`)] : []),
	];
}

function sampleBlocks({ sample }: PrintedPreparation, { criteria }: Standard): readonly Block[] {
	const rank = new Map(criteria.map(({ id }, index) => [id, index]));
	const kept = sample
		.filter(({ takenOut }) => !takenOut)
		.toSorted((a, b) => (rank.get(a.criterionId) ?? 0) - (rank.get(b.criterionId) ?? 0));
	if (kept.length === 0) return [];
	const names = new Map(criteria.map(({ id, title: name }) => [id, name]));
	return [
		title("Échantillon regardé de plus près", 2, true),
		{
			kind: "table",
			caption: `${formatCount(kept.length, "critère")} de l’échantillon, et pourquoi.`,
			columns: [
				{ header: "Critère", width: 221 },
				{ header: "Raisons", width: 270 },
			],
			rows: kept.map(({ criterionId, reasons, note }) => [
				`${criterionId} · ${names.get(criterionId) ?? ""}`,
				[...reasons.map((reason) => sampleReasonLabels[reason]), ...(note.trim() ? [note.trim()] : [])].join(" ; "),
			]),
		},
	];
}

function demandBlocks({ demands }: PrintedPreparation): readonly Block[] {
	const sent = demands.flatMap((demand) =>
		demand.state === "draft" ? [] : [{ ...demand, said: DEMANDS[demand.state] }],
	);
	if (sent.length === 0) return [];
	return [
		title("Pièces demandées avant la visite", 2, true),
		{
			kind: "table",
			caption: `${formatCount(sent.length, "pièce demandée", "pièces demandées")}.`,
			columns: [
				{ header: "Pièce", width: 231 },
				{ header: "Critère", width: 60 },
				{ header: "Pour le", width: 100 },
				{ header: "Où elle en est", width: 100 },
			],
			rows: sent.map(({ wording, criterionId, dueOn, said }) => [wording, criterionId, formatDate(dueOn), said]),
		},
	];
}
