/** Owns what stands around the teams of the demonstration: declarations signed, two that wait, two challenges, one of them answered. */
import { CURRENT_WORDING, declarationWordings } from "../../app/domain/audit/declaration-wording";
import type { InterestKind } from "../../app/domain/audit/interest-kind";
import { cooperativeId } from "./assessments";
import type { BuiltAudit } from "./audits";
import { addDays, atWork, later, uuidOf } from "./deterministic";
import { COMMITTEE, DEMO_AUDITOR, type DemoPerson, MANAGERS, NATIONAL_TEAM } from "./people";

/** Visits of this campaign on: those before were made without. */
const FIRST_DAY = "2026-10-01";
/** Whose lead, and whose second person, has not signed yet. */
const WAITING = [
	["DEMO-17", "lead"],
	["DEMO-31", "second"],
] as const;
/** One refused, in the report of its audit; one that waits for the national team. */
const CHALLENGES: ReadonlyMap<string, { readonly reason: string; readonly answer: string | null }> = new Map([
	[
		"DEMO-12",
		{
			reason:
				"Cette personne a postulé chez nous en 2017 et n’a pas été retenue. Nous craignons que le souvenir en soit resté.",
			answer:
				"La candidature a huit ans, et la personne dit n’en garder aucun grief. Aucune règle du label n’en fait un conflit d’intérêts : l’équipe reste telle qu’elle est.",
		},
	],
	[
		"DEMO-03",
		{
			reason:
				"Sa CAE et la nôtre ont répondu l’une contre l’autre au même appel d’offres régional au printemps. Nous demandons quelqu’un d’autre.",
			answer: null,
		},
	],
]);

/** What two of the accounts say they have with a cooperative none of their files is about; one of these ties is over. */
const TIES: readonly (readonly [who: DemoPerson, code: string, kind: InterestKind, from: string, until?: string])[] = [
	[DEMO_AUDITOR, "DEMO-30", "service", "2026-02-17"],
	[DEMO_AUDITOR, "DEMO-47", "mandate", "2024-03-05", "2026-06-22"],
	[COMMITTEE, "DEMO-46", "capital", "2025-09-08"],
];

export function declaredTies() {
	return TIES.map(([{ id: userId }, code, kind, from, until]) => ({
		...{ id: uuidOf("tie", userId, code), userId, cooperativeId: cooperativeId(code), kind },
		declaredAt: atWork(from, userId, code),
		endedAt: until ? atWork(until, userId, code, "ended") : null,
	}));
}

export const asksDeclarations = ({ visit }: Pick<BuiltAudit, "visit">) => visit.startsOn >= FIRST_DAY;

/** Each member, without any tie: three days after the visit was planned, and two months before it at most. */
export function signedDeclarations(audits: readonly BuiltAudit[]) {
	return audits.filter((audit) => asksDeclarations(audit) && audit.status !== "cancelled").flatMap(ofTeam);
}

function ofTeam({ id, visit, team, createdAt }: BuiltAudit) {
	const signed = (["lead", "second"] as const).filter(
		(seat) => !WAITING.some(([code, waiting]) => code === visit.code && waiting === seat),
	);
	const day = later(addDays(createdAt.toISOString().slice(0, 10), 3), addDays(visit.startsOn, -60));
	return signed.flatMap((seat) => {
		const person = team[seat];
		if (!person) return [];
		return {
			...{ id: uuidOf("declaration", id, person.id), cooperativeId: cooperativeId(visit.code), auditId: id },
			...{ userId: person.id, wording: CURRENT_WORDING, text: declarationWordings[CURRENT_WORDING] },
			signedAt: atWork(day, visit.code, "signed", person.id),
		};
	});
}

export function challenges(audits: readonly BuiltAudit[]) {
	return audits.flatMap(({ id, visit, team, createdAt }) => {
		const [manager, told] = [MANAGERS.get(visit.code), CHALLENGES.get(visit.code)];
		if (!asksDeclarations({ visit }) || !told || !team.second || team.second === DEMO_AUDITOR || !manager) return [];
		const { reason, answer } = told;
		const day = createdAt.toISOString().slice(0, 10);
		return {
			...{ auditId: id, cooperativeId: cooperativeId(visit.code), auditorId: team.second.id, reason },
			...{ madeAt: atWork(addDays(day, 2), visit.code, "challenged"), madeBy: manager.id },
			...(answer !== null && {
				...{ outcome: "refused" as const, answer, answeredBy: NATIONAL_TEAM.id },
				answeredAt: atWork(addDays(day, 5), visit.code, "answered"),
			}),
		};
	});
}
