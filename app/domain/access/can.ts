/**
 * Owns the one access policy: `can(actor, action, resource)`, exhaustive and denying by default, and its twin
 * `scope(actor)`, the filter of the lists. Rule R-60 of docs/regles-metier.md.
 */
import type { AssessmentStatus } from "../assessment/status";
import { type AuditStatus, isOpenAudit } from "../audit/audit";
import { type Actor, holds, holdsIn, ownCooperatives } from "./roles";

export interface CooperativeResource {
	readonly cooperativeId: string;
}

export interface AssessmentResource extends CooperativeResource {
	readonly status: AssessmentStatus;
	/** Auditors named on an audit of this assessment. */
	readonly auditorIds: readonly string[];
}

export interface AuditResource extends CooperativeResource {
	readonly status: AuditStatus;
	readonly leadAuditorId: string;
	readonly secondAuditorId: string | null;
}

/** Every action of the product with the resource it bears on (`null`: none). */
export interface ActionResources {
	"network.read": null;
	"cooperative.list": null;
	"cooperative.read": CooperativeResource;
	"progress.read": CooperativeResource;
	"assessment.open": CooperativeResource;
	"assessment.read": AssessmentResource;
	"assessment.answer": AssessmentResource;
	"assessment.profile": AssessmentResource;
	"assessment.submit": AssessmentResource;
	"audit.list": null;
	"audit.schedule": null;
	"audit.read": AuditResource;
	/** Declared answers, audited levels and notes side by side: the visit sheet. */
	"audit.findings": AuditResource;
	"audit.reschedule": AuditResource;
	"audit.cancel": AuditResource;
	"audit.record": AuditResource;
	"audit.close": AuditResource;
}
export type Action = keyof ActionResources;

type Policy = { readonly [A in Action]: (actor: Actor, resource: ActionResources[A]) => boolean };

const seesNetwork = (actor: Actor) => holds(actor, "network") || holds(actor, "board") || holds(actor, "committee");
const isOnTeam = (actor: Actor, audit: AuditResource) =>
	audit.leadAuditorId === actor.userId || audit.secondAuditorId === actor.userId;

const policy: Policy = {
	"network.read": seesNetwork,
	"cooperative.list": seesNetwork,
	"cooperative.read": (actor, { cooperativeId }) => seesNetwork(actor) || holdsIn(actor, cooperativeId),
	"progress.read": (actor, { cooperativeId }) => seesNetwork(actor) || holdsIn(actor, cooperativeId),
	"assessment.open": (actor, { cooperativeId }) => holdsIn(actor, cooperativeId, ["manager"]),
	// A draft is the cooperative's alone (product.md, 2); once submitted, the network team and the audit team read it.
	"assessment.read": (actor, { cooperativeId, status, auditorIds }) =>
		holdsIn(actor, cooperativeId) ||
		(status === "submitted" &&
			(holds(actor, "network") || (holds(actor, "auditor") && auditorIds.includes(actor.userId)))),
	"assessment.answer": (actor, { cooperativeId, status }) => status === "draft" && holdsIn(actor, cooperativeId),
	"assessment.profile": (actor, { cooperativeId, status }) =>
		status === "draft" && holdsIn(actor, cooperativeId, ["manager"]),
	"assessment.submit": (actor, { cooperativeId, status }) =>
		status === "draft" && holdsIn(actor, cooperativeId, ["manager"]),
	"audit.list": (actor) => seesNetwork(actor) || holds(actor, "auditor") || ownCooperatives(actor).length > 0,
	"audit.schedule": (actor) => holds(actor, "network"),
	"audit.read": (actor, audit) =>
		seesNetwork(actor) || (holds(actor, "auditor") && isOnTeam(actor, audit)) || holdsIn(actor, audit.cooperativeId),
	// The team and the national team at any time; the cooperative once the visit is closed, so that a level still being
	// weighed is nobody's verdict. A team whose visit was cancelled reads no further.
	"audit.findings": (actor, audit) =>
		holds(actor, "network") ||
		(audit.status !== "cancelled" && holds(actor, "auditor") && isOnTeam(actor, audit)) ||
		(audit.status === "closed" && holdsIn(actor, audit.cooperativeId)),
	"audit.reschedule": (actor, audit) => isOpenAudit(audit.status) && holds(actor, "network"),
	"audit.cancel": (actor, audit) => isOpenAudit(audit.status) && holds(actor, "network"),
	"audit.record": (actor, audit) => isOpenAudit(audit.status) && holds(actor, "auditor") && isOnTeam(actor, audit),
	"audit.close": (actor, audit) =>
		isOpenAudit(audit.status) && holds(actor, "auditor") && audit.leadAuditorId === actor.userId,
};

/** Whether the actor may do this. Denies whatever is not written above. */
export function can<A extends Action>(actor: Actor, action: A, resource: ActionResources[A]): boolean {
	return policy[action](actor, resource);
}

/** Which cooperatives' rows a list may return: all of them, or those listed. */
export type CooperativeScope = "all" | readonly string[];

/** The twin of `cooperative.read` and `progress.read`. */
export function cooperativeScope(actor: Actor): CooperativeScope {
	return seesNetwork(actor) ? "all" : ownCooperatives(actor);
}

/** The twin of `audit.read`: by cooperative, or by being on the team. */
export function auditScope(actor: Actor): { cooperatives: CooperativeScope; teamMember: string | null } {
	return { cooperatives: cooperativeScope(actor), teamMember: holds(actor, "auditor") ? actor.userId : null };
}
