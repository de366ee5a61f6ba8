/** Owns what the demonstration's final reports left open: non-conformities, and the plans their cooperatives proposed. */
import { auditFindings, domainMajors } from "../../app/domain/audit/audit-finding";
import type { RecordedFinding } from "../../app/domain/audit/finding";
import { dueOn, type Grade, type NonConformityStatus } from "../../app/domain/audit/non-conformity";
import { dayInParis } from "../../app/domain/calendar-day";
import { applicableCriteria } from "../../app/domain/standard/applicability";
import type { BuiltAssessment } from "./assessments";
import { cooperativeId } from "./assessments";
import { addDays, atWork, pick, uuidOf } from "./deterministic";
import type { DemoVisit } from "./visits";

/** What happened to the audit since its team was named, in order; null: not yet. */
export interface AuditLife {
	readonly confirmedAt: Date | null;
	readonly visitEndedAt: Date | null;
	readonly provisionalSentAt: Date | null;
	readonly replyDueOn: string | null;
	readonly finalAt: Date | null;
	readonly closedAt: Date | null;
}

const PLANS = [
	{
		cause: "Le suivi reposait sur une seule personne, et rien ne rappelait l’échéance.",
		correction: "Le document manquant est établi et daté.",
		action: "Deux personnes en ont la charge ; un rappel est inscrit au calendrier de l’équipe chaque trimestre.",
	},
	{
		cause: "La procédure datait d’avant l’arrivée des activités du bâtiment : elle ne les couvrait pas.",
		correction: "Les dossiers ouverts sont repris un à un, et complétés.",
		action: "La procédure est récrite avec l’équipe d’appui ; elle est relue à chaque nouvelle activité accueillie.",
	},
	{
		cause: "La règle était connue, mais personne ne l’avait écrite : chacun l’appliquait à sa façon.",
		correction: "La règle est écrite, d’après ce que faisaient les référents.",
		action:
			"Elle est présentée à chaque arrivée dans l’équipe, et deux dossiers tirés au sort sont relus chaque semestre.",
	},
] as const;
/** Whose first correction done was checked on the spot, and lifted. */
const LIFTED = "DEMO-34";
/** One of each, in turn. */
const STATUSES: readonly NonConformityStatus[] = ["planProposed", "planAccepted", "done", "open"];

type Observed = RecordedFinding & { readonly criterionId: string };

/** Empty but for the audits whose final report is the last step so far. */
export function followUp(
	{ code, year, status }: DemoVisit,
	{ published, cooperative, frozen }: BuiltAssessment,
	observations: readonly Observed[],
	{ finalAt }: AuditLife,
	leadId: string,
) {
	if (status !== "finalReport" || finalAt === null) return [];
	const { standard } = published;
	const opened = dayInParis(finalAt);
	const criteria = applicableCriteria(standard, cooperative.profile);
	const found = auditFindings(criteria, new Map(observations.map((row) => [row.criterionId, row])), new Set(), []);
	const row = (domain: string, criterionId: string | null, grade: Grade, state: NonConformityStatus) => ({
		id: uuidOf("nonConformity", code, year, criterionId ?? domain),
		cooperativeId: cooperativeId(code),
		auditId: uuidOf("audit", code, year),
		standard: `${standard.code}/${standard.version}`,
		domain,
		criterionId,
		origin: criterionId === null ? ("minors" as const) : ("level" as const),
		grade,
		status: state,
		openedOn: opened,
		dueOn: dueOn(grade, opened, standard.labelRules),
		doneOn: state === "done" ? addDays(opened, 40) : null,
		version: 1,
	});
	const own = found
		.filter(({ kind }) => kind === "major" || kind === "minor")
		.map(({ domain, criterionId, kind }, index) => {
			const state = STATUSES[index % STATUSES.length] ?? "open";
			const at = (days: number) => atWork(addDays(opened, days), code, criterionId, days);
			const by = frozen?.submittedBy;
			const plan = {
				cooperativeId: cooperativeId(code),
				nonConformityId: uuidOf("nonConformity", code, year, criterionId),
				number: 1,
				...pick(PLANS, code, criterionId, "plan"),
				ownerId: by ?? "",
				dueOn: addDays(opened, 60),
				proposedAt: at(10),
				proposedBy: by ?? "",
			};
			const judged = { accepted: true, judgedAt: at(16), judgedBy: null };
			const lifts = code === LIFTED && state === "done" && index < STATUSES.length;
			const done = {
				doneNote: "Le document est à jour et le rappel est en place.",
				doneAt: at(40),
				doneBy: by ?? null,
			};
			const checked = {
				effective: true,
				checkReason: "Registre relu : trois échéances tenues de suite, et une seconde personne formée.",
				checkedAt: at(52),
				checkedBy: leadId,
			};
			return {
				row: { ...row(domain, criterionId, kind as Grade, by ? state : "open"), minors: [] as string[] },
				plan:
					by === undefined || state === "open"
						? null
						: {
								...plan,
								...(state === "planProposed" ? {} : judged),
								...(state === "done" ? done : {}),
								...(lifts ? checked : {}),
							},
				lifted: by !== undefined && lifts ? { id: plan.nonConformityId, at: at(52), by: leadId } : null,
			};
		});
	const majors = domainMajors(found, standard.labelRules.minorsMakingMajor).map(({ domain, minors }) => ({
		row: { ...row(domain, null, "major", "open"), minors: [...minors] },
		plan: null,
		lifted: null,
	}));
	return [...own, ...majors];
}
