/**
 * Owns the plan of a visit (ISO 19011, « plan d’audit »): its agenda, when it may be sent, and what the cooperative answers.
 * Pure. Rule R-203 of docs/regles-metier.md.
 */
import { accept, type Result, refuse } from "../result";
import type { AnnouncedSample } from "./sampling";

export const SLOT_KINDS = ["opening", "interview", "domain", "premises", "team", "closing"] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];

/** Who of the team holds a slot: a role, so that a hand-over changes no plan. */
export const TEAM_SEATS = ["lead", "second"] as const;
export type TeamSeat = (typeof TEAM_SEATS)[number];

export interface AgendaSlot {
	readonly key: string;
	/** Which day of the visit, 1 for the first: days that move take the agenda with them. */
	readonly day: number;
	/** "09:30" in Paris. */
	readonly from: string;
	readonly to: string;
	readonly kind: SlotKind;
	/** Codes of the domains worked on; empty: none in particular. */
	readonly domains: readonly string[];
	readonly seats: readonly TeamSeat[];
	/** Functions of the people met: « gérance, comptable ». */
	readonly met: string;
	readonly about: string;
}

export const AGENDA_AT_MOST = 60;
export const SLOT_TEXT_LIMIT = 300;
export const ANSWER_TEXT_LIMIT = 2_000;

export type SlotRefusal =
	| "INVALID_HOURS"
	| "HOURS_REVERSED"
	| "DAY_OUT_OF_VISIT"
	| "DOMAIN_REQUIRED"
	| "UNKNOWN_DOMAIN"
	| "SEAT_REQUIRED"
	| "SEAT_EMPTY"
	| "SEAT_TAKEN"
	| "SLOT_TOO_LONG"
	| "TOO_MANY_SLOTS";

/** What the visit allows a slot to say. */
export interface VisitFrame {
	/** How many days it lasts. */
	readonly days: number;
	readonly domains: readonly string[];
	/** Whether somebody seconds the lead. */
	readonly hasSecond: boolean;
}

const WRITTEN_HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The agenda with this slot in place of the one of its key, or added; in the order of time. Source: R-203. */
export function putSlot(
	agenda: readonly AgendaSlot[],
	slot: AgendaSlot,
	frame: VisitFrame,
): Result<readonly AgendaSlot[], SlotRefusal> {
	const others = agenda.filter(({ key }) => key !== slot.key);
	const refusal = refusalOf(slot, others, frame);
	return refusal ? refuse(refusal) : accept(inOrder([...others, slot]));
}

function refusalOf(slot: AgendaSlot, others: readonly AgendaSlot[], frame: VisitFrame): SlotRefusal | null {
	if (others.length >= AGENDA_AT_MOST) return "TOO_MANY_SLOTS";
	if (!Number.isInteger(slot.day) || slot.day < 1 || slot.day > frame.days) return "DAY_OUT_OF_VISIT";
	if (!WRITTEN_HOUR.test(slot.from) || !WRITTEN_HOUR.test(slot.to)) return "INVALID_HOURS";
	if (slot.to <= slot.from) return "HOURS_REVERSED";
	if (slot.kind === "domain" && slot.domains.length === 0) return "DOMAIN_REQUIRED";
	if (slot.domains.some((code) => !frame.domains.includes(code))) return "UNKNOWN_DOMAIN";
	if (slot.seats.length === 0) return "SEAT_REQUIRED";
	if (slot.seats.includes("second") && !frame.hasSecond) return "SEAT_EMPTY";
	if (slot.met.length > SLOT_TEXT_LIMIT || slot.about.length > SLOT_TEXT_LIMIT) return "SLOT_TOO_LONG";
	return others.some((other) => clash(slot, other)) ? "SEAT_TAKEN" : null;
}

/** Nobody is in two places at once. */
function clash(a: AgendaSlot, b: AgendaSlot): boolean {
	return a.day === b.day && a.from < b.to && b.from < a.to && a.seats.some((seat) => b.seats.includes(seat));
}

