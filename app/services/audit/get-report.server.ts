/** What the pages of an audit's report show: findings as they stand and as they were, replies, deadlines, what one may do. */
import { asc, eq } from "drizzle-orm";
import { auditReports } from "~/db/schema/finding.server";
import { can } from "~/domain/access/can";
import { domainMajors, FINDING_KINDS, writableKinds } from "~/domain/audit/audit-finding";
import { dueOn } from "~/domain/audit/non-conformity";
import { checkIssue, provisionalDueOn, repliesAreTold } from "~/domain/audit/report-delays";
import { dayInParis } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";
import { auditHeader } from "./get-audit.server";
import { loadAudit } from "./load-audit.server";
import { loadAuditFindings, type ReplyRow } from "./load-findings.server";

export async function getReport({ db, actor, now }: UseCase, auditId: string) {
	const loaded = await loadAudit(db, auditId);
	const { audit, resource, published } = loaded;
	authorise(actor, "audit.findings", resource, ["audit.read", resource]);
	const { findings, edits, evidence, replies } = await loadAuditFindings(db, loaded);
	const issued = audit.visitEndedAt === null ? [] : await loadReports(db, auditId);
	const { standard } = published;
	const today = dayInParis(now);
	const titles = new Map(standard.criteria.map(({ id, title }) => [id, title]));
	const told = { dueOn: audit.replyDueOn, sent: audit.repliesSentAt !== null };
	const own = can(actor, "audit.reply", { ...resource, status: "rightOfReply" });
	const shown = own || repliesAreTold(told, today) || audit.finalAt !== null;
	const lines = findings.map((finding) => ({
		...finding,
		title: titles.get(finding.criterionId) ?? "",
		writable: writableKinds(finding.generated),
		evidence: evidence.get(finding.criterionId) ?? [],
		/** As the team wrote it each time, the last one first. */
		earlier: edits
			.filter(({ criterionId }) => criterionId === finding.criterionId)
			.map(({ kind, text, reason, at }) => ({ kind, text, reason, at }))
			.reverse(),
		reply: shown ? shownReply(replies.get(finding.criterionId)) : null,
	}));
	const unanswered = lines.filter(({ reply }) => reply && reply.text !== "" && reply.verdict === null).length;
	const ready =
		audit.replyDueOn === null ? null : checkIssue({ dueOn: audit.replyDueOn, sent: told.sent }, today, unanswered);
	const started = audit.finalAt ? dayInParis(audit.finalAt) : null;
	return {
		header: auditHeader(loaded),
		today,
		reportDueOn: provisionalDueOn(audit.endsOn),
		provisionalSentAt: audit.provisionalSentAt,
		replyDueOn: audit.replyDueOn,
		repliesSentAt: audit.repliesSentAt,
		finalAt: audit.finalAt,
		closedAt: audit.closedAt,
		groups: FINDING_KINDS.map((kind) => ({ kind, findings: lines.filter((line) => line.kind === kind) })),
		domainMajors: domainMajors(findings, standard.labelRules.minorsMakingMajor).map(({ domain, minors }) => ({
			domain,
			minors,
			title: standard.domains.find(({ code }) => code === domain)?.title ?? domain,
		})),
		minorsMakingMajor: standard.labelRules.minorsMakingMajor,
		months: standard.labelRules.deadlinesMonths,
		/** Last days of what the final report opened; null until it is issued. */
		deadlines:
			started === null
				? null
				: {
						major: dueOn("major", started, standard.labelRules),
						minor: dueOn("minor", started, standard.labelRules),
					},
		reports: issued,
		unanswered,
		/** Why the final report waits; null: it may be issued. */
		waits: ready && !ready.ok ? ready.reason : null,
		may: {
			write: can(actor, "audit.writeFindings", resource),
			report: can(actor, "audit.report", resource),
			reply: can(actor, "audit.reply", resource) && !told.sent && (audit.replyDueOn ?? "") >= today,
			answer: can(actor, "audit.report", resource) && audit.status === "rightOfReply" && repliesAreTold(told, today),
		},
	};
}

/** Those frozen so far, the first one first. */
function loadReports(db: UseCase["db"], auditId: string) {
	return db
		.select({ stage: auditReports.stage, hash: auditReports.contentHash, at: auditReports.issuedAt })
		.from(auditReports)
		.where(eq(auditReports.auditId, auditId))
		.orderBy(asc(auditReports.issuedAt));
}

function shownReply(row: ReplyRow | undefined) {
	if (!row) return null;
	const { text, version, savedAt, verdict, answer, levelBefore, notApplicableBefore } = row;
	return { text, version, savedAt, verdict, answer, levelBefore, notApplicableBefore };
}
