/**
 * Owns what the report of an audit says on paper, whichever file it leaves in: its cover, what it concludes, declared beside
 * retained, and its parts in their order. A part whose facts are absent is not there.
 */
import type { AuditKind, AuditMode } from "~/domain/audit/audit";
import type { AuditReport } from "~/domain/audit/audit-report";
import type { ReportStage } from "~/domain/audit/report-delays";
import type { Standard } from "~/domain/standard/standard";
import { auditKindLabels, auditModeLabels } from "~/messages.fr";
import { type Cover, type PaperDocument, type Part, text } from "../document/document-model";
import { formatDate, formatDateTime } from "../text/format";
import { challengePart, type PrintedChallenge } from "./report-challenge-part";
import { derogationPart, type PrintedDerogation } from "./report-derogation-part";
import { comparedPart, summaryPart } from "./report-figure-parts";
import { findingParts } from "./report-finding-parts";
import { type FollowedLine, followedPart } from "./report-followed-part";
import { meetingsPart, type PrintedMeeting } from "./report-meetings-part";
import { type PrintedPreparation, preparationPart } from "./report-preparation-part";
import { formatVisitDates } from "./visit-dates";

/**
 * `frozen`: what was issued, under its hash; `preparing`: what the team has written so far; `before`: an audit of before the
 * platform, whose report has no text of its own.
 */
export type ReportState = "frozen" | "preparing" | "before";

export interface ReportFacts {
	readonly header: {
		readonly year: number;
		readonly kind: AuditKind;
		readonly mode: AuditMode;
		readonly startsOn: string;
		readonly endsOn: string;
		readonly leadName: string;
		readonly secondName: string | null;
		readonly cooperative: { readonly name: string; readonly fictional: boolean };
	};
	readonly standard: Standard & { readonly contentHash: string };
	readonly stage: ReportStage;
	readonly state: ReportState;
	readonly issuedAt: Date;
	/** Null: unknown, or an account erased since. */
	readonly issuedBy: string | null;
	/** Of the frozen text; null without one. */
	readonly seal: {
		readonly hash: string;
		/** The text kept still gives that hash. */
		readonly intact: boolean;
		/** Of the provisional report, in the final one. */
		readonly provisional: string | null;
		/** Head of the journal as the report was frozen. */
		readonly journal: { readonly position: number; readonly hash: string } | null;
	} | null;
	readonly replyDueOn: string | null;
	readonly report: AuditReport;
	/** Titles of the pieces that the reader may see, by id. */
	readonly pieces: ReadonlyMap<string, string>;
	readonly derogations: readonly PrintedDerogation[];
	readonly challenge: PrintedChallenge | null;
	readonly preparation: PrintedPreparation;
	readonly meetings: readonly PrintedMeeting[];
	/** Null: before the final report. */
	readonly followed: { readonly today: string; readonly lines: readonly FollowedLine[] } | null;
}

const STAGES: { readonly [S in ReportStage]: string } = {
	provisional: "Rapport provisoire",
	final: "Rapport définitif",
};

/** The provisional report is the first version of a report, the final one the second. */
const VERSIONS: { readonly [S in ReportStage]: string } = { provisional: "version 1", final: "version 2" };

export function auditReportDocument(facts: ReportFacts): PaperDocument {
	const { header, standard, stage, report } = facts;
	return {
		title: `${header.cooperative.name}, ${STAGES[stage].toLowerCase()} d’audit ${header.year}`,
		madeOn: facts.issuedAt,
		watermark: stage === "provisional" ? "PROVISOIRE" : null,
		foot: footOf(facts),
		cover: coverOf(facts),
		parts: [
			summaryPart(report, standard),
			comparedPart(report),
			...derogationPart(facts.derogations),
			...challengePart(facts.challenge),
			...preparationPart(facts.preparation, standard),
			...meetingsPart(facts.meetings),
			...findingParts(report, standard, facts.pieces),
			...followedPart(facts.followed, standard),
			wordsPart(),
		],
	};
}

