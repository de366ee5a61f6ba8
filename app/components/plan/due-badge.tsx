/** Owns the state of something to do, in a word with its sign. */
import type { DueState } from "~/domain/plan/due";
import type { ActionStanding } from "~/domain/plan/planned-action";
import { actionStandingLabels, dueStateLabels } from "~/messages.plan.fr";
import { Badge, type BadgeKind } from "../display/badge";

const KINDS: Readonly<Record<DueState | ActionStanding, BadgeKind>> = {
	late: "warning",
	toDo: "neutral",
	done: "good",
	notAsked: "neutral",
	reached: "info",
	abandoned: "neutral",
};

export function DueBadge({ state }: { state: DueState }) {
	return <Badge kind={KINDS[state]}>{dueStateLabels[state]}</Badge>;
}

export function ActionBadge({ standing }: { standing: ActionStanding }) {
	return <Badge kind={KINDS[standing]}>{actionStandingLabels[standing]}</Badge>;
}
