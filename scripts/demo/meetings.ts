/** Owns the opening and closing meetings of the demonstration's visits: people by their functions, what was said, who signed. */
import type { MeetingKind } from "../../app/domain/audit/meeting";
import { cooperativeId } from "./assessments";
import type { BuiltAudit } from "./audits";
import { addDays, atWork, pick, workingDay } from "./deterministic";
import { MANAGERS } from "./people";

/** Visits of this campaign on: those before were made without. */
const FIRST_DAY = "2026-10-01";
/** Under way: opened by a day of reading at the cooperative's, before the days of the visit. */
const OPENED: Readonly<Record<string, string>> = { "DEMO-26": "2026-11-19" };
/** Whose closing meeting the cooperative has not said that it received. */
const UNRECEIVED = ["DEMO-12", "DEMO-10"];

const HEARD: Readonly<Record<MeetingKind, string>> = {
	opening:
		"Gérance, responsable administratif et financier, responsable de l’accompagnement ; pour l’audit, responsable d’équipe",
	closing:
		"Gérance, responsable administratif et financier, une personne élue au comité social et économique ; pour l’audit, responsable d’équipe",
};
const OPENINGS = [
	"Objet, déroulé et règles de l’audit rappelés, avec le droit de réponse. La CAE signale que son logiciel de paie a changé en septembre : les bulletins d’avant sont dans l’ancien.",
	"Tour de table, déroulé confirmé. L’atelier du bâtiment est vu le premier après-midi, et non le second. Rien à signaler sur la sécurité des lieux.",
	"Règles de confidentialité et droit de réponse rappelés. La CAE demande que les entretiens avec les entrepreneurs se tiennent sans la gérance : c’était prévu ainsi.",
] as const;
const READING =
	"Les registres et les comptes sont lus ce jour au siège ; la visite se poursuit les 1er et 2 décembre. Objet, déroulé et droit de réponse rappelés.";
const CLOSINGS = [
	"Les points forts et les écarts relevés sont dits un à un, sans débat sur leur classement. La CAE conteste l’ancienneté d’une pièce et l’enverra avec sa réponse. Le rapport provisoire suit sous quinze jours.",
	"Constats présentés domaine par domaine. La CAE les reconnaît et demande que le suivi des entretiens soit lu avec ses deux embauches de l’été. Le rapport provisoire suit sous quinze jours.",
] as const;

/** In the columns of audit_meetings. */
export function heldMeetings(audits: readonly BuiltAudit[]) {
	return audits.flatMap((audit) => {
		const { visit, life } = audit;
		if (visit.startsOn < FIRST_DAY) return [];
		const opened = OPENED[visit.code];
		if (life.visitEndedAt) return [held(audit, "opening", visit.startsOn), held(audit, "closing", visit.endsOn)];
		return visit.status === "inProgress" && opened ? [held(audit, "opening", opened)] : [];
	});
}

function held({ id, visit, team }: BuiltAudit, kind: MeetingKind, heldOn: string) {
	const { code, year, mode } = visit;
	const lead = team.lead.id;
	const manager = MANAGERS.get(code);
	if (!manager) throw new Error(`no manager in ${code}`);
	const signedAt = new Date(`${heldOn}T${kind === "opening" ? "09:12" : "15:58"}:00Z`);
	const said = pick(kind === "opening" ? OPENINGS : CLOSINGS, code, year, kind);
	const received = kind === "opening" || !UNRECEIVED.includes(code);
	return {
		...{ cooperativeId: cooperativeId(code), auditId: id, kind, heldOn },
		...(kind === "opening" ? { startsAt: "09:30", endsAt: "10:10" } : { startsAt: "16:00", endsAt: "16:50" }),
		people: `${HEARD[kind]}${team.second ? " et auditeur" : ""}${mode === "remote" ? " (en visioconférence)" : ""}`,
		remarks: OPENED[code] === heldOn ? READING : said,
		...{ representative: manager.name, representativeRole: "Gérance", acknowledged: true },
		...{ version: 1, recordedAt: signedAt, recordedBy: lead, signedAt, signedBy: lead },
		...(received && {
			confirmedAt: atWork(workingDay(addDays(heldOn, 2)), code, kind, "received"),
			confirmedBy: manager.id,
		}),
	};
}
