/** Owns the French label of every domain code, typed: a missing label does not compile. */
import type { RetentionRule } from "./domain/access/retention";
import type { Role } from "./domain/access/roles";
import type { SheetFilter } from "./domain/assessment/sheet-filter";
import type { AssessmentStatus } from "./domain/assessment/status";
import type { AuditKind, AuditMode } from "./domain/audit/audit";
import type { AuditStatus } from "./domain/audit/audit-life";
import type { LabelState } from "./domain/decision/label-state";
import type { FunnelStep } from "./domain/network/funnel";
import type { Measure } from "./domain/network/rate";
import type { ScoreStage } from "./domain/network/stage";
import type { Outcome } from "./domain/scoring/label-outcome";
import type { OutcomeCheck } from "./domain/scoring/outcome-checks";
import type { Applicability, CriterionKind, CriterionType, SourceConfidence } from "./domain/standard/standard";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const roleLabels: Labels<Role> = {
	manager: "Responsable de la CAE",
	contributor: "Équipe de la CAE",
	auditor: "Auditeur",
	committee: "Comité de labellisation",
	board: "Conseil d’administration",
	network: "Équipe nationale",
	admin: "Administration de la plateforme",
};

/** What happens at the end of the delay. */
export const retentionEffectLabels: Labels<RetentionRule["effect"]> = {
	removed: "supprimé",
	emptied: "effacé de la ligne",
	listed: "signalé à l’équipe nationale, qui décide",
};

export const assessmentStatusLabels: Labels<AssessmentStatus> = {
	draft: "En cours",
	submitted: "Envoyée",
	returned: "À corriger",
};

export const auditKindLabels: Labels<AuditKind> = {
	initial: "Audit initial",
	followUp: "Audit de suivi",
	renewal: "Audit de renouvellement",
};

/** The same, where « audit » is said already. */
export const auditKindShortLabels: Labels<AuditKind> = {
	initial: "Initial",
	followUp: "Suivi",
	renewal: "Renouvellement",
};

export const auditModeLabels: Labels<AuditMode> = { onSite: "Sur place", remote: "À distance" };

export const auditStatusLabels: Labels<AuditStatus> = {
	planned: "Planifié",
	confirmed: "Confirmé",
	inProgress: "En cours",
	provisionalReport: "Rapport provisoire",
	rightOfReply: "Droit de réponse",
	finalReport: "Rapport définitif",
	closed: "Clos",
	postponed: "Reporté",
	cancelled: "Annulé",
};

export const stageLabels: Labels<ScoreStage> = { declared: "Déclaré par la CAE", audited: "Retenu par l’audit" };

export const criterionKindLabels: Labels<CriterionKind> = { mandatory: "Obligatoire", recommended: "Recommandé" };

export const criterionTypeLabels: Labels<CriterionType> = {
	legalObligation: "Obligation légale",
	labelRequirement: "Exigence du label",
	goodPractice: "Bonne pratique",
};

export const sourceConfidenceLabels: Labels<SourceConfidence> = {
	high: "Source confirmée",
	medium: "Numéro d’article ou portée à relire",
	check: "Règle en cours d’évolution, à vérifier",
};

export const outcomeLabels: Labels<Outcome> = {
	awarded: "Labellisable",
	awardedWithReservations: "Labellisable avec réserves",
	deferred: "Ajourné",
	refused: "Refusé",
};

export const sheetFilterLabels: Labels<SheetFilter> = {
	all: "Tous",
	unanswered: "Sans réponse",
	toConfirm: "À confirmer",
	mandatory: "Obligatoires",
	blocking: "Bloquants",
	notMet: "Non conformes",
	commented: "Commentés",
	mine: "Les miens",
	changed: "Changés",
	withoutEvidence: "Sans pièce",
};

/** To whom a criterion is put, in a few words. `labels` gives the words of the standard's own codes. */
export function applicabilityText(rule: Applicability, labels: Readonly<Record<string, string>>): string {
	const named = (codes: readonly string[]) => codes.map((code) => labels[code] ?? code).join(", ");
	switch (rule.scope) {
		case "all":
			return "toutes les CAE";
		case "sector":
			return `CAE hébergeant des activités de la filière ${named(rule.anyOf)}`;
		case "activity":
			return `CAE ayant l’activité ${named(rule.anyOf)}`;
		case "headcount":
			return `CAE d’au moins ${rule.min} salariés`;
		case "condition":
			return `si ${named([rule.key]).replace(/^./, (letter) => letter.toLowerCase())}`;
	}
}

