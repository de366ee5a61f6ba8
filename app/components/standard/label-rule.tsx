/** Owns the rule of the label in words, each figure from the version's own rules. */
import type { LabelRules } from "~/domain/standard/standard";
import { labelRuleSentences } from "~/messages.standard.fr";
import { Section } from "../layout/section";
import { Points } from "../text/prose";

export function LabelRule({ rules }: { rules: LabelRules }) {
	return (
		<Section title="La règle du label" ruled id="regle">
			<Points points={labelRuleSentences(rules)} />
		</Section>
	);
}
