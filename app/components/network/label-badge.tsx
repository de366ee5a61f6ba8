/** Owns the label's state in a word. A real cooperative the platform knows nothing of is never said to be without the label. */
import type { LabelState } from "~/domain/decision/label-state";
import { labelStateLabels, NOT_KNOWN } from "~/messages.fr";
import { Badge, type BadgeKind } from "../display/badge";

const KINDS: Readonly<Record<LabelState, BadgeKind>> = {
	awarded: "good",
	awardedWithReservations: "good",
	deferred: "warning",
	refused: "danger",
	expired: "warning",
	none: "neutral",
};

export function LabelBadge({ state, known }: { state: LabelState; known: boolean }) {
	if (!known) return <span className="soft">{NOT_KNOWN}</span>;
	return <Badge kind={KINDS[state]}>{labelStateLabels[state]}</Badge>;
}
