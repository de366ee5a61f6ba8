/** Owns what is missing of a member's declaration for one audit, read from its row: the rule is in domain/audit. */
import type { AuditStatus } from "~/domain/audit/audit-life";
import { type DeclarationGap, declarationGap, isSigned } from "~/domain/audit/interest-declaration";
import type { AuditTeam } from "~/domain/audit/visit-plan";
import type { Day } from "~/domain/calendar-day";

interface Mission {
	readonly status: AuditStatus;
	readonly startsOn: Day;
	readonly asksDeclarations: boolean;
	readonly createdAt: Date;
	/** Null: as it was created. */
	readonly teamSetAt: Date | null;
}

/** When the team became what it is. */
export function teamSetAt({ teamSetAt: changed, createdAt }: Pick<Mission, "teamSetAt" | "createdAt">): Date {
	return changed ?? createdAt;
}

/** Null: signed and holding, or nobody signs for this audit. @param signedAt the person's last signature for it, if any */
export function missionGap(mission: Mission, signedAt: Date | null | undefined): DeclarationGap | null {
	if (!mission.asksDeclarations || !isSigned(mission.status)) return null;
	return declarationGap({ signedAt: signedAt ?? null, teamSetAt: teamSetAt(mission) }, mission.startsOn);
}

export function membersOf({ leadAuditorId, secondAuditorId }: AuditTeam): readonly string[] {
	return secondAuditorId === null ? [leadAuditorId] : [leadAuditorId, secondAuditorId];
}

/** Whether the same people are in both, whoever leads. */
export function sameTeam(a: AuditTeam, b: AuditTeam): boolean {
	return [...membersOf(a)].sort().join() === [...membersOf(b)].sort().join();
}
