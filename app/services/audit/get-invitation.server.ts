/** The calendar invitation of one audit (RFC 5545): whole days, a stable identifier, a sequence that rises with each change. */
import { createEvent, type DateTime } from "ics";
import type { AuditKind } from "~/domain/audit/audit";
import { addDays, type Day } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";
import { type LoadedAudit, loadAudit } from "./load-audit.server";

const TITLES: { readonly [K in AuditKind]: string } = {
	initial: "Audit initial du label",
	followUp: "Audit de suivi du label",
	renewal: "Audit de renouvellement du label",
};

export interface Invitation {
	readonly filename: string;
	/** CRLF lines of at most 75 bytes. */
	readonly content: string;
}

export async function getInvitation({ db, actor, now }: UseCase, auditId: string): Promise<Invitation> {
	const loaded = await loadAudit(db, auditId);
	authorise(actor, "audit.read", loaded.resource);
	const { audit, cooperative } = loaded;
	const cancelled = audit.status === "cancelled";
	const { error, value } = createEvent({
		productId: "-//Label CAE//Audits//FR",
		method: cancelled ? "CANCEL" : "PUBLISH",
		uid: `audit-${audit.id}@label-cae`,
		sequence: audit.sequence,
		status: cancelled ? "CANCELLED" : "CONFIRMED",
		start: dateArray(audit.startsOn),
		// The end of a whole-day event is the first day after it.
		end: dateArray(addDays(audit.endsOn, 1)),
		title: `${cancelled ? "Annulé : " : ""}${TITLES[audit.kind]}, ${cooperative.name}`,
		location: audit.place,
		description: description(loaded),
		lastModified: now.getTime(),
	});
	if (error || !value) throw error ?? new Error("no invitation");
	return { filename: `audit-${audit.startsOn}.ics`, content: foldByBytes(value) };
}

function description({ audit, leadName, secondName, year }: LoadedAudit): string {
	return [
		`Auto-évaluation ${year}`,
		`Responsable de l’audit : ${leadName}`,
		secondName && `Deuxième personne de l’équipe : ${secondName}`,
		audit.mode === "onSite" ? `Sur place : ${audit.place}` : `À distance : ${audit.place}`,
		audit.status === "cancelled" && `Motif de l’annulation : ${audit.statusReason}`,
	]
		.filter(Boolean)
		.join("\n");
}

function dateArray(day: Day): DateTime {
	const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
	return [year, month, date];
}

/** The library folds at 75 characters; the standard asks for 75 bytes, and French takes two for an accent. */
function foldByBytes(content: string): string {
	const lines = content.replace(/\r\n[ \t]/g, "").split("\r\n");
	return lines.map(foldLine).join("\r\n");
}

function foldLine(line: string): string {
	let folded = "";
	let bytes = 0;
	for (const sign of line) {
		const size = Buffer.byteLength(sign);
		if (bytes + size > 75) {
			folded += "\r\n ";
			bytes = 1;
		}
		folded += sign;
		bytes += size;
	}
	return folded;
}
