/** Owns the shape of `examples.yaml`: files of imaginary cooperatives, and what the label rules must make of them. Read by the parser and by editors. */
import { z } from "zod";
import { OUTCOME_REASONS, OUTCOMES } from "../scoring/label-outcome";
import { criterionId, termCode, text } from "./standard-schema";

/** Beside the files of a version, and no part of what is published. */
export const EXAMPLES_FILE = "examples.yaml";

/** `9/22`: both numbers as they are counted, never reduced. */
const fraction = z.string().regex(/^\d{1,6}\/\d{1,6}$/);
const count = z.int().min(0).max(10_000);

const answer = z
	.union([
		z.literal([0, 1, 2, 3]),
		z.literal("unanswered"),
		z.strictObject({ na: text.describe("Motif écrit par la CAE") }),
	])
	.describe("Un niveau de 0 à 3, unanswered (sans réponse) ou { na: motif } (non applicable)");

const profile = z.strictObject({
	sectors: z.array(termCode).describe("Filières hébergées"),
	activities: z.array(termCode).default([]),
	headcount: z.int().min(0).max(100_000).describe("Effectif"),
	conditions: z.array(termCode).default([]),
});

const figures = {
	conformity: fraction.optional().describe("Poids des obligatoires conformes / poids des obligatoires applicables"),
	recommended: fraction.optional().describe("Recommandés atteints / recommandés applicables, en nombre"),
	maturity: fraction.optional().describe("Points obtenus / points possibles"),
	majors: count.optional().describe("Nombre d’écarts majeurs"),
	minors: count.optional().describe("Nombre d’écarts mineurs"),
};

const expected = z.strictObject({
	outcome: z
		.enum(OUTCOMES)
		.optional()
		.describe(
			"awarded : label ; awardedWithReservations : label avec réserves ; deferred : ajournement ; refused : refus",
		),
	reasons: z.array(z.enum(OUTCOME_REASONS)).min(1).optional().describe("Toutes les raisons, dans n’importe quel ordre"),
	applicable: count.optional().describe("Nombre de critères qui comptent"),
	asked: z.array(criterionId).min(1).optional().describe("Critères qui comptent, entre autres"),
	notApplicable: z.array(criterionId).min(1).optional().describe("Critères qui ne comptent pas, entre autres"),
	...figures,
	domains: z.record(z.string(), z.strictObject(figures)).optional().describe("Par code de domaine"),
	admissible: z.boolean().optional().describe("Le dossier peut aller à l’audit"),
});

const example = z.strictObject({
	id: z
		.string()
		.regex(/^[A-Z]\d{2,3}[a-z]?$/)
		.describe("Repère stable, cité par les règles métier : G06"),
	title: text,
	why: text.optional().describe("Ce que l’exemple apprend à qui découvre le label"),
	given: z.strictObject({
		profile,
		answers: z.strictObject({
			default: answer,
			except: z
				.record(z.string(), answer)
				.default({})
				.describe("Par identifiant de critère, code de domaine, mandatory ou recommended ; le plus précis l’emporte"),
		}),
		planAccepted: z
			.boolean()
			.optional()
			.describe("Plan de levée des écarts mineurs accepté ; vrai si rien n’est écrit"),
		afterDeferral: z.boolean().optional().describe("La décision suit un ajournement ; faux si rien n’est écrit"),
	}),
	expect: expected,
});

export const examplesSchema = z
	.strictObject({ examples: z.array(example).min(1) })
	.meta({ title: "Label CAE : exemples d’une version" });

export type ExampleContent = z.infer<typeof example>;
export type ExampleAnswer = z.infer<typeof answer>;
