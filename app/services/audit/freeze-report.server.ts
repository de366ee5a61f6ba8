/** Freezes a report as it is issued: what it says is a text of its own with its hash, whatever is written later. */
import { and, asc, desc, eq } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { auditDerogations } from "~/db/schema/auditor.server";
import { auditReports } from "~/db/schema/finding.server";
import { journalLinks } from "~/db/schema/journal.server";
import { elevated } from "~/db/transaction.server";
import { domainMajors } from "~/domain/audit/audit-finding";
import type { ReportFinding } from "~/domain/audit/audit-report";
import type { ReportStage } from "~/domain/audit/report-delays";
import { hashOf } from "../assessment/snapshot";
import type { LoadedAudit } from "./load-audit.server";
import type { LoadedFindings } from "./load-findings.server";

/** What its readers need of it. One frozen before a field was added does not have it. */
export interface FrozenReport {
	readonly findings: readonly ReportFinding[];
	readonly provisional?: string;
	readonly journal?: { readonly position: number; readonly hash: string };
}

/** Keys always in the same order, nobody named but by identifier: the same report gives the same bytes. */
export async function freezeReport(
	tx: Transaction,
	stage: ReportStage,
	{ audit, published, year }: LoadedAudit,
	{ findings, evidence, replies }: LoadedFindings,
	{ at, by }: { readonly at: Date; readonly by: string },
): Promise<string> {
	const { id: auditId, cooperativeId, assessmentId, sending, kind, startsOn, endsOn, mode } = audit;
	const { standard, contentHash: standardHash } = published;
	const [provisional] = await tx
		.select({ hash: auditReports.contentHash })
		.from(auditReports)
		.where(and(eq(auditReports.auditId, auditId), eq(auditReports.stage, "provisional")));
	const content = JSON.stringify({
		stage,
		...{ auditId, cooperativeId, assessmentId, sending, year, kind, startsOn, endsOn, mode },
		standard: `${standard.code}/${standard.version}`,
		standardHash,
		findings: findings.map(({ criterionId, kind: found, level, text, reason }) => {
			const reply = stage === "final" ? replies.get(criterionId) : undefined;
			return {
				...{ criterionId, kind: found, level, text, reason },
				evidence: evidence.get(criterionId) ?? [],
				reply:
					reply && reply.text !== ""
						? { text: reply.text, verdict: reply.verdict, answer: reply.answer, levelBefore: reply.levelBefore }
						: null,
			};
		}),
		domainMajors: domainMajors(findings, standard.labelRules.minorsMakingMajor),
		deadlinesMonths: standard.labelRules.deadlinesMonths,
		...(provisional ? { provisional: provisional.hash } : {}),
		derogations: await tx
			.select({ auditorId: auditDerogations.auditorId, rule: auditDerogations.rule })
			.from(auditDerogations)
			.where(eq(auditDerogations.auditId, auditId))
			.orderBy(asc(auditDerogations.grantedAt), asc(auditDerogations.id)),
		...(await journalHead(tx)),
		issuedAt: at.toISOString(),
		issuedBy: by,
	});
	const contentHash = hashOf(content);
	await tx
		.insert(auditReports)
		.values({ cooperativeId, auditId, stage, content, contentHash, issuedAt: at, issuedBy: by });
	return contentHash;
}

/** The last line of the journal, which stands for all those before. The team may not read the chain: only its head is taken. */
async function journalHead(tx: Transaction): Promise<Pick<FrozenReport, "journal">> {
	const [journal] = await elevated(tx, (whole) =>
		whole
			.select({ position: journalLinks.position, hash: journalLinks.hash })
			.from(journalLinks)
			.orderBy(desc(journalLinks.position))
			.limit(1),
	);
	return journal ? { journal } : {};
}
