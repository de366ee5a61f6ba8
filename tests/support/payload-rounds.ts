/**
 * Owns the requests that carry payloads to a route: a share of them, or all, in every field and parameter, many at once, then
 * the sharpest ones alone in a form that is right otherwise.
 */
import { ALL_PAYLOADS } from "../fixtures/payloads";
import type { RouteForm, RouteInputs } from "./route-inputs";

export interface Sent {
	readonly address: string;
	readonly form?: Readonly<Record<string, string>>;
	/** With the page around the answer, as a browser asks; else as a script of ours does. */
	readonly asPage?: boolean;
	/** Each field or parameter with what it carries, to count what met what. */
	readonly carried: readonly (readonly [where: string, payload: string])[];
}

export type Places = Readonly<Record<string, string>>;

/** What a body or an address can't carry is refused whole: such a payload goes alone, in all fields at once. */
const refusedWhole = (payload: string) => payload.includes("\u0000");

/** Every route shows what it makes of these, in all its fields, as a page. */
const SHARP: readonly string[] = [
	"__proto__",
	"constructor",
	"<script>alert(1)</script>",
	'"><script>alert(3)</script>',
	"a\ud83d",
	"a".repeat(100_000),
];
/** Each field meets these alone, the others right. */
const SHARPEST = [
	"__proto__",
	"constructor",
	"00000000-0000-0000-0000-00000000000g",
	"1e309",
	"2147483648",
	"0000-01-01",
];

/** Of how many texts a name meets one in every run, others each time by their place: PAYLOADS=all has it meet them all. */
export const SHARE = process.env.PAYLOADS === "all" ? 1 : 6;
/** A costly page meets one in so many, of every kind. */
export const COSTLY_SHARE = 8;

/** Addresses hold 4 096 characters: a longer payload is cut to what a search reads. */
export function inAddress(payload: string): string {
	let cut = Buffer.from(payload.slice(0, 400)).toString();
	while (encodeURIComponent(cut).length > 400) cut = Buffer.from(cut.slice(0, -10)).toString();
	return encodeURIComponent(cut);
}

/** Which payloads a name has met so far, on whichever route. */
type Met = Map<string, Set<string>>;

function meets(met: Met, name: string, payload: string): void {
	met.set(name, (met.get(name) ?? new Set()).add(payload));
}

/**
 * One payload per name, each name another one: in as many requests as there are payloads left, each name meets each of them.
 * Left are those of this turn's share, when one of the names has not met its share on another route.
 */
function rounds(names: readonly string[], met: Met, share = SHARE): Record<string, string>[] {
	const wanting = names.filter((name) => (met.get(name)?.size ?? 0) < Math.floor(ALL_PAYLOADS.length / share));
	const turn = met.size % share;
	const left = ALL_PAYLOADS.filter(
		(payload, at) => at % share === turn && wanting.some((name) => !met.get(name)?.has(payload)),
	);
	for (const name of names) for (const payload of left) meets(met, name, payload);
	const apart = left.filter((payload) => !refusedWhole(payload));
	const step = Math.max(1, Math.floor(apart.length / names.length));
	return [
		...apart.map((_, round) =>
			Object.fromEntries(names.map((name, at) => [name, apart[(round + at * step) % apart.length] ?? ""])),
		),
		...left.filter(refusedWhole).map((payload) => Object.fromEntries(names.map((name) => [name, payload]))),
	];
}

const inAll = (names: readonly string[]) =>
	names.length === 0 ? [] : SHARP.map((payload) => Object.fromEntries(names.map((name) => [name, payload])));

export function addressOf(pattern: string, { at = {} }: RouteInputs, places: Places): string {
	return pattern.replace(/:(\w+)/g, (_, name: string) => places[at[name] ?? name] ?? name).replace("*", "nulle-part");
}

/** Each parameter of a path, the others right: all payloads, shared out among the routes that have it, and the sharpest on each. */
export function inPaths(patterns: readonly string[], inputsOf: (pattern: string) => RouteInputs, places: Places) {
	const named = (pattern: string) => [...pattern.matchAll(/:(\w+)|\*/g)].map(([, name]) => name ?? "*");
	const names = [...new Set(patterns.flatMap(named))];
	return patterns.flatMap((pattern) =>
		named(pattern).flatMap((name) => {
			const sharing = patterns.filter((other) => named(other).includes(name));
			const turn = names.indexOf(name) % SHARE;
			const own = ALL_PAYLOADS.filter((_, at) => at % SHARE === turn).filter(
				(_, at) => at % sharing.length === sharing.indexOf(pattern),
			);
			const hole = pattern.replace(name === "*" ? "*" : `:${name}`, "\u0000");
			const [before = "", after = ""] = addressOf(hole, inputsOf(pattern), places).split("\u0000");
			return [...new Set([...own, ...SHARPEST.slice(0, 3)])].map((payload): Sent & { pattern: string } => ({
				pattern,
				address: `${before}${inAddress(payload)}${after}`,
				carried: [[`:${name}`, payload]],
			}));
		}),
	);
}

export function inSearch(address: string, { search = [], shown = [], costly }: RouteInputs, met: Met): Sent[] {
	const sent = (values: Record<string, string>, asPage: boolean): Sent => {
		const query = Object.entries(values).map(([name, payload]) => `${name}=${inAddress(payload)}`);
		const carried = Object.entries(values).map(([name, payload]) => [`?${name}`, payload] as const);
		return { address: `${address}?${query.join("&")}`, carried, asPage };
	};
	return [
		...rounds(search, met, costly ? COSTLY_SHARE : SHARE).map((values) => sent(values, false)),
		...inAll([...search, ...shown]).map((values) => sent(values, true)),
	];
}

export function inFields(address: string, form: RouteForm, places: Places, met: Met): Sent[] {
	const names = Object.keys(form.fields);
	const sent = (values: Record<string, string>, asPage: boolean): Sent => ({
		address,
		form: { ...form.fixed, ...named(values, places) },
		carried: Object.entries(values),
		asPage,
	});
	return [
		...rounds(names, met).map((values) => sent(values, false)),
		...inAll(names).map((values) => sent(values, true)),
		...aloneInFields(form, places).map(([values, name, payload]) => ({
			...sent(values, false),
			carried: [[name, payload] as const],
		})),
	];
}

/** The sharpest payloads, each alone in a form that is right otherwise. */
function aloneInFields(form: RouteForm, places: Places) {
	const right = Object.fromEntries(
		Object.entries(form.fields).map(([name, value]) => [
			name,
			value.startsWith("$") ? (places[value.slice(1)] ?? "") : value,
		]),
	);
	return Object.keys(right).flatMap((name) =>
		SHARPEST.map((payload) => [{ ...right, [name]: payload }, name, payload] as const),
	);
}

/** Fields whose name ends with an identifier: `sequence-*`. */
function named(values: Readonly<Record<string, string>>, places: Places): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name.replace("*", places.openAuditId ?? ""), value]),
	);
}
