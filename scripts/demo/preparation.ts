/** Owns how the demonstration's visits are prepared: some acknowledged and made, one under way, one sent, one still being written. */
import { answerValue } from "../../app/domain/assessment/answer-record";
import { type AgendaSlot, proposeAgenda, type SentPlan } from "../../app/domain/audit/audit-plan";
import type { DemandState } from "../../app/domain/audit/evidence-demand";
import { announceSample, proposeSample, renewSample, type SampleFacts } from "../../app/domain/audit/sampling";
import { daysCounted } from "../../app/domain/calendar-day";
import { applicableCriteria } from "../../app/domain/standard/applicability";
import { type BuiltAssessment, cooperativeId } from "./assessments";
import type { BuiltAudit } from "./audits";
import { addDays, atWork, uuidOf, workingDayBefore } from "./deterministic";
import { asksDeclarations } from "./missions";

/** How far each has got. A visit that is not here is not prepared yet. */
const PREPARED: Readonly<Record<string, "acknowledged" | "sent" | "written">> = {
	"DEMO-26": "acknowledged",
	"DEMO-16": "acknowledged",
	"DEMO-12": "acknowledged",
	"DEMO-10": "acknowledged",
	"DEMO-45": "sent",
	"DEMO-17": "written",
};

/** What is asked, about which criterion of the sample, and how it stands. */
const DEMANDS: readonly (readonly [criterionId: string, wording: string, state: DemandState, note: string])[] = [
	[
		"JUR-05",
		"Le dernier procès-verbal d’assemblée générale, avec la feuille de présence.",
		"received",
		"Il est dans le dossier, à ce critère.",
	],
	[
		"JUR-10",
		"Trois contrats d’entrepreneur salarié signés cette année, choisis par vous.",
		"answered",
		"Ils sont au siège : vous les verrez sur place.",
	],
	["JUR-16", "L’attestation d’assurance en cours et la liste des activités couvertes.", "asked", ""],
];

export function buildPreparation(audits: readonly BuiltAudit[], assessments: readonly BuiltAssessment[]) {
	const prepared = audits.flatMap((audit) => {
		const how = PREPARED[audit.visit.code];
		return how && asksDeclarations(audit) ? [prepare(audit, assessments, how)] : [];
	});
	return {
		plans: prepared.map(({ plan }) => plan),
		samples: prepared.flatMap(({ samples }) => samples),
		sendings: prepared.flatMap(({ sending }) => sending ?? []),
		demands: prepared.flatMap(({ demands }) => demands),
	};
}

function prepare(
	{ id: auditId, visit, team, assessment, life }: BuiltAudit,
	assessments: readonly BuiltAssessment[],
	how: "acknowledged" | "sent" | "written",
) {
	const { code, startsOn, endsOn, kind } = visit;
	const { standard } = assessment.published;
	const owner = { cooperativeId: cooperativeId(code), auditId };
	const by = team.lead.id;
	const at = (days: number, what: string) => atWork(workingDayBefore(addDays(startsOn, -days)), code, what);
	const seed = uuidOf("plan", code, visit.year);
	const lines = renewSample(kind, [], proposeSample(kind, factsOf(assessment, assessments), seed));
	const domains = standard.domains.map((domain) => domain.code);
	const frame = { days: daysCounted(startsOn, endsOn), domains, hasSecond: team.second !== null };
	const agenda = proposeAgenda(frame).map(
		(slot): AgendaSlot => (slot.kind === "domain" ? { ...slot, met: "Personnes en charge de ces sujets" } : slot),
	);
	const content: SentPlan = { startsOn, endsOn, agenda, sample: announceSample(lines, standard.criteria) };
	const answered = how === "acknowledged";
	const ended = life.visitEndedAt !== null;
	const manager = assessment.frozen?.submittedBy ?? null;
	return {
		plan: { ...owner, agenda, seed, version: 1, writtenAt: at(30, "plan"), writtenBy: by },
		samples: lines.map((line) => ({ ...owner, ...line, writtenAt: at(30, "sample"), writtenBy: by })),
		sending:
			how === "written"
				? null
				: {
						...{ ...owner, number: 1, content, sentAt: at(25, "sent"), sentBy: by },
						...(answered && {
							answer: "acknowledged" as const,
							answeredAt: at(22, "acknowledged"),
							answeredBy: manager,
						}),
					},
		demands: answered
			? DEMANDS.flatMap(([criterionId, wording, now, note]) => {
					// Nothing still waits once the visit is over.
					const late = now === "asked";
					const state = ended && late ? "answered" : now;
					const answerNote = ended && late ? "Elle est au dossier, à ce critère, depuis la veille de la visite." : note;
					if (!lines.some((line) => line.criterionId === criterionId)) return [];
					const told = { askedAt: at(25, "sent"), dueOn: workingDayBefore(addDays(startsOn, -6)) };
					return {
						...{ ...owner, id: uuidOf("demand", code, criterionId), criterionId, wording, state, ...told },
						...{ writtenAt: at(26, `demand ${criterionId}`), writtenBy: by },
						...(state !== "asked" && {
							answerNote,
							answeredAt: at(late ? 1 : 12, `answer ${criterionId}`),
							answeredBy: manager,
						}),
						...(state === "received" && { settledAt: at(10, `settled ${criterionId}`), settledBy: by }),
					};
				})
			: [],
	};
}

/** What the answers alone show: the same version of the référentiel the year before, and no earlier gap. */
function factsOf({ cooperative, plan, published, answers }: BuiltAssessment, all: readonly BuiltAssessment[]) {
	const before = all.find(
		(one) =>
			one.cooperative.code === cooperative.code && one.plan.year === plan.year - 1 && one.published.id === published.id,
	);
	return applicableCriteria(published.standard, cooperative.profile).map(
		({ id, kind, blocking, weight, metFrom }): SampleFacts => ({
			...{ id, kind, blocking, weight, metFrom },
			declared: answerValue(answers.get(id)),
			evidence: "held",
			before: before?.answers.get(id)?.level ?? null,
			audited: null,
			gap: null,
			contradicted: false,
		}),
	);
}
