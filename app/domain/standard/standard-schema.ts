/** Owns the shape of `standard.yaml`: everything about a version but the criteria. Read by the parser and by editors. */
import { z } from "zod";

/** A French text that says something. */
export const text = z.string().regex(/\S/);

const percent = z.int().min(0).max(100);
const months = z.int().min(1).max(120);
const count = z.int().min(1).max(10_000);

/** `batiment`, `uses_cape`. */
export const termCode = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
/** `JUR`. */
export const domainCode = z.string().regex(/^[A-Z]{3}$/);
/** `JUR-01`. */
export const criterionId = z.string().regex(/^[A-Z]{3}-\d{2,3}$/);
/** `JUR-A`. */
export const chapterCode = z.string().regex(/^[A-Z]{3}-[A-Z]$/);

const terms = z.array(z.strictObject({ code: termCode, label: text, note: text.optional() }));

function scaleLevel<Level extends 0 | 1 | 2 | 3>(level: Level) {
	return z.strictObject({ level: z.literal(level), label: text, meaning: text });
}

const domain = z.strictObject({
	code: domainCode.describe("Trois capitales, par exemple JUR"),
	title: text,
	description: text,
	file: z
		.string()
		.regex(/^[a-z0-9][a-z0-9-]*\.yaml$/)
		.describe("Fichier des critères du domaine, dans le même dossier"),
	counts: z.strictObject({ criteria: count.describe("Nombre de critères du domaine") }),
	chapters: z.array(z.strictObject({ code: chapterCode, title: text })).min(1),
});

const labelRules = z.strictObject({
	recommendedSharePercent: percent.describe("Part des critères recommandés à atteindre, en nombre"),
	minorsMakingMajor: z.int().min(2).max(1000).describe("Non-conformités mineures d’un domaine qui valent une majeure"),
	conformity: z.strictObject({
		awardedPercent: percent.describe("Part pondérée des obligatoires, label sans réserve"),
		reservationsPercent: percent.describe("Plancher global du label avec réserves"),
		reservationsDomainPercent: percent.describe("Plancher de chaque domaine, label avec réserves"),
		refusedBelowPercent: percent.describe("En dessous, le dossier est refusé"),
	}),
	deadlinesMonths: z.strictObject({ major: months, majorExtended: months, minor: months }),
	validityYears: z.int().min(1).max(10),
	followUpMonths: z.strictObject({ from: months, to: months }).describe("Mois après la décision"),
	renewalMonthsBefore: z.strictObject({ from: months, to: months }).describe("Mois avant la fin de validité"),
});

const versionNumber = z.string().regex(/^\d{1,4}\.\d{1,4}$/);

const retired = z.strictObject({
	id: criterionId.describe("Identifiant de la version précédente, que rien ne reprend"),
	reason: text.describe("Pourquoi, pour les dirigeants"),
	replacedBy: criterionId
		.optional()
		.describe("Critère de cette version à lire à la place ; aucune réponse n’y est reprise"),
});

export const standardSchema = z
	.strictObject({
		standard: z
			.string()
			.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
			.describe("Nom du référentiel : celui du dossier"),
		version: versionNumber.describe('Numéro de version, entre guillemets : celui du dossier ("2.0")'),
		previous: versionNumber.optional().describe('Version que celle-ci suit, entre guillemets ("1.0")'),
		title: text,
		publishedOn: z.iso.date().describe("AAAA-MM-JJ"),
		notice: text,
		evidenceNotice: text,
		notApplicableNotice: text,
		counts: z
			.strictObject({ criteria: count, domains: count, chapters: count })
			.describe("Totaux déclarés, vérifiés par npm run criteria:check"),
		scale: z.tuple([scaleLevel(0), scaleLevel(1), scaleLevel(2), scaleLevel(3)]),
		scaleNotes: z.array(text),
		sectors: terms,
		activities: terms,
		conditions: terms,
		domains: z.array(domain).min(1),
		labelRules,
		retired: z.array(retired).default([]).describe("Critères de la version précédente que rien ne reprend"),
	})
	.meta({ title: "Label CAE : standard.yaml" });

export type StandardContent = z.infer<typeof standardSchema>;