/** One rule of the label: what the file has, what it needs. Never a rounded rate: 89,99 % is not 90 %. */
export function outcomeCheckText({ code, have, need, of, domain }: OutcomeCheck): string {
	const part = of === null || of === 0 ? "" : ` sur ${of}`;
	switch (code) {
		case "BLOCKING_MET":
			return have === 0
				? "Aucun critère bloquant sous le niveau 2"
				: `${have} critère${have > 1 ? "s" : ""} bloquant${have > 1 ? "s" : ""} sous le niveau 2 ou sans réponse`;
		case "DOMAIN_MINORS_LIMIT":
			return `${domain} : ${have} écarts sur des critères obligatoires, ${need} au plus`;
		case "RECOMMENDED_SHARE":
			return of === 0
				? "Critères recommandés : aucun ne s’applique, la règle ne peut pas être remplie"
				: `Critères recommandés : ${have}${part}, il en faut ${need}`;
		case "MANDATORY_MET":
			return of === 0
				? "Critères obligatoires : aucun ne s’applique"
				: `Critères obligatoires, pondérés : ${have} points${part}, il les faut tous pour le label sans réserve`;
		case "RESERVATIONS_FLOOR":
			return `Label avec réserves : ${have} points${part}, il en faut ${need}`;
		case "RESERVATIONS_DOMAIN_FLOOR":
			return `Label avec réserves, ${domain} : ${have} points${part}, il en faut ${need}`;
		case "REFUSAL_FLOOR":
			return `Seuil sous lequel un dossier est refusé : ${have} points${part}, il en faut ${need}`;
		case "PLAN_ACCEPTED":
			return "Plan d’actions accepté pour les écarts";
	}
}

export const openRefusals = {
	NO_OPEN_CAMPAIGN: "Aucune campagne n’est ouverte aujourd’hui : l’équipe nationale annoncera la prochaine.",
	NO_LONGER_MEMBER: "Votre CAE a quitté le réseau : aucune nouvelle auto-évaluation ne s’ouvre.",
	NOT_ENROLLED: "Votre CAE n’est pas encore inscrite dans la démarche du label : écrivez à l’équipe nationale.",
} as const;

export const profileRefusals = {
	INVALID_HEADCOUNT: "Indiquez l’effectif en nombre entier, par exemple 24. Le profil n’a pas changé.",
	NO_SECTOR: "Cochez au moins une filière. Le profil n’a pas changé.",
	ASSESSMENT_LOCKED: "L’auto-évaluation est envoyée : le profil ne change plus.",
	CHANGED_MEANWHILE:
		"Une autre personne a modifié le profil entre-temps. Le profil affiché est le sien : reprenez vos changements.",
} as const;

export const measureLabels: Labels<Measure> = { conformity: "Conformité", maturity: "Indice de maturité" };

export const funnelLabels: Labels<FunnelStep> = {
	engaged: "Engagées",
	opened: "Auto-évaluation ouverte",
	submitted: "Auto-évaluation envoyée",
	audited: "Auditées dans l’année",
	labelled: "Labellisées",
};

export const labelStateLabels: Labels<LabelState> = {
	awarded: "Labellisée",
	awardedWithReservations: "Labellisée avec réserves",
	deferred: "Ajournée",
	refused: "Refusée",
	expired: "Label échu",
	none: "Pas encore de décision",
};

const domainPhrases: Readonly<Record<string, string>> = {
	JUR: "le volet juridique",
	FIN: "le volet financier et comptable",
	RHU: "le volet ressources humaines",
	ACC: "l’accompagnement",
	ANC: "l’ancrage",
};

/** A domain inside a sentence, always singular; a domain added to the référentiel is named by its title. */
export function domainPhrase({ code, title }: { readonly code: string; readonly title: string }): string {
	return domainPhrases[code] ?? `le domaine « ${title} »`;
}

export const NOT_KNOWN = "non renseigné";

const legalForms: Readonly<Record<string, string>> = {
	scop: "Scop",
	scic: "Scic",
	cooperative: "Coopérative (loi de 1947)",
};

/** A legal form in words; an unknown code as it is. */
export function legalFormLabel(code: string | null): string | null {
	return code === null ? null : (legalForms[code] ?? code);
}
