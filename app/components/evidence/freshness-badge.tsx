/** Owns how fresh a piece is, as a badge: the word says it, the colour only helps. */
import type { Freshness } from "~/domain/evidence/freshness";
import { freshnessLabels } from "~/messages.evidence.fr";
import { Badge, type BadgeKind } from "../display/badge";

const KINDS: Readonly<Record<Freshness, BadgeKind>> = {
	fresh: "good",
	endsSoon: "warning",
	undated: "warning",
	tooOld: "danger",
	expired: "danger",
};

export function FreshnessBadge({ state }: { state: Freshness }) {
	return <Badge kind={KINDS[state]}>{freshnessLabels[state]}</Badge>;
}
