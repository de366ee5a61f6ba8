/** Owns what the audit's page tells of its team: who has signed, what is missing, the challenge. Never a tie.. */
import { challengeableUntil, checkChallenge } from "~/domain/audit/challenge";
import { isSigned } from "~/domain/audit/interest-declaration";
import { teamSize } from "~/domain/audit/visit-plan";
import type { Day } from "~/domain/calendar-day";
import { missionObstacle } from "./check-mission-ready.server";
import type { LoadedAudit } from "./load-audit.server";
import type { Mission } from "./load-mission.server";
import { membersOf, missionGap, teamSetAt } from "./mission-gap";

/** Told to whoever reads the audit. @param userId who reads it */
export function missionOf({ audit, ...named }: LoadedAudit, mission: Mission, userId: string, today: Day) {
	const names = new Map([
		[audit.leadAuditorId, named.leadName],
		[audit.secondAuditorId, named.secondName],
	]);
	const allowed = checkChallenge(
		{ ...audit, teamSetAt: teamSetAt(audit), challenged: mission.challenge !== null },
		today,
	);
	return {
		asked: audit.asksDeclarations && isSigned(audit.status),
		obstacle: missionObstacle(audit, mission, userId),
		whole: membersOf(audit).length >= teamSize(audit.kind),
		members: membersOf(audit).map((id) => {
			const signedAt = mission.signatures.get(id) ?? null;
			return { id, name: names.get(id) ?? "", mine: id === userId, signedAt, gap: missionGap(audit, signedAt) };
		}),
		challenge: mission.challenge,
		/** Last day to challenge; null: it is no longer possible. */
		challengeUntil: allowed.ok ? challengeableUntil(teamSetAt(audit)) : null,
	};
}
