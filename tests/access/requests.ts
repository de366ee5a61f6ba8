/** Owns what is asked of a server: every address of the URL table on each kind of object, by GET and by POST, and real writes. */
import { randomUUID } from "node:crypto";
import type { RouteConfigEntry } from "@remix-run/route-config";
import table from "~/routes";
import type { Served } from "./served";
import { type AccessWorld, insertSession, type Person, SIDES, type Side } from "./two-cooperatives";

export interface Asked {
	readonly method: "GET" | "POST";
	readonly route: string;
	/** What the address is about: `own draft`, `other closed`, `-`. */
	readonly object: string;
	readonly side: Side | null;
	readonly address: string;
	readonly form?: Readonly<Record<string, string>>;
	/** Bytes of a file that comes with the form. */
	readonly file?: string;
}

export interface Answered {
	readonly status: number;
	readonly location: string | null;
	readonly body: string;
}

type Values = readonly { readonly object: string; readonly side: Side | null; readonly value: string }[];

const VISIT_STATES = ["planned", "inProgress", "closed", "cancelled"] as const;

/** What stands for each parameter of an address. A parameter that is not here makes the tests fail: add it. */
function valuesOf(parameter: string, { sides, domain }: AccessWorld): Values {
	const each = (build: (side: Side) => readonly (readonly [string, string])[]): Values =>
		SIDES.flatMap((side) => build(side).map(([state, value]) => ({ object: `${side} ${state}`.trim(), side, value })));
	const alone = (value: string): Values => [{ object: "-", side: null, value }];
	switch (parameter) {
		case "assessmentId":
			return each((side) => [
				["draft", sides[side].draftId],
				["sent", sides[side].sent.closed],
				["sent with a cancelled visit", sides[side].sent.cancelled],
			]);
		case "auditId":
			return each((side) => VISIT_STATES.map((state) => [state, sides[side].audits[state]] as const));
		case "cooperativeId":
			return each((side) => [["", sides[side].cooperativeId]]);
		case "userId":
			return each((side) => [["member", sides[side].memberId]]);
		case "auditorId":
			return each((side) => [["auditor", sides[side].auditorId]]);
		case "grantId":
			return each((side) => [["role", sides[side].memberGrantId]]);
		case "invitationId":
			return each((side) => [["invitation", sides[side].invitationId]]);
		case "pieceId":
			return each((side) => [
				["piece of the draft", sides[side].pieces.draft],
				["confidential piece", sides[side].pieces.confidential],
				["cited piece", sides[side].pieces.cited],
				["cited confidential piece", sides[side].pieces.citedConfidential],
			]);
		case "nonConformityId":
			return each((side) => [["non-conformity", sides[side].nonConformityId]]);
		case "photoId":
			return each((side) => [["photo", sides[side].photoId]]);
		case "actionId":
			return each((side) => [["action", sides[side].actionId]]);
		case "number":
			return alone("1");
		case "version":
			return alone("2.0");
		case "year":
			return alone("2027");
		case "criterionId":
			return alone("JUR-01");
		case "domain":
			return alone(domain);
		case "chapter":
			return alone(`${domain}-A`);
		case "format":
			return alone("json");
		case "token":
			return alone("a".repeat(43));
		case "file":
			return alone(`${"a".repeat(43)}.ics`);
		case "*":
			return alone("nulle-part");
		default:
			throw new Error(`tests/access/requests.ts gives no value to the parameter :${parameter}`);
	}
}

export const entries: readonly RouteConfigEntry[] = (function flatten(
	list: readonly RouteConfigEntry[],
): RouteConfigEntry[] {
	return list.flatMap((entry) => [entry, ...flatten(entry.children ?? [])]);
})(await (table as RouteConfigEntry[] | Promise<RouteConfigEntry[]>));

/** Every address of the table x what it may be about x GET and POST (an empty form). */
export function everyRequest(world: AccessWorld): readonly Asked[] {
	return entries.flatMap((entry) => {
		const route = `/${entry.path ?? ""}`;
		let addresses: { object: string; side: Side | null; address: string }[] = [
			{ object: "-", side: null, address: route },
		];
		for (const [, named] of route.matchAll(/:(\w+)|\*/g)) {
			const parameter = named ?? "*";
			const sign = named ? `:${named}` : "*";
			addresses = addresses.flatMap((one) =>
				valuesOf(parameter, world).map(({ object, side, value }) => ({
					object: [one.object, object].filter((named) => named !== "-").join(" + ") || "-",
					// Something of the other cooperative in the address makes it the other's.
					side: [one.side, side].includes("other") ? ("other" as const) : (side ?? one.side),
					address: one.address.replace(sign, value),
				})),
			);
		}
		return addresses.flatMap((one) => [
			{ ...one, route, method: "GET" as const },
			{ ...one, route, method: "POST" as const, form: {} },
		]);
	});
}

