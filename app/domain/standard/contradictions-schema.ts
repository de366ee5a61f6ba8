/** Owns the shape of `contradictions.yaml`: answers that cannot both be right, told before an assessment is sent. Read by the parser and by editors. */
import { z } from "zod";
import { criterionId, text } from "./standard-schema";

/** Beside the files of a version, and no part of what is published (ADR 0022). */
export const CONTRADICTIONS_FILE = "contradictions.yaml";

const level = z.literal([0, 1, 2, 3]);

const condition = z.strictObject({
	criterion: criterionId.describe("Critère de cette version : JUR-04"),
	atLeast: level.optional().describe("Répondu à ce niveau, ou plus haut"),
	atMost: level.optional().describe("Répondu à ce niveau, ou plus bas"),
	notApplicable: z.literal(true).optional().describe("Déclaré non applicable"),
});

const contradiction = z.strictObject({
	id: z
		.string()
		.regex(/^X\d{2,3}$/)
		.describe("Repère stable : X01"),
	between: z.array(condition).min(2).max(4).describe("Toutes ces réponses à la fois"),
	message: text.describe("Pourquoi elles ne tiennent pas ensemble, une phrase pour la CAE"),
});

export const contradictionsSchema = z
	.strictObject({ contradictions: z.array(contradiction).min(1) })
	.meta({ title: "Label CAE : contradictions d’une version" });

export type ConditionContent = z.infer<typeof condition>;
