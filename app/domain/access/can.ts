/**
 * Owns the one access policy: `can(actor, action, resource)`, exhaustive and denying by default. Its twin, the filter of
 * the lists, is in `scope.ts`. Rule R-60 of docs/regles-metier.md; tests/access/policy-matrix.csv spells it out.
 */
import { isOpenToAnswers } from "../assessment/status";
import { isMovable, isOpenVisit, isToldToCooperative, startsFrom } from "../audit/audit-life";
import { isBeforeVisit, isSigned } from "../audit/interest-declaration";
import type {
	Action,
	ActionResources,
	AssessmentResource,
	AuditResource,
	EvidenceResource,
	FollowedResource,
	GrantResource,
} from "./actions";
import { type Actor, answersIn, holds, holdsIn, isTied, type Role } from "./roles";

type Policy = { readonly [A in Action]: (actor: Actor, resource: ActionResources[A]) => boolean };

export function seesNetwork(actor: Actor): boolean {
	return holds(actor, "network") || holds(actor, "board") || holds(actor, "committee");
}

/** The national team and the administrators. */
export function runsNetwork(actor: Actor): boolean {
	return holds(actor, "network") || holds(actor, "admin");
}

/**
 * Whether the actor reads the file of that cooperative as one of the network. Whoever stands aside does not: the
 * platform closes the file, it does not warn.
 */
export function seesFile(actor: Actor, cooperativeId: string): boolean {
	if (holds(actor, "network")) return true;
	const aside = isTied(actor, cooperativeId) || (actor.audited?.includes(cooperativeId) ?? false);
	return seesNetwork(actor) && !aside;
}

const isAuditorOf = (actor: Actor, audit: AuditResource) =>
	holds(actor, "auditor") &&
	!isTied(actor, audit.cooperativeId) &&
	(audit.leadAuditorId === actor.userId || audit.secondAuditorId === actor.userId);

const isOnTeam = (actor: Actor, cooperativeId: string, auditorIds: readonly string[]) =>
	holds(actor, "auditor") && !isTied(actor, cooperativeId) && auditorIds.includes(actor.userId);

// What may still change is the cooperative's alone (product.md, 2); once sent, the network team and the audit team read it.
const readsAssessment = (actor: Actor, { cooperativeId, status, auditorIds }: AssessmentResource) =>
	holdsIn(actor, cooperativeId) ||
	(status === "submitted" && (holds(actor, "network") || isOnTeam(actor, cooperativeId, auditorIds)));

const readsOwnEvidence = (actor: Actor, { cooperativeId, confidential }: EvidenceResource) =>
	holdsIn(actor, cooperativeId, confidential ? ["manager"] : undefined);

// What nobody was sent is the cooperative's alone, as a draft is; a confidential piece goes to the audit team and no further.
const readsEvidence = (actor: Actor, evidence: EvidenceResource) =>
	readsOwnEvidence(actor, evidence) ||
	(evidence.cited &&
		((!evidence.confidential && holds(actor, "network")) ||
			isOnTeam(actor, evidence.cooperativeId, evidence.auditorIds)));

const leads = (actor: Actor, audit: AuditResource) => isAuditorOf(actor, audit) && audit.leadAuditorId === actor.userId;

// The team and the national team at any time; the cooperative from the provisional report on, so that a level still being
// weighed is nobody's verdict. A team whose visit was cancelled reads no further.
const readsFindings = (actor: Actor, audit: AuditResource) =>
	holds(actor, "network") ||
	(audit.status !== "cancelled" && isAuditorOf(actor, audit)) ||
	(isToldToCooperative(audit.status) && holdsIn(actor, audit.cooperativeId));

// What a team looks for is nobody's business but its own and the national team's; its cooperative reads what was sent to it.
const preparesWith = (actor: Actor, audit: AuditResource) =>
	holds(actor, "network") || (audit.status !== "cancelled" && isAuditorOf(actor, audit));

const follows = (actor: Actor, { cooperativeId, auditorIds }: FollowedResource) =>
	isOnTeam(actor, cooperativeId, auditorIds);

// The board and the committee follow which ones are open; what a cooperative answers is read by those who work on it.
const readsPlans = (actor: Actor, followed: FollowedResource) =>
	holds(actor, "network") || holdsIn(actor, followed.cooperativeId) || follows(actor, followed);

const managesTeam = (actor: Actor, cooperativeId: string) =>
	runsNetwork(actor) || holdsIn(actor, cooperativeId, ["manager"]);

// Administration comes from an administrator only; a cooperative's manager grants within it.
const disposesOf = (actor: Actor, { role, cooperativeId }: GrantResource) => {
	if (role === "admin") return holds(actor, "admin");
	return cooperativeId === null ? runsNetwork(actor) : managesTeam(actor, cooperativeId);
};

// Whoever closes or erases an account takes away all its roles: they must be able to take away each of them.
const runsPerson = (actor: Actor, roles: readonly Role[]) =>
	holds(actor, "admin") || (holds(actor, "network") && !roles.includes("admin"));

