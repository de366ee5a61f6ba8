/** Owns the shape of one domain's file: its criteria. Read by the parser and by editors. */
import { z } from "zod";
import { CHANGE_KINDS, CRITERION_KINDS, CRITERION_TYPES, KEEP_ANSWERS, SOURCE_CONFIDENCES } from "./standard";
import { chapterCode, criterionId, domainCode, termCode, text } from "./standard-schema";

const note = text.optional();

const applicability = z.discriminatedUnion("scope", [
	z.strictObject({ scope: z.literal("all") }),
	z.strictObject({ scope: z.literal("sector"), anyOf: z.array(termCode).min(1), note }),
	z.strictObject({ scope: z.literal("activity"), anyOf: z.array(termCode).min(1), note }),
	z.strictObject({ scope: z.literal("headcount"), min: z.int().min(1).max(100_000), note }),
	z.strictObject({ scope: z.literal("condition"), key: termCode, note }),
]);

const change = z.strictObject({
	kind: z
		.enum(CHANGE_KINDS)
		.describe(
			"reworded : reformulé ; tightened : renforcé ; relaxed : assoupli ; split : scindé ; merged : fusionné ; new : nouveau",
		),
	from: z.array(criterionId).min(1).optional().describe("Critères de la version précédente dont il vient"),
	keepAnswer: z
		.enum(KEEP_ANSWERS)
		.optional()
		.describe(
			"carry : conservée ; carryIfMet : conservée si le niveau suffit, sinon à confirmer ; confirm : à confirmer ; reset : à refaire",
		),
	note: text.optional().describe("Une phrase pour les dirigeants"),
});

const criterion = z.strictObject({
	id: criterionId.describe("Stable pour toujours, jamais réutilisé : JUR-01"),
	chapter: chapterCode,
	title: text,
	statement: text,
	kind: z.enum(CRITERION_KINDS).describe("mandatory : obligatoire ; recommended : recommandé"),
	type: z
		.enum(CRITERION_TYPES)
		.describe("legalObligation et labelRequirement sont obligatoires, goodPractice est recommandé"),
	blocking: z.boolean().describe("Bloquant : non atteint, il vaut une non-conformité majeure"),
	weight: z.literal([1, 2, 3]),
	metFrom: z.literal([1, 2, 3]).describe("Niveau à partir duquel le critère est conforme"),
	levels: z.strictObject({ 0: text, 1: text, 2: text, 3: text }).describe("Un descripteur par niveau"),
	evidence: z
		.array(z.strictObject({ label: text, required: z.boolean(), maxAgeMonths: z.int().min(1).max(120).optional() }))
		.min(1),
	source: z.strictObject({ text, confidence: z.enum(SOURCE_CONFIDENCES) }),
	applicability,
	guidance: text.optional(),
	change: change.optional().describe("Depuis la version précédente ; absent, le critère est inchangé"),
});

export const domainSchema = z
	.strictObject({ domain: domainCode, criteria: z.array(criterion).min(1) })
	.meta({ title: "Label CAE : critères d’un domaine" });

export type DomainContent = z.infer<typeof domainSchema>;
export type CriterionContent = z.infer<typeof criterion>;
