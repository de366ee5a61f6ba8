/**
 * Judges whether a visit may begin: a whole team, declarations of interests signed and still holding, no tie that appeared since
 * the plan was made, no challenge that waits. The refusal says nothing of anybody's ties.
 */
import type { Transaction } from "~/db/client.server";
import { elevated } from "~/db/transaction.server";
import { isBeforeVisit, type MissionRefusal } from "~/domain/audit/interest-declaration";
import { teamSize } from "~/domain/audit/visit-plan";
import { accept, type Result, refuse } from "~/domain/result";
import { judgeAuditors } from "./judge-auditors.server";
import type { AuditRow, LoadedAudit } from "./load-audit.server";
import { loadMission, type Mission } from "./load-mission.server";
import { membersOf, missionGap, teamSetAt } from "./mission-gap";

/** @param userId who writes: in a visit under way, nobody else's declaration is looked at */
export async function checkMissionReady(
	tx: Transaction,
	audit: AuditRow,
	cooperative: LoadedAudit["cooperative"],
	{ userId, now }: { readonly userId: string; readonly now: Date },
): Promise<Result<null, MissionRefusal>> {
	if (!audit.asksDeclarations) return accept(null);
	const mission = await loadMission(tx, audit.id);
	const obstacle = missionObstacle(audit, mission, userId);
	if (obstacle) return refuse(obstacle);
	if (!isBeforeVisit(audit.status)) return accept(null);
	// An auditor reads neither the ties nor the absences of another: the check does.
	const judged = await elevated(tx, (all) => {
		const asked = { signatures: mission.signatures, teamSetAt: teamSetAt(audit) };
		return judgeAuditors(all, { ...audit, ...asked, cooperative, auditId: audit.id }, now);
	});
	const team = membersOf(audit);
	const held = judged.some(({ userId: id, toStart }) => team.includes(id) && toStart.length > 0);
	return held ? refuse("TEAM_TO_REVIEW") : accept(null);
}

/** What everybody on the audit may know of it: all but ties. Null: nothing keeps the visit from going on. */
export function missionObstacle(
	audit: AuditRow,
	{ signatures, challenge }: Mission,
	userId: string,
): Exclude<MissionRefusal, "TEAM_TO_REVIEW"> | null {
	if (!audit.asksDeclarations) return null;
	const team = membersOf(audit);
	if (!isBeforeVisit(audit.status)) {
		return team.includes(userId) && missionGap(audit, signatures.get(userId)) ? "DECLARATION_MISSING" : null;
	}
	if (team.length < teamSize(audit.kind)) return "TEAM_INCOMPLETE";
	if (challenge && challenge.outcome === null) return "CHALLENGE_WAITING";
	return team.some((id) => missionGap(audit, signatures.get(id))) ? "DECLARATION_MISSING" : null;
}
