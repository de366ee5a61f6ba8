/** Owns what the demonstration's cooperatives said of their provisional reports, and what the teams answered. */
import type { auditReplies } from "../../app/db/schema/finding.server";
import { auditFindings } from "../../app/domain/audit/audit-finding";
import { applicableCriteria } from "../../app/domain/standard/applicability";
import { cooperativeId } from "./assessments";
import type { BuiltAudit } from "./audits";
import { addDays, atWork, workingDay } from "./deterministic";
import { MANAGER_HOME } from "./invented-cooperatives";
import { MANAGERS } from "./people";

type Reply = typeof auditReplies.$inferInsert;

const SAID: readonly (readonly [text: string, answer: string])[] = [
	[
		"Le document existait le jour de la visite, dans un autre classeur : nous l’avons joint depuis à ce critère.",
		"Le document joint est daté de la semaine qui suit la visite. Il servira au plan d’action ; le constat demeure.",
	],
	[
		"Deux dossiers sur dix, mais ils viennent de la même reprise d’activité, en 2024. Les huit autres suivent notre procédure depuis deux ans.",
		"C’est bien ce que l’équipe a lu, et le rapport le dit. L’exigence porte sur chaque dossier : le constat demeure.",
	],
];

/** Begun by the demonstration's manager, and not sent. */
const BEGUN = ["JUR-23", "La procédure a servi deux fois cette année : le registre est à votre disposition."] as const;

/** Rows of audit_replies, and when each cooperative said that it was done. */
export function buildReplies(audits: readonly BuiltAudit[]) {
	const answered = audits.filter(({ life }) => life.provisionalSentAt && life.finalAt).map(ofAudit);
	const begun = audits.filter(({ visit, status }) => visit.code === MANAGER_HOME && status === "rightOfReply");
	return {
		written: [
			...answered.flatMap(({ replies }) => replies),
			...begun.flatMap(({ id, visit, life }) => {
				const sent = life.provisionalSentAt?.toISOString().slice(0, 10) ?? visit.endsOn;
				const savedAt = atWork(addDays(sent, 1), visit.code, "reply");
				return reply(id, visit.code, BEGUN[0], BEGUN[1], savedAt);
			}),
		],
		sent: answered.map(({ sent }) => sent),
	};
}

/** On its first minor non-conformities. */
function ofAudit({ id, visit, assessment, observations, life, team }: BuiltAudit) {
	const { code } = visit;
	const day = (days: number) => {
		const sent = life.provisionalSentAt?.toISOString().slice(0, 10) ?? visit.endsOn;
		return atWork(workingDay(addDays(sent, days)), code, "reply", days);
	};
	const criteria = applicableCriteria(assessment.published.standard, assessment.cooperative.profile);
	const recorded = new Map(observations.map((row) => [row.criterionId, row]));
	const minors = auditFindings(criteria, recorded, new Set(), []).filter(({ kind }) => kind === "minor");
	const replies = SAID.flatMap(([text, answer], index) => {
		const finding = minors[index];
		if (!finding) return [];
		const { criterionId } = finding;
		const level = recorded.get(criterionId)?.level ?? null;
		const judged = {
			verdict: "kept" as const,
			answer,
			answeredAt: day(14),
			answeredBy: team.lead.id,
			levelBefore: level,
		};
		return { ...reply(id, code, criterionId, text, day(8)), ...judged };
	});
	return { replies, sent: { id, at: day(9), by: managerOf(code) } };
}

function reply(auditId: string, code: string, criterionId: string, text: string, savedAt: Date): Reply {
	return { cooperativeId: cooperativeId(code), auditId, criterionId, text, savedAt, savedBy: managerOf(code) };
}

function managerOf(code: string): string {
	const manager = MANAGERS.get(code);
	if (!manager) throw new Error(`no manager in ${code}`);
	return manager.id;
}
