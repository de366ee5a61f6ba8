/** Owns the list of what can be done in the product, each action with the resource it bears on (`null`: none). */
import type { AssessmentStatus } from "../assessment/status";
import type { AuditStatus } from "../audit/audit-life";
import type { Role } from "./roles";

export interface CooperativeResource {
	readonly cooperativeId: string;
}

export interface AssessmentResource extends CooperativeResource {
	readonly status: AssessmentStatus;
	/** Auditors named on an audit of this assessment. */
	readonly auditorIds: readonly string[];
}

export interface AnswerResource extends AssessmentResource {
	/** Code of the domain of the criterion answered. */
	readonly domain: string;
}

/** A domain, or a criterion of it, given to somebody to answer. */
export interface AssignmentResource extends AnswerResource {
	readonly assigneeId: string;
}

export interface PlannedActionResource extends CooperativeResource {
	/** Code of the domain of its criterion. */
	readonly domain: string;
	readonly ownerId: string;
}

export interface EvidenceResource extends CooperativeResource {
	readonly confidential: boolean;
	/** Taken out of the cooperative's library: kept for the assessments that cite it. */
	readonly removed: boolean;
	/** A submitted assessment cites it. */
	readonly cited: boolean;
	/** Auditors named on a standing audit of an assessment that cites it. */
	readonly auditorIds: readonly string[];
}

export interface AuditResource extends CooperativeResource {
	readonly status: AuditStatus;
	readonly leadAuditorId: string;
	readonly secondAuditorId: string | null;
}

/** An auditor, as what they say of themselves is about. */
export interface AuditorResource {
	readonly userId: string;
}

/** A role given to somebody, or offered by an invitation. */
export interface GrantResource {
	readonly role: Role;
	/** The cooperative of a manager or contributor; null for the other roles. */
	readonly cooperativeId: string | null;
	/** Whose role it is; absent while it is only offered. */
	readonly userId?: string;
}

export interface PersonResource {
	readonly userId: string;
	/** Roles held today. */
	readonly roles: readonly Role[];
}

export interface FollowedResource extends CooperativeResource {
	/** Auditors named on a standing audit of the cooperative. */
	readonly auditorIds: readonly string[];
}