/** Acts on the plan of a visit under way, in an order in which each of them does something for somebody. */
const PREPARING: readonly Readonly<Record<string, string>>[] = [
	{ intent: "acknowledged", number: "1" },
	{ intent: "answer", note: "pour voir", version: "1" },
	{ intent: "propose" },
	{ intent: "takeOut", criterionId: "JUR-01", note: "pour voir" },
	{ intent: "put", key: "", day: "1", from: "11:00", to: "12:00", kind: "premises", seats: "lead", version: "1" },
	{ intent: "send", version: "2" },
	{ intent: "receive", version: "2" },
];

/** Writes with every field right, aimed at one side: who has no right changes nothing, whichever net is taken away. */
export function everyWrite(world: AccessWorld, side: Side): readonly Asked[] {
	const { cooperativeId, draftId, olderDraftId, upgradeFingerprint, sent, audits, pieces, memberId, actionId } =
		world.sides[side];
	const { auditorId, absenceId, demandId, photoId } = world.sides[side];
	const { criterionIds, domain, spare } = world;
	const [first, second] = criterionIds;
	const team = { leadAuditorId: spare[0], secondAuditorId: spare[1] };
	const write = (address: string, form: Readonly<Record<string, string>>): Asked => ({
		method: "POST",
		route: address,
		object: side,
		side,
		address,
		form,
	});
	const facts = { title: "écrasée", kind: "deed", issuedOn: "", expiresOn: "" };
	const sending = (address: string): Asked => ({
		...write(address, { key: randomUUID(), intent: "upload", kind: "deed" }),
		file: `pièce ${randomUUID()}`,
	});
	const library = `/cooperatives/${cooperativeId}/pieces`;
	const criterion = `/auto-evaluations/${draftId}/criteres/${first}/pieces`;
	const overwritten = { choice: "0", comment: "écrasé", version: "1" };
	return [
		write("/auto-evaluations", { cooperativeId }),
		write(`/auto-evaluations/${draftId}/reponses`, { ...overwritten, criterionId: first, key: randomUUID() }),
		write(`/auto-evaluations/${draftId}/domaines/${domain}`, { ...overwritten, criterionId: second, pageKey: "une" }),
		write(`/auto-evaluations/${draftId}/plan/attribuer`, {
			...{ intent: "assign", target: "JUR", assigneeId: memberId, dueOn: "2026-12-01", version: "0" },
		}),
		write(`/auto-evaluations/${draftId}/actions`, {
			...{ critere: second, [`niveau-${second}`]: "3", [`personne-${second}`]: memberId },
			[`jour-${second}`]: "2026-12-01",
		}),
		write(`/cooperatives/${cooperativeId}/actions/${actionId}`, { intent: "close", state: "done", version: "1" }),
		sending(library),
		sending(criterion),
		sending(`/auto-evaluations/${draftId}/criteres/${first}/photos`),
		write(criterion, { intent: "choose", pieceId: pieces.confidential }),
		write(criterion, { intent: "detach", pieceId: pieces.draft }),
		write(`/auto-evaluations/${draftId}/domaines/${domain}/chapitres/${domain}-A/non-applicable`, {
			reason: "écrasé",
			seen: `${first}:1`,
		}),
		write(`/auto-evaluations/${draftId}/criteres/${first}`, {
			intent: "write",
			key: randomUUID(),
			text: "écrit ailleurs",
		}),
		write(`${library}/${pieces.draft}`, { intent: "edit", ...facts, version: "1" }),
		{ ...sending(`${library}/${pieces.draft}`), form: { intent: "version" } },
		write(`${library}/${pieces.confidential}`, { intent: "remove", confirmation: "oui" }),
		write(`/auto-evaluations/${draftId}/profil`, { sectors: "generaliste", headcount: "3", version: "1" }),
		write(`/auto-evaluations/${draftId}/envoi`, { confirmation: "oui", fonction: "manager" }),
		write(`/auto-evaluations/${sent.cancelled}/reouverture`, { reason: "pour voir" }),
		write(`/auto-evaluations/${olderDraftId}/version`, { fingerprint: upgradeFingerprint, confirmation: "oui" }),
		write(`/auto-evaluations/${sent.cancelled}/audit`, { mois: "2027-03", constraints: "pour voir" }),
		write(`/audits/${audits.planned}/dates`, { intent: "decline", reason: "pour voir", sequence: "0" }),
		write(`/audits/${audits.planned}/recusation`, {
			...{ intent: "challenge", auditorId, reason: "pour voir", sequence: "0" },
		}),
		write(`/audits/${audits.planned}/recusation`, { intent: "refuse", answer: "pour voir", sequence: "0" }),
		write(`/audits/${audits.inProgress}/declaration`, { says: "none", wording: "1", signature: "oui" }),
		write("/audits/nouveau", {
			...team,
			assessmentId: sent.cancelled,
			kind: "initial",
			startsOn: "2026-12-14",
			endsOn: "2026-12-14",
			mode: "remote",
			place: "visioconférence",
		}),
		write(`/audits/${audits.planned}/modifier`, {
			...team,
			startsOn: "2026-12-20",
			endsOn: "2026-12-20",
			mode: "remote",
			place: "ailleurs",
			reason: "pour voir",
			sequence: "0",
		}),
		write(`/audits/${audits.planned}/dates`, {
			...{ intent: "propose", sequence: "1", opensAt: "", closesAt: "" },
			...{ "startsOn-1": "2027-01-11", "endsOn-1": "2027-01-11", "startsOn-2": "2027-01-18", "endsOn-2": "2027-01-18" },
		}),
		write(`/audits/${audits.planned}/dates`, { intent: "postpone", reason: "pour voir", sequence: "2" }),
		write(`/audits/${audits.planned}`, { intent: "cancel", reason: "pour voir" }),
		// No visit reads the first, for strangers; nor the second, once the national team has cancelled it.
		...[sent.cancelled, sent.planned].map((id) =>
			write(`/auto-evaluations/${id}/renvoi`, { kind: "returned", reason: "pour voir", number: "1" }),
		),
		...PREPARING.map((form) => write(`/audits/${audits.inProgress}/preparation`, { ...form, demandId })),
		write(`/audits/${audits.inProgress}/constats`, { ...overwritten, criterionId: first }),
		write(`/audits/${audits.inProgress}/visite/${domain}`, { ...overwritten, criterionId: second }),
		write(`/audits/${audits.inProgress}/reunions`, {
			...{ kind: "closing", heldOn: "2026-11-20", reason: "écrasé", comment: "écrasé", version: "0" },
		}),
		write(`/audits/${audits.inProgress}/reunions`, { intent: "confirm", kind: "opening" }),
		write(`/audits/${audits.inProgress}/photos/${photoId}`, { intent: "remove" }),
		write(`/audits/${audits.inProgress}`, { intent: "end", confirmation: "oui" }),
		write(`/audits/${audits.inProgress}/rapport`, { intent: "send", confirmation: "oui" }),
		write(`/audits/${audits.rightOfReply}/reponse`, { intent: "save", criterionId: first, text: "Non", version: "0" }),
		write(`/audits/${audits.rightOfReply}/reponse`, { intent: "send", confirmation: "oui" }),
		write(`/audits/${audits.rightOfReply}/rapport`, { intent: "kept", criterionId: first, answer: "Vu" }),
		write(`/audits/${audits.rightOfReply}/rapport-definitif`, { confirmation: "oui" }),
		write(`/ecarts/${world.sides[side].nonConformityId}`, {
			...{
				intent: "propose",
				cause: "a",
				correction: "b",
				action: "c",
				ownerId: memberId,
				dueOn: "2098-01-05",
				version: "1",
			},
		}),
		write(`/ecarts/${world.sides[side].nonConformityId}`, { intent: "accept", reason: "", version: "2" }),
		// Proposed only: the national team's work, whoever it is about.
		write(`/programme/2027/visites/${cooperativeId}`, { intent: "pin", version: "1" }),
		write(`/programme/2027/visites/${cooperativeId}`, { intent: "remove", version: "2" }),
		// The auditor of that side, whose profile is theirs and the national team's.
		write(`/auditeurs/${auditorId}`, { domains: "JUR", weekdays: "1", yearlyLimit: "3", version: "0" }),
		write(`/auditeurs/${auditorId}`, { intent: "absence", key: randomUUID(), startsOn: "2030-01-07", part: "day" }),
		write(`/auditeurs/${auditorId}`, { intent: "remove", absenceId }),
	];
}

