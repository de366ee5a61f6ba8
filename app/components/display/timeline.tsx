/** Owns the label journey: steps done, current, to come or stopped, each with its words. `across` lays it in a row on a wide screen. */
import type { ReactNode } from "react";

export type StepState = "done" | "current" | "todo" | "stopped";

export interface Step {
	readonly label: string;
	readonly state: StepState;
	readonly detail?: ReactNode;
}

const STATE_WORDS: Readonly<Record<StepState, string>> = {
	done: "fait",
	current: "en cours",
	todo: "à venir",
	stopped: "arrêté",
};

export function Timeline({
	steps,
	across,
	label,
	stateWords = STATE_WORDS,
}: {
	steps: readonly Step[];
	across?: boolean;
	label?: string;
	/** Read after each label by screen readers. */
	stateWords?: Readonly<Record<StepState, string>>;
}) {
	return (
		<ol className={across ? "timeline timeline-across" : "timeline"} aria-label={label}>
			{steps.map((step) => (
				<li
					key={step.label}
					className={`step-${step.state}`}
					aria-current={step.state === "current" ? "step" : undefined}
				>
					<span className="step-label">
						{step.label}
						<span className="visually-hidden"> ({stateWords[step.state]})</span>
					</span>
					{step.detail && <span className="step-detail">{step.detail}</span>}
				</li>
			))}
		</ol>
	);
}
