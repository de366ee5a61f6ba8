/** What a member of the team reads before signing: the text, the cooperative, the ties they told, their last signature. */

import { CURRENT_WORDING, declarationWordings } from "~/domain/audit/declaration-wording";
import { declarationGap } from "~/domain/audit/interest-declaration";
import { addYears, dayInParis } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";
import { auditHeader } from "./get-audit.server";
import { loadAudit } from "./load-audit.server";
import { teamSetAt } from "./mission-gap";
import { lastSignature, ownTies } from "./sign-declaration.server";

export async function getDeclaration({ db, actor }: UseCase, auditId: string) {
	const loaded = await loadAudit(db, auditId);
	const { audit, resource } = loaded;
	authorise(actor, "audit.sign", resource, ["audit.read", resource]);
	const last = await lastSignature(db, auditId, actor.userId);
	const gap = declarationGap({ signedAt: last?.signedAt ?? null, teamSetAt: teamSetAt(audit) }, audit.startsOn);
	return {
		header: auditHeader(loaded),
		wording: { version: String(CURRENT_WORDING), text: declarationWordings[CURRENT_WORDING] },
		ties: await ownTies(db, actor.userId, audit.cooperativeId),
		/** Null: never. `gap` says why it no longer holds. */
		signed: last && { at: last.signedAt, text: last.text, gap, until: addYears(dayInParis(last.signedAt), 1) },
	};
}