function inOrder(agenda: readonly AgendaSlot[]): readonly AgendaSlot[] {
	const rank = ({ day, from, to, key }: AgendaSlot) => `${String(day).padStart(3, "0")} ${from} ${to} ${key}`;
	return agenda.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

export type SendRefusal = "MEETINGS_MISSING" | "SLOT_OUT_OF_VISIT" | "SAMPLE_MISSING";

/**
 * Whether the plan can be sent: an opening meeting first, a closing meeting last, no slot on a day the visit no longer has or of
 * somebody who is no longer there, and a sample. Source: R-203.
 */
export function checkPlan(
	agenda: readonly AgendaSlot[],
	sampled: number,
	frame: Pick<VisitFrame, "days" | "hasSecond">,
): Result<null, SendRefusal> {
	const [first, last] = [agenda[0], agenda.at(-1)];
	const meetings = agenda.filter(({ kind }) => kind === "opening" || kind === "closing").length;
	if (first?.kind !== "opening" || last?.kind !== "closing" || meetings !== 2) return refuse("MEETINGS_MISSING");
	if (agenda.some((slot) => isOutOfVisit(slot, frame))) return refuse("SLOT_OUT_OF_VISIT");
	return sampled === 0 ? refuse("SAMPLE_MISSING") : accept(null);
}

/** A day the visit no longer has, or a seat nobody holds any more. */
export function isOutOfVisit({ day, seats }: AgendaSlot, { days, hasSecond }: Pick<VisitFrame, "days" | "hasSecond">) {
	return day > days || (seats.includes("second") && !hasSecond);
}

/** A first agenda to start from: meetings at both ends, the domains shared out over the days. Source: R-203. */
export function proposeAgenda({ days, domains, hasSecond }: VisitFrame): readonly AgendaSlot[] {
	const both: readonly TeamSeat[] = hasSecond ? TEAM_SEATS : ["lead"];
	const slot = (
		key: string,
		day: number,
		from: string,
		to: string,
		kind: SlotKind,
		over: Partial<AgendaSlot> = {},
	) => ({
		...{ key, day, from, to, kind, seats: both, domains: [], met: "", about: "" },
		...over,
	});
	const shared: AgendaSlot[] = [];
	// Each day has a morning and an afternoon for the domains; those who are two share them.
	const halves = Array.from({ length: days }, (_, index) => [
		{ day: index + 1, from: index === 0 ? "10:00" : "09:00", to: "12:30" },
		{ day: index + 1, from: "14:00", to: index === days - 1 ? "16:00" : "17:00" },
	]).flat();
	const seats: readonly (readonly TeamSeat[])[] = hasSecond ? [["lead"], ["second"]] : [["lead"]];
	const rooms = halves.flatMap((half) => seats.map((seat) => ({ ...half, seats: seat })));
	const share = Math.ceil(domains.length / rooms.length);
	for (const [index, room] of rooms.entries()) {
		const own = domains.slice(index * share, (index + 1) * share);
		if (own.length === 0) continue;
		shared.push(
			slot(`domaines-${index + 1}`, room.day, room.from, room.to, "domain", { seats: room.seats, domains: own }),
		);
	}
	return inOrder([
		slot("ouverture", 1, "09:00", "10:00", "opening", { met: "Gérance, référente ou référent du label" }),
		...shared,
		slot("equipe", days, "16:00", "16:30", "team"),
		slot("cloture", days, "16:30", "17:30", "closing", { met: "Gérance, référente ou référent du label" }),
	]);
}

/** What is sent to the cooperative, and frozen: what it acknowledges is what it read. */
export interface SentPlan {
	readonly startsOn: string;
	readonly endsOn: string;
	readonly agenda: readonly AgendaSlot[];
	readonly sample: AnnouncedSample;
}

/** Whether the plan says something else than what was sent last: it is then to be sent, and acknowledged, anew. Source: R-204. */
export function isChanged(now: SentPlan, sent: SentPlan | null): boolean {
	return sent === null || JSON.stringify(ordered(now)) !== JSON.stringify(ordered(sent));
}

/** Keys in one order, whatever the store made of them. */
function ordered({ startsOn, endsOn, agenda, sample }: SentPlan) {
	return [
		startsOn,
		endsOn,
		agenda.map(({ key, day, from, to, kind, domains, seats, met, about }) => [
			...[key, day, from, to, kind],
			...[domains, seats, met, about],
		]),
		[sample.criteria, sample.domains, sample.natures],
	];
}

/** `acknowledged`: read and agreed to. `changeAsked`: with the cooperative's words. Null: it has not answered. */
export const PLAN_ANSWERS = ["acknowledged", "changeAsked"] as const;
export type PlanAnswer = (typeof PLAN_ANSWERS)[number];
