/** Composes the e-mails about an audit's reports and non-conformities; what is over by then is not sent. */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { nonConformities } from "~/db/schema/finding.server";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { FOLLOW_UP_STEPS, PLAN_STEPS, REPORT_STEPS } from "~/domain/notification/mail-kind";
import type { AuditLetterContent } from "~/messages.audit.mail.fr";
import { paths } from "~/paths";

/** Null when there is nothing left to say. */
export async function auditLetter(
	db: Database,
	kind: AuditLetterContent["kind"],
	params: Readonly<Record<string, string>>,
	origin: string,
): Promise<AuditLetterContent | null> {
	const { name = "", auditId = "", nonConformityId = "" } = params;
	const [audit] = await db
		.select({ status: audits.status, replyDueOn: audits.replyDueOn, cooperativeName: cooperatives.name })
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.where(eq(audits.id, auditId));
	if (!audit) return null;
	const { status, replyDueOn, cooperativeName } = audit;
	if (kind === "auditReport") {
		const step = REPORT_STEPS.find((word) => word === params.step);
		// Once the final report is out, nobody is asked to answer the provisional one.
		if (!step || (step !== "final" && status !== "rightOfReply")) return null;
		const page = step === "provisional" ? paths.audits.reply(auditId) : paths.audits.report(auditId);
		return { kind, step, name, cooperativeName, until: frenchDay(replyDueOn), link: origin + page };
	}
	if (kind === "auditPlan") {
		const step = PLAN_STEPS.find((word) => word === params.step);
		// Once the visit is over, or given up, nobody prepares it any more.
		if (!step || !isOpenVisit(status)) return null;
		return { kind, step, name, cooperativeName, link: origin + paths.audits.preparation(auditId) };
	}
	const step = FOLLOW_UP_STEPS.find((word) => word === params.step);
	const [one] = await db.select().from(nonConformities).where(eq(nonConformities.id, nonConformityId));
	if (!step || !one) return null;
	const about = one.criterionId ?? one.domain;
	return { kind, step, name, cooperativeName, about, link: origin + paths.nonConformities.one(one.id) };
}

function frenchDay(day: string | null): string {
	if (day === null) return "";
	return new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
}
