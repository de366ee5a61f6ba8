/** Says what a table filled in away from the site would do to an assessment. Nothing is written. */
import { createHash } from "node:crypto";
import { inArray } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { type ImportPlan, type PlannedAnswer, planImport, type RefusedRow } from "~/domain/assessment/plan-import";
import { type OfflineAnswer, type RefusedCell, readAnswerSheet } from "~/domain/assessment/read-answer-sheet";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import { authorise, type UseCase } from "../use-case.server";
import { answerDigestOf, type ReadAnswerWorkbook, readAnswerWorkbook } from "./answer-workbook.server";
import { packRows } from "./import-packet.server";
import { type LoadedAssessment, loadAnswerRows, loadAssessment, recordedAnswers } from "./load-assessment.server";
import { RefusedWorkbook } from "./unpack-workbook.server";

export interface ImportReport {
	readonly changes: readonly PlannedAnswer[];
	readonly conflicts: readonly (PlannedAnswer & { readonly by: string; readonly at: Date })[];
	readonly refusedRows: readonly RefusedRow[];
	readonly refusedCells: readonly RefusedCell[];
	/** Rows that change nothing. */
	readonly unchanged: number;
	readonly ignored: readonly string[];
	/** What comes back with the confirmation: the touched rows, and the name of this very report. */
	readonly packet: string;
	readonly fingerprint: string;
}

/** Each in a French sentence that says where, and what to do. */
export interface ImportProblems {
	readonly problems: readonly string[];
}

export type PreviewImportResult = Result<ImportReport, "REFUSED", ImportProblems> | Result<never, "ASSESSMENT_LOCKED">;

const refused = (...problems: readonly string[]) => refuse("REFUSED" as const, { problems });

export async function previewImport(
	{ db, actor }: UseCase,
	assessmentId: string,
	bytes: Buffer,
): Promise<PreviewImportResult> {
	const loaded = await loadAssessment(db, actor, assessmentId);
	authoriseImport(actor, loaded);
	if (!isOpenToAnswers(loaded.assessment.status)) return refuse("ASSESSMENT_LOCKED");
	const read = await readAnswerWorkbook(bytes).catch((error: unknown) => {
		if (error instanceof RefusedWorkbook) return error;
		throw error;
	});
	if (read instanceof RefusedWorkbook) return refused(read.message);
	const elsewhere = fromElsewhere(loaded, read);
	if (elsewhere) return refused(elsewhere);
	const sheet = readAnswerSheet(loaded.published.standard, read.table, answerDigestOf);
	if (!sheet.ok) return refused(...sheet.problems);
	const report = await reportImport(db, actor, loaded, sheet.touched);
	if (report === "TOO_LONG") {
		return refused(
			"Trop de texte a changé pour un seul import. → Importer en deux fois : la moitié des lignes, puis l’autre.",
		);
	}
	if ("shuffled" in report) {
		return refused(
			`${report.shuffled.cell} : la colonne « ${report.shuffled.column} » semble triée sans les autres, ses textes ont changé de critère. → Annuler le tri, puis trier le tableau entier.`,
		);
	}
	return accept({
		...report,
		refusedCells: sheet.refused,
		unchanged: report.unchanged + sheet.untouched,
		ignored: sheet.ignored,
	});
}

/** Whoever answers one domain at least; the rows of the others are refused one by one. */
export function authoriseImport(actor: Actor, { published, resource }: LoadedAssessment): void {
	// Whether it is still a draft is said in words.
	const draft = { ...resource, status: "draft" as const };
	const { domains } = published.standard;
	const own = domains.find(({ code }) => can(actor, "assessment.answer", { ...draft, domain: code }));
	const domain = own?.code ?? "";
	authorise(actor, "assessment.answer", { ...draft, domain }, ["assessment.read", resource]);
}

/** What those rows would do now; its fingerprint changes as soon as anything it says does. */
export async function reportImport(
	db: Database | Transaction,
	actor: Actor,
	{ assessment, published, resource }: Pick<LoadedAssessment, "assessment" | "published" | "resource">,
	touched: readonly OfflineAnswer[],
): Promise<ImportReport | "TOO_LONG" | { readonly shuffled: NonNullable<ImportPlan["shuffled"]> }> {
	const rows = await loadAnswerRows(db, assessment.id);
	const mayAnswer = (domain: string) => can(actor, "assessment.answer", { ...resource, status: "draft", domain });
	const { standard } = published;
	const plan = planImport({ standard, profile: assessment.profile }, recordedAnswers(rows), touched, mayAnswer);
	if (plan.shuffled) return { shuffled: plan.shuffled };
	const packet = packRows(touched);
	if (packet === null) return "TOO_LONG";
	const ids = new Set(plan.conflicts.map(({ criterionId }) => criterionId));
	const theirs = rows.filter(({ criterionId }) => ids.has(criterionId));
	const names = await namesOf(
		db,
		theirs.flatMap(({ updatedBy }) => updatedBy ?? []),
	);
	return {
		changes: plan.changes,
		conflicts: plan.conflicts.map((planned) => {
			const row = theirs.find(({ criterionId }) => criterionId === planned.criterionId);
			return { ...planned, by: names.get(row?.updatedBy ?? "") ?? "quelqu’un", at: row?.updatedAt ?? new Date(0) };
		}),
		refusedRows: plan.refused,
		refusedCells: [],
		unchanged: plan.same,
		ignored: [],
		packet,
		fingerprint: createHash("sha256")
			.update(JSON.stringify([assessment.id, published.contentHash, plan.changes, plan.conflicts, packet]))
			.digest("hex"),
	};
}

async function namesOf(db: Database | Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(inArray(users.id, [...new Set(ids)]));
	return new Map(rows.map(({ id, name }) => [id, name]));
}

function fromElsewhere(loaded: LoadedAssessment, { origin }: ReadAnswerWorkbook): string | null {
	const { code, version } = loaded.published.standard;
	if (origin.assessmentId !== loaded.assessment.id) {
		return `Ce classeur n’est pas un export de l’auto-évaluation ${loaded.year} de ${loaded.cooperative.name}. → Choisir le bon fichier, ou repartir d’un export.`;
	}
	if (origin.standard !== `${code}/${version}`) {
		return `Ce classeur suit le référentiel ${origin.standard || "sans version"}, l’auto-évaluation la version ${version} : les questions ne sont plus les mêmes. → Repartir d’un export, et y reporter vos textes.`;
	}
	return null;
}
