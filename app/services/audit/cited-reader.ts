/** Owns which pieces sent with an assessment a reader of its audit may know of: the policy, whatever the database lets through. */
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { AuditRow } from "./load-audit.server";

/** @returns whether the person may read a piece that was sent, by whether it is confidential */
export function citedReader(
	actor: Actor,
	{
		cooperativeId,
		leadAuditorId,
		secondAuditorId,
	}: Pick<AuditRow, "cooperativeId" | "leadAuditorId" | "secondAuditorId">,
): (confidential: boolean) => boolean {
	const auditorIds = [leadAuditorId, ...(secondAuditorId ? [secondAuditorId] : [])];
	return (confidential) =>
		can(actor, "evidence.read", { cooperativeId, confidential, removed: false, cited: true, auditorIds });
}
