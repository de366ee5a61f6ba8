/** Owns the short French words of the plan: states and targets. Typed: a missing label does not compile. */
import type { DueState } from "./domain/plan/due";
import type { ActionStanding, ActionState } from "./domain/plan/planned-action";
import type { Outcome } from "./domain/scoring/label-outcome";

type Labels<Code extends string> = { readonly [C in Code]: string };

export const dueStateLabels: Labels<DueState> = {
	late: "En retard",
	toDo: "À faire",
	done: "Fait",
	notAsked: "Rien à répondre",
};

export const actionStateLabels: Labels<ActionState> = {
	open: "En cours",
	done: "Faite",
	abandoned: "Abandonnée",
};

export const actionStandingLabels: Labels<ActionStanding> = {
	late: "En retard",
	toDo: "À faire",
	reached: "Niveau atteint, à clore",
	done: "Faite",
	abandoned: "Abandonnée",
};

export const targetLabels: Labels<Exclude<Outcome, "refused">> = {
	awarded: "Label sans réserve",
	awardedWithReservations: "Label avec réserves",
	deferred: "Décision ajournée, plutôt qu’un refus",
};