const policy: Policy = {
	"network.read": seesNetwork,
	"cooperative.list": (actor) => seesNetwork(actor) || holds(actor, "admin"),
	"cooperative.read": (actor, { cooperativeId }) =>
		seesNetwork(actor) || holds(actor, "admin") || holdsIn(actor, cooperativeId),
	"cooperative.create": runsNetwork,
	"cooperative.edit": runsNetwork,
	"cooperative.history": (actor, { cooperativeId }) => runsNetwork(actor) || holdsIn(actor, cooperativeId, ["manager"]),
	"progress.read": (actor, { cooperativeId }) => seesFile(actor, cooperativeId) || holdsIn(actor, cooperativeId),
	"assessment.list": (actor) => holds(actor, "network"),
	"assessment.open": (actor, { cooperativeId }) => holdsIn(actor, cooperativeId, ["manager"]),
	"assessment.read": readsAssessment,
	"assessment.answer": (actor, { cooperativeId, status, domain }) =>
		isOpenToAnswers(status) && answersIn(actor, cooperativeId, domain),
	// Who is at work is the team's own affair.
	"assessment.follow": (actor, { cooperativeId, status }) => isOpenToAnswers(status) && holdsIn(actor, cooperativeId),
	"assessment.profile": (actor, { cooperativeId, status }) =>
		isOpenToAnswers(status) && holdsIn(actor, cooperativeId, ["manager"]),
	"assessment.submit": (actor, { cooperativeId, status }) =>
		isOpenToAnswers(status) && holdsIn(actor, cooperativeId, ["manager"]),
	// Whoever was sent it gives it back; whoever sent it asks for it.
	"assessment.return": (actor, { status }) => status === "submitted" && holds(actor, "network"),
	"assessment.askReopening": (actor, { cooperativeId, status }) =>
		status === "submitted" && holdsIn(actor, cooperativeId, ["manager"]),
	// What was sent stays sent, whatever became of the answers since.
	"assessment.sendings": (actor, { cooperativeId, status }) =>
		holdsIn(actor, cooperativeId) || (status !== "draft" && holds(actor, "network")),
	"assessment.upgrade": (actor, { cooperativeId, status }) =>
		status === "draft" && holdsIn(actor, cooperativeId, ["manager"]),
	"assessment.history": (actor, { cooperativeId, status }) =>
		holdsIn(actor, cooperativeId) || (status === "submitted" && holds(actor, "network")),
	"plan.read": (actor, { cooperativeId }) => holdsIn(actor, cooperativeId),
	// A contributor takes a share of what they answer, and gives none to anybody else.
	"plan.assign": (actor, { cooperativeId, status, domain, assigneeId }) =>
		isOpenToAnswers(status) &&
		(holdsIn(actor, cooperativeId, ["manager"]) ||
			(assigneeId === actor.userId && answersIn(actor, cooperativeId, domain))),
	"plan.act": (actor, { cooperativeId, domain, ownerId }) =>
		holdsIn(actor, cooperativeId, ["manager"]) || (ownerId === actor.userId && answersIn(actor, cooperativeId, domain)),
	// What a team says to itself stays its own, before and after the sending.
	"assessment.discuss": (actor, { cooperativeId }) => holdsIn(actor, cooperativeId),
	"evidence.list": (actor, { cooperativeId }) => holdsIn(actor, cooperativeId),
	"evidence.add": (actor, { cooperativeId }) => holdsIn(actor, cooperativeId),
	"evidence.read": readsEvidence,
	"evidence.edit": (actor, evidence) => !evidence.removed && readsOwnEvidence(actor, evidence),
	"evidence.conceal": (actor, { cooperativeId }) => holdsIn(actor, cooperativeId, ["manager"]),
	"audit.list": (actor) =>
		seesNetwork(actor) ||
		actor.grants.some(({ role }) => role === "auditor" || role === "manager" || role === "contributor"),
	"audit.schedule": (actor) => holds(actor, "network"),
	"audit.request": (actor, { cooperativeId, status }) =>
		status === "submitted" && holdsIn(actor, cooperativeId, ["manager"]),
	"audit.proposeSlots": (actor, { status }) =>
		(status === "planned" || status === "postponed") && holds(actor, "network"),
	// Those who open the doors on the day agree to it.
	"audit.answerSlots": (actor, { cooperativeId, status }) =>
		status === "planned" && holdsIn(actor, cooperativeId, ["manager"]),
	"audit.postpone": (actor, { status }) => startsFrom("postpone", status) && holds(actor, "network"),
	"audit.read": (actor, audit) =>
		seesFile(actor, audit.cooperativeId) || isAuditorOf(actor, audit) || holdsIn(actor, audit.cooperativeId),
	// Their own act: nobody signs for somebody else.
	"audit.sign": (actor, audit) => isSigned(audit.status) && isAuditorOf(actor, audit),
	"audit.challenge": (actor, { cooperativeId, status }) =>
		isBeforeVisit(status) && holdsIn(actor, cooperativeId, ["manager"]),
	"audit.answerChallenge": (actor, { status }) => isBeforeVisit(status) && holds(actor, "network"),
	"audit.findings": readsFindings,
	"audit.readPlan": (actor, audit) => preparesWith(actor, audit) || holdsIn(actor, audit.cooperativeId),
	"audit.prepare": (actor, audit) => isOpenVisit(audit.status) && preparesWith(actor, audit),
	"audit.answerPlan": (actor, audit) => isOpenVisit(audit.status) && holdsIn(actor, audit.cooperativeId, ["manager"]),
	"audit.reschedule": (actor, audit) => isMovable(audit.status) && holds(actor, "network"),
	"audit.cancel": (actor, audit) => isMovable(audit.status) && holds(actor, "network"),
	"audit.record": (actor, audit) => isOpenVisit(audit.status) && isAuditorOf(actor, audit),
	// What was said in a meeting is known to both sides from the start.
	"audit.meetings": (actor, audit) =>
		holds(actor, "network") ||
		holdsIn(actor, audit.cooperativeId) ||
		(audit.status !== "cancelled" && isAuditorOf(actor, audit)),
	"audit.confirmMeeting": (actor, audit) =>
		audit.status !== "cancelled" && holdsIn(actor, audit.cooperativeId, ["manager"]),
	"audit.endVisit": (actor, audit) => startsFrom("endVisit", audit.status) && leads(actor, audit),
	"audit.writeFindings": (actor, audit) => startsFrom("sendProvisional", audit.status) && isAuditorOf(actor, audit),
	"audit.reply": (actor, audit) =>
		startsFrom("issueFinal", audit.status) && holdsIn(actor, audit.cooperativeId, ["manager"]),
	"audit.report": (actor, audit) =>
		(startsFrom("sendProvisional", audit.status) || startsFrom("issueFinal", audit.status)) && leads(actor, audit),
	"audit.history": readsFindings,
	"nonConformity.list": (actor) =>
		seesNetwork(actor) ||
		actor.grants.some(({ role }) => role === "auditor" || role === "manager" || role === "contributor"),
	"nonConformity.read": (actor, followed) => seesFile(actor, followed.cooperativeId) || readsPlans(actor, followed),
	"nonConformity.readPlans": readsPlans,
	"nonConformity.plan": (actor, { cooperativeId }) => holdsIn(actor, cooperativeId, ["manager"]),
	"nonConformity.judge": (actor, followed) => holds(actor, "network") || follows(actor, followed),
	// Whether an action worked is for whoever has seen it: an auditor.
	"nonConformity.check": (actor, followed) => follows(actor, followed),
	"team.read": (actor, { cooperativeId }) => runsNetwork(actor) || holdsIn(actor, cooperativeId),
	"team.manage": (actor, { cooperativeId }) => managesTeam(actor, cooperativeId),
	"person.list": runsNetwork,
	"person.read": runsNetwork,
	"person.history": runsNetwork,
	"person.rename": (actor, { roles }) => runsPerson(actor, roles),
	"person.disable": (actor, { userId, roles }) => userId !== actor.userId && runsPerson(actor, roles),
	"person.erase": (actor, { userId, roles }) => userId !== actor.userId && runsPerson(actor, roles),
	// Nobody raises themselves: the national team would otherwise open the drafts it may not read.
	"role.grant": (actor, grant) => grant.userId !== actor.userId && disposesOf(actor, grant),
	"role.end": disposesOf,
	"auditor.accredit": runsNetwork,
	"recusal.declare": (actor) => holds(actor, "auditor") || holds(actor, "committee") || holds(actor, "board"),
	"programme.read": seesNetwork,
	// What is only proposed is the national team's work until an audit is made of it.
	"programme.plan": (actor) => holds(actor, "network"),
	"auditor.list": (actor) => holds(actor, "network"),
	"auditor.profile": (actor, { userId }) =>
		holds(actor, "network") || (userId === actor.userId && holds(actor, "auditor")),
	"calibration.criteria": seesNetwork,
	// Nobody is measured in front of their peers: one's own line, and the national team's table.
	"calibration.auditor": (actor, { userId }) =>
		holds(actor, "network") || (userId === actor.userId && holds(actor, "auditor")),
	// Whoever holds a role today reads the référentiel for a purpose; the authors of the next version read what they say.
	"report.create": (actor) => actor.grants.length > 0,
	"report.list": (actor) => holds(actor, "network"),
	"report.close": (actor) => holds(actor, "network"),
	// Those who recommend and award the label read the draft of its rules; it is in force for nobody.
	"standard.preview": seesNetwork,
	// The label's rules are the national team's; whoever runs the platform does not change them.
	"standard.publish": (actor) => holds(actor, "network"),
	"journal.read": runsNetwork,
	"security.read": (actor) => holds(actor, "admin"),
};

/** Every action there is, in the order of the policy. */
export const ACTIONS = Object.keys(policy) as Action[];

/** Whether the actor may do this. Denies whatever is not written above. */
export function can<A extends Action>(actor: Actor, action: A, resource: ActionResources[A]): boolean {
	return policy[action](actor, resource);
}
