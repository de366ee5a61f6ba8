/**
 * Composes an e-mail of the outbox at the moment it leaves. Links are derived again from the row they belong to, so that no
 * token is stored; what is over by then (invitation revoked, reset used) is not sent at all.
 *
 * The token stands in the path of the link. After a # it would never reach a server, but a page could read it there with
 * JavaScript only, and every form of this product works without. So the path is treated as the secret it is: the page that
 * it opens only shows a form, is never stored (no-store), sends no Referer elsewhere, and the technical log does not write it.
 */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { invitations, passwordResets } from "~/db/schema/access.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { threadMessages, threads } from "~/db/schema/thread.server";
import { auditRequests } from "~/db/schema/visit-dates.server";
import { isPending } from "~/domain/access/invitation";
import { isVisitMail } from "~/domain/notification/mail-kind";
import { paths } from "~/paths";
import { auditLetter } from "./audit-letter.server";
import { composeVisitMail } from "./compose-visit-mail.server";
import type { MailLinks, MailToCompose } from "./mail-links";
import { type MailContent, writeMail } from "./mail-templates";
import type { MailText } from "./mail-words";
import { teamLetter } from "./team-letter.server";

/** Null when there is nothing left to say. */
export async function composeMail(
	db: Database,
	mail: MailToCompose,
	links: MailLinks,
	now: Date,
): Promise<MailText | null> {
	if (isVisitMail(mail.kind)) return composeVisitMail(db, { ...mail, kind: mail.kind }, links, now);
	const content = await contentOf(db, mail, links, now);
	return content && writeMail(content);
}

async function contentOf(
	db: Database,
	{ kind, params }: MailToCompose,
	{ secrets, origin }: MailLinks,
	now: Date,
): Promise<MailContent | null> {
	const {
		name = "",
		device = "",
		change = "",
		invitationId = "",
		resetId = "",
		messageId = "",
		assessmentId = "",
		about = "",
	} = params;
	const forgottenLink = origin + paths.password.forgotten();
	if (isVisitMail(kind)) return null;
	switch (kind) {
		case "invitation": {
			const [row] = await db
				.select({ invitation: invitations, cooperativeName: cooperatives.name })
				.from(invitations)
				.leftJoin(cooperatives, eq(cooperatives.id, invitations.cooperativeId))
				.where(eq(invitations.id, invitationId));
			if (!row || !isPending(row.invitation, now)) return null;
			const { role, expiresAt: until } = row.invitation;
			const link = origin + paths.invitation(secrets.linkToken("invitation", invitationId));
			return { kind, role, cooperativeName: row.cooperativeName, link, until };
		}
		case "passwordReset": {
			const [reset] = await db.select().from(passwordResets).where(eq(passwordResets.id, resetId));
			if (!reset || reset.usedAt !== null || reset.expiresAt <= now) return null;
			const link = origin + paths.password.choose(secrets.linkToken("passwordReset", resetId));
			return { kind, link, until: reset.expiresAt };
		}
		case "passwordChanged":
			return { kind, name, forgottenLink };
		case "secondFactorChanged":
			return { kind, name, change, link: forgottenLink };
		case "newDevice":
			return { kind, name, device, link: forgottenLink };
		case "mention": {
			if (messageId === "") return null;
			const [row] = await db
				.select({ thread: threads, withdrawnAt: threadMessages.withdrawnAt, cooperativeName: cooperatives.name })
				.from(threadMessages)
				.innerJoin(threads, eq(threads.id, threadMessages.threadId))
				.innerJoin(cooperatives, eq(cooperatives.id, threads.cooperativeId))
				.where(eq(threadMessages.id, messageId));
			if (!row || row.withdrawnAt !== null || row.thread.resolvedAt !== null) return null;
			const { assessmentId: of, criterionId, id } = row.thread;
			const link = origin + paths.assessments.thread(of, criterionId, id);
			return { kind, name, criterionId, cooperativeName: row.cooperativeName, link };
		}
		case "auditAsked": {
			const [row] = await db
				.select({ months: auditRequests.months, auditId: auditRequests.auditId, cooperativeName: cooperatives.name })
				.from(auditRequests)
				.innerJoin(cooperatives, eq(cooperatives.id, auditRequests.cooperativeId))
				.where(eq(auditRequests.id, about));
			if (!row || row.auditId !== null) return null;
			const { months, cooperativeName } = row;
			return { kind, name, cooperativeName, months, link: origin + paths.audits.requests() };
		}
		case "slotsDeclined": {
			const [row] = await db
				.select({ status: audits.status, cooperativeName: cooperatives.name })
				.from(audits)
				.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
				.where(eq(audits.id, about));
			if (row?.status !== "planned") return null;
			return { kind, name, cooperativeName: row.cooperativeName, months: [], link: origin + paths.audits.dates(about) };
		}
		case "assessmentReturned":
		case "assessmentReopened":
		case "reopeningAsked":
		case "reopeningDeclined": {
			const [row] = await db
				.select({ cooperativeName: cooperatives.name, year: campaigns.year, status: assessments.status })
				.from(assessments)
				.innerJoin(cooperatives, eq(cooperatives.id, assessments.cooperativeId))
				.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
				.where(eq(assessments.id, assessmentId));
			// Sent again, or given back, since: the letter would say what is over.
			const given = kind === "assessmentReturned" || kind === "assessmentReopened";
			if (!row || given !== (row.status === "returned")) return null;
			const page =
				kind === "reopeningAsked" ? paths.assessments.return(assessmentId) : paths.assessments.one(assessmentId);
			return { kind, name, cooperativeName: row.cooperativeName, year: row.year, link: origin + page };
		}
		case "tieDeclared":
		case "challengeMade":
			return teamLetter(db, kind, { name, auditId: about, origin });
		case "challengeAnswered":
			return teamLetter(db, kind, { name, auditId: params.auditId ?? "", origin });
		case "auditReport":
		case "nonConformity":
		case "auditPlan":
			return auditLetter(db, kind, { ...params, name }, origin);
	}
}
