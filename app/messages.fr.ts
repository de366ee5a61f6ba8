/** Owns the French label of every domain code, typed: a missing label does not compile. */
import type { Role } from "./domain/access/roles";
import type { AssessmentStatus } from "./domain/assessment/status";
import type { AuditKind, AuditMode, AuditStatus } from "./domain/audit/audit";
import type { ScoreStage } from "./domain/network/stage";
import type { Outcome } from "./domain/scoring/label-outcome";
import type { CriterionKind, CriterionType, SourceConfidence } from "./domain/standard/standard";

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

export const assessmentStatusLabels: Labels<AssessmentStatus> = { draft: "En cours", submitted: "Envoyée" };

export const auditKindLabels: Labels<AuditKind> = {
	initial: "Audit initial",
	followUp: "Audit de suivi",
	renewal: "Audit de renouvellement",
};

export const auditModeLabels: Labels<AuditMode> = { onSite: "Sur place", remote: "À distance" };

export const auditStatusLabels: Labels<AuditStatus> = {
	planned: "Planifié",
	inProgress: "En cours",
	closed: "Clos",
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
