/** Owns a status in a word, with a sign that doubles the colour. Red is for what blocks. */
import type { ReactNode } from "react";
import { Sign, type SignName } from "./sign";

export type BadgeKind = "neutral" | "info" | "good" | "warning" | "danger" | "blocking";
const SIGNS: Readonly<Partial<Record<BadgeKind, SignName>>> = {
	good: "tick",
	warning: "bang",
	danger: "cross",
	blocking: "block",
};

export function Badge({ kind = "neutral", children }: { kind?: BadgeKind; children: ReactNode }) {
	const sign = SIGNS[kind];
	return (
		<span className={`badge badge-${kind}`}>
			{sign && <Sign name={sign} size={12} />}
			{children}
		</span>
	);
}