export interface Asker {
	readonly person: Person | "visitor" | "owing";
	/** Null for a visitor. */
	readonly userId: string | null;
}

export function everyAsker({ persons }: AccessWorld): readonly Asker[] {
	return [
		{ person: "visitor", userId: null },
		...Object.entries(persons).map(([person, userId]) => ({ person: person as Person, userId })),
		// Right password, second factor still owed: nothing opens.
		{ person: "owing", userId: persons.network },
	];
}

/** Asks in a session of its own, just opened. */
export async function ask({ origin, db }: Served, { person, userId }: Asker, asked: Asked): Promise<Answered> {
	// Not compressed: thousands of pages would be squeezed for nothing.
	const headers: Record<string, string> = { Accept: "text/html", "Accept-Encoding": "identity" };
	if (userId) {
		const token = await insertSession(db, userId, person === "owing" ? "secondFactor" : "open");
		headers.Cookie = `label_session=${token}`;
	}
	if (asked.method === "POST") headers.Origin = origin;
	const response = await fetch(origin + asked.address, {
		method: asked.method,
		redirect: "manual",
		headers,
		...(asked.form ? { body: bodyOf(asked.form, asked.file) } : {}),
		signal: AbortSignal.timeout(30_000),
	});
	return { status: response.status, location: response.headers.get("Location"), body: await response.text() };
}

function bodyOf(form: Readonly<Record<string, string>>, file: string | undefined): URLSearchParams | FormData {
	if (file === undefined) return new URLSearchParams(form);
	const body = new FormData();
	for (const [name, value] of Object.entries(form)) body.set(name, value);
	body.set("fichiers", new File([file], "essai.txt", { type: "text/plain" }));
	return body;
}