export interface ActionResources {
	"network.read": null;
	"cooperative.list": null;
	"cooperative.read": CooperativeResource;
	"cooperative.create": null;
	"cooperative.edit": CooperativeResource;
	/** Who changed what about the cooperative. */
	"cooperative.history": CooperativeResource;
	"progress.read": CooperativeResource;
	/** Every assessment of a year, drafts as progress only. */
	"assessment.list": null;
	"assessment.open": CooperativeResource;
	"assessment.read": AssessmentResource;
	"assessment.answer": AnswerResource;
	/** See who else is at work on a draft, and what they save as they save it. */
	"assessment.follow": AssessmentResource;
	"assessment.profile": AssessmentResource;
	"assessment.submit": AssessmentResource;
	/** Give back what was sent, on one's own or as its cooperative asks; or say no. */
	"assessment.return": AssessmentResource;
	"assessment.askReopening": AssessmentResource;
	/** What was frozen at each sending, and why it was given back since. */
	"assessment.sendings": AssessmentResource;
	/** Move a draft to a newer version of the référentiel, and back. */
	"assessment.upgrade": AssessmentResource;
	"assessment.history": AssessmentResource;
	/** Who answers what by when, the actions, and what raising a level would change: the cooperative's own. */
	"plan.read": CooperativeResource;
	/** Give a domain or a criterion to somebody, take it back. */
	"plan.assign": AssignmentResource;
	/** Plan an action, change it, close it. */
	"plan.act": PlannedActionResource;
	/** Read and write the threads of its criteria. */
	"assessment.discuss": AssessmentResource;
	/** The cooperative's whole library of evidence. */
	"evidence.list": CooperativeResource;
	"evidence.add": CooperativeResource;
	"evidence.read": EvidenceResource;
	/** Correct, replace by a newer version, take out of the library. */
	"evidence.edit": EvidenceResource;
	/** Say whether a piece is confidential, and read those that are. */
	"evidence.conceal": CooperativeResource;
	"audit.list": null;
	"audit.schedule": null;
	/** Ask the national team for the audit of what was sent, with the months wished for. */
	"audit.request": AssessmentResource;
	/** Propose slots to the cooperative. */
	"audit.proposeSlots": AuditResource;
	/** Agree to the days proposed, or say why none suits. */
	"audit.answerSlots": AuditResource;
	/** Withdraw the days, with a reason, until others are proposed. */
	"audit.postpone": AuditResource;
	"audit.read": AuditResource;
	/** Sign one's declaration of interests, as a member of the team. */
	"audit.sign": AuditResource;
	/** Challenge a member of the team, as its cooperative. */
	"audit.challenge": AuditResource;
	"audit.answerChallenge": AuditResource;
	/** Declared answers, audited levels and notes side by side: the visit sheet. */
	"audit.findings": AuditResource;
	/** The plan of the visit, as it was sent or is being written, and the evidence asked for. */
	"audit.readPlan": AuditResource;
	/** Write the plan, choose the sample, ask for evidence. */
	"audit.prepare": AuditResource;
	/** Acknowledge the plan or ask to change it, show the evidence asked for. */
	"audit.answerPlan": AuditResource;
	"audit.reschedule": AuditResource;
	"audit.cancel": AuditResource;
	"audit.record": AuditResource;
	"audit.meetings": AuditResource;
	"audit.confirmMeeting": AuditResource;
	/** Say that the visit is over: levels are written no more. */
	"audit.endVisit": AuditResource;
	/** Write a finding otherwise than the levels say. */
	"audit.writeFindings": AuditResource;
	/** Answer the provisional report, criterion by criterion. */
	"audit.reply": AuditResource;
	/** Send the provisional report, answer what the cooperative says of it, issue the final one. */
	"audit.report": AuditResource;
	"audit.history": AuditResource;
	/** Which criteria, how serious, until when. */
	"nonConformity.list": null;
	"nonConformity.read": FollowedResource;
	/** Cause, correction and corrective action of the cooperative, and what was said of them. */
	"nonConformity.readPlans": FollowedResource;
	/** Propose a plan, say that it is done. */
	"nonConformity.plan": FollowedResource;
	/** Accept a plan, or send it back. */
	"nonConformity.judge": FollowedResource;
	/** Say whether what was done works. */
	"nonConformity.check": FollowedResource;
	/** The people of a cooperative and its pending invitations. */
	"team.read": CooperativeResource;
	/** Invite, entrust domains, remove. */
	"team.manage": CooperativeResource;
	"person.list": null;
	"person.read": PersonResource;
	"person.history": PersonResource;
	/** Correct a name. */
	"person.rename": PersonResource;
	/** Close or reopen an account, end its sessions, take away a lost second factor. */
	"person.disable": PersonResource;
	/** Replace name and address by a pseudonym, for ever. */
	"person.erase": PersonResource;
	/** Give a role, directly or by invitation. */
	"role.grant": GrantResource;
	"role.end": GrantResource;
	/** An auditor's accreditation and its dates. */
	"auditor.accredit": null;
	/** One's own ties with cooperatives: said, ended, and what they close. */
	"recusal.declare": null;
	/** What each cooperative is due in a year, and the visits already settled. */
	"programme.read": null;
	/** The visits proposed: ask the planner, accept, set by hand. */
	"programme.plan": null;
	/** Every auditor with their load of the year. */
	"auditor.list": null;
	/** What an auditor knows and when they are away: read and changed. */
	"auditor.profile": AuditorResource;
	/** Where the network declares more or less than the audits retain. */
	"calibration.criteria": null;
	/** How an auditor's gaps stand beside those of the others. */
	"calibration.auditor": AuditorResource;
	/** Say that a criterion is ambiguous. */
	"report.create": null;
	"report.list": null;
	/** Answer a report, and say whether the next version takes it up. */
	"report.close": null;
	/** What a version that waits would change, before it is published. */
	"standard.preview": null;
	/** The versions that wait, their trial on every cooperative, and their publication. */
	"standard.publish": null;
	"journal.read": null;
	"security.read": null;
}
export type Action = keyof ActionResources;
