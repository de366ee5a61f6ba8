/** The calendar entry of one audit, as a file that a person adds to an agenda of theirs. */
import { writeCalendar } from "~/domain/icalendar";
import { authorise, type UseCase } from "../use-case.server";
import { type LoadedAudit, loadAudit } from "./load-audit.server";
import { visitEvent } from "./visit-event.server";

export interface Invitation {
	readonly filename: string;
	/** CRLF lines of at most 75 bytes. */
	readonly content: string;
}

export async function getInvitation({ db, actor }: UseCase, auditId: string, url: string): Promise<Invitation> {
	const loaded = await loadAudit(db, auditId);
	authorise(actor, "audit.read", loaded.resource);
	const { audit, cooperative } = loaded;
	const event = visitEvent(audit, cooperative.name, visitDetails(loaded), url);
	return {
		filename: `audit-${audit.startsOn}.ics`,
		content: writeCalendar({
			method: event.status === "CANCELLED" ? "CANCEL" : "PUBLISH",
			name: null,
			organizer: null,
			attendee: null,
			events: [event],
		}),
	};
}

/** For those who read the audit. */
function visitDetails({ audit, leadName, secondName, year }: LoadedAudit): readonly string[] {
	return [
		`Auto-évaluation ${year}`,
		`Responsable de l’audit : ${leadName}`,
		...(secondName ? [`Deuxième personne de l’équipe : ${secondName}`] : []),
		...(audit.status === "cancelled" ? [`Motif de l’annulation : ${audit.statusReason}`] : []),
		...(audit.status === "postponed" ? [`Motif du report : ${audit.statusReason}`] : []),
	];
}