function footOf({ stage, seal }: ReportFacts): readonly string[] {
	const version = `${STAGES[stage]}, ${VERSIONS[stage]}`;
	if (!seal) return [`${version}, sans texte figé`];
	const head = seal.journal ? `Tête du journal, ligne ${seal.journal.position} : ${seal.journal.hash}` : null;
	return [`${version}. Empreinte (SHA-256) : ${seal.hash}`, ...(head ? [head] : [])];
}

function coverOf(facts: ReportFacts): Cover {
	const { header, standard, stage, state, issuedAt, issuedBy, seal, replyDueOn } = facts;
	const team = header.secondName
		? `Équipe d’audit : ${header.leadName} (responsable), ${header.secondName}`
		: `Audit mené par ${header.leadName}`;
	const by = issuedBy ? ` par ${issuedBy}` : "";
	const when = formatDateTime(issuedAt);
	const standing: Record<ReportState, string> = {
		frozen: stage === "final" ? `Émis le ${when}${by}.` : `Envoyé à la CAE le ${when}${by}.`,
		preparing: `En préparation au ${when} : pas encore envoyé à la CAE, tout peut encore changer.`,
		before: `${stage === "final" ? "Rapport d’avant la plateforme" : "Rapport sans texte figé"} : reconstitué d’après les niveaux enregistrés, au ${formatDate(issuedAt)}. Aucun texte n’a été figé, il n’a donc pas d’empreinte.`,
	};
	return {
		above: `${STAGES[stage]}, ${VERSIONS[stage]}`,
		title: header.cooperative.name,
		lines: [
			{
				text: `${auditKindLabels[header.kind]}, auto-évaluation ${header.year}. Visite ${formatVisitDates(header)}, ${auditModeLabels[header.mode].toLowerCase()}`,
			},
			{ text: team },
			{ text: `${standard.title}, version ${standard.version}` },
			{ text: standing[state], strong: true },
			...(stage === "provisional" && replyDueOn && state !== "preparing"
				? [{ text: `La CAE peut y répondre critère par critère jusqu’au ${formatDate(replyDueOn)}.` }]
				: []),
			...(header.cooperative.fictional ? [{ text: "Données fictives, pour une démonstration." }] : []),
			...(seal && !seal.intact
				? [
						{
							text: "Attention : le texte gardé ne redonne pas son empreinte. Prévenez l’équipe nationale.",
							strong: true,
						},
					]
				: []),
		],
		small: [
			...(seal ? [`Empreinte de ce rapport (SHA-256) : ${seal.hash}`] : []),
			...(seal?.provisional ? [`Empreinte du rapport provisoire (SHA-256) : ${seal.provisional}`] : []),
			...(seal?.journal
				? [`Tête du journal au moment où il a été figé, ligne ${seal.journal.position} : ${seal.journal.hash}`]
				: []),
			`Empreinte du référentiel (SHA-256) : ${standard.contentHash}`,
			standard.notice,
		],
	};
}

const WORDS = [
	"Déclaré : le niveau que la CAE s’est donné dans l’auto-évaluation envoyée.",
	"Retenu : le niveau que l’équipe d’audit a constaté. Il ne remplace pas le niveau déclaré et ne s’y mêle jamais.",
	"Non-conformité majeure : critère bloquant sous le niveau attendu, ou mineures assez nombreuses dans un domaine. Mineure : autre critère obligatoire sous le niveau attendu.",
	"Piste de progrès : critère recommandé non atteint, ou marge relevée par l’équipe. Point fort : niveau 3, avec une pièce ou une note.",
	"Empreinte : calculée sur le texte du rapport ; un seul signe changé en donne une autre.",
	"Tête du journal : l’empreinte de la dernière ligne du journal de la plateforme quand le rapport a été figé. Elle dépend de toutes les lignes d’avant.",
] as const;

function wordsPart(): Part {
	return {
		title: "Les mots de ce rapport",
		blocks: [
			{ kind: "list", items: WORDS },
			text("Dates de Paris. Les pourcentages sont arrondis par défaut : 100 % ne s’affiche que si c’est vrai.", "soft"),
		],
	};
}
