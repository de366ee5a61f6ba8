/** Owns the delays of an audit's reports: the team's to write, the cooperative's to answer. R-153 of docs/regles-metier.md. */
import { addDays, type Day } from "../calendar-day";
import { accept, type Result, refuse } from "../result";

export const REPORT_STAGES = ["provisional", "final"] as const;
export type ReportStage = (typeof REPORT_STAGES)[number];

/** What the lead answers to a remark: what was retained stays, or changes. */
export const REPLY_VERDICTS = ["kept", "changed"] as const;
export type ReplyVerdict = (typeof REPLY_VERDICTS)[number];

export const REPLY_LIMIT = 4_000;

/** Days from the last day of the visit to the provisional report (dossier C.4, step 6). */
const PROVISIONAL_DAYS = 15;

/** Days the cooperative has to answer it (dossier C.4, step 6). */
const REPLY_DAYS = 15;

/** Last day to send the provisional report. Source: R-153. */
export function provisionalDueOn(visitEndsOn: Day): Day {
	return addDays(visitEndsOn, PROVISIONAL_DAYS);
}

/** Last day to answer a provisional report sent that day. Source: R-153. */
export function replyDueOn(sentOn: Day): Day {
	return addDays(sentOn, REPLY_DAYS);
}

/**
 * Whether the audit team reads what the cooperative replied: once sent, or when its last day is behind us, so that nothing
 * it wrote is lost.
 * @param today the day in Paris
 */
export function repliesAreTold(reply: { readonly dueOn: Day | null; readonly sent: boolean }, today: Day): boolean {
	return reply.sent || (reply.dueOn !== null && today > reply.dueOn);
}

/**
 * Whether the final report may be issued: the cooperative said all it had to say, or its last day is behind us.
 * @param today the day in Paris
 * @param unanswered how many of its remarks the lead has not answered
 */
export function checkIssue(
	reply: { readonly dueOn: Day; readonly sent: boolean },
	today: Day,
	unanswered: number,
): Result<null, "REPLY_AWAITED" | "REPLIES_UNANSWERED"> {
	if (!reply.sent && today <= reply.dueOn) return refuse("REPLY_AWAITED");
	return unanswered > 0 ? refuse("REPLIES_UNANSWERED") : accept(null);
}
