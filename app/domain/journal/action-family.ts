/** Owns the families of the journal's actions: what one filters by. */
import { JOURNAL_ACTIONS, type JournalAction } from "./journal-action";

export const ACTION_FAMILIES = ["people", "sessions", "cooperatives", "assessments", "audits", "platform"] as const;
export type ActionFamily = (typeof ACTION_FAMILIES)[number];

type Prefix<A extends string> = A extends `${infer P}.${string}` ? P : never;

const FAMILY_OF: { readonly [P in Prefix<JournalAction>]: ActionFamily } = {
	user: "people",
	invitation: "people",
	role: "people",
	auditor: "people",
	session: "sessions",
	cooperative: "cooperatives",
	assessment: "assessments",
	answer: "assessments",
	assignment: "assessments",
	action: "assessments",
	thread: "assessments",
	evidence: "assessments",
	audit: "audits",
	nonConformity: "audits",
	programme: "audits",
	standard: "platform",
	criterion: "platform",
	network: "platform",
	retention: "platform",
};

/** The family of an action, by the concept its name begins with. */
export function familyOf(action: JournalAction): ActionFamily {
	return FAMILY_OF[action.slice(0, action.indexOf(".")) as Prefix<JournalAction>];
}

/** The actions of a family, in the order of the journal's list. */
export function actionsOf(family: ActionFamily): readonly JournalAction[] {
	return JOURNAL_ACTIONS.filter((action) => familyOf(action) === family);
}
