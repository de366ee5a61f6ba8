import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	INVITATIONS_PER_DAY,
	type InvitationInput,
	invitationExpiry,
	isPending,
	readOffer,
	readRole,
} from "./invitation";
import { COOPERATIVE_ROLES, ROLES } from "./roles";

const TODAY = "2026-10-05";
const KNOWN = ["JUR", "FIN", "RHU", "ACC", "ANC"];
const NETWORK_ROLES = ROLES.filter((role) => !COOPERATIVE_ROLES.some((own) => own === role));
const TYPED: InvitationInput = { email: "camille@cae.example", role: "contributor", cooperativeId: "c1" };
const CONTRIBUTOR = { role: "contributor", cooperativeId: "c1" } as const;
const NETWORK = { role: "network", cooperativeId: null } as const;

const offer = (changes: Partial<InvitationInput>, grant: Parameters<typeof readOffer>[1] = CONTRIBUTOR) =>
	readOffer({ ...TYPED, ...changes }, grant, TODAY, KNOWN);

describe("the role an invitation offers (R-93)", () => {
	it.each(COOPERATIVE_ROLES)("is held within a cooperative, for a %s", (role) => {
		expect(readRole({ ...TYPED, role })).toEqual({ role, cooperativeId: "c1" });
		expect(readRole({ ...TYPED, role, cooperativeId: null })).toBeNull();
		expect(readRole({ ...TYPED, role, cooperativeId: "" })).toBeNull();
	});

	it.each(NETWORK_ROLES)("is held for the whole network, for %s", (role) => {
		expect(readRole({ ...TYPED, role, cooperativeId: null })).toEqual({ role, cooperativeId: null });
		expect(readRole({ ...TYPED, role, cooperativeId: "" })).toEqual({ role, cooperativeId: null });
		expect(readRole({ ...TYPED, role })).toBeNull();
	});

	it("is one of the roles there are, whatever is typed", () => {
		for (const role of ["", "Manager", "root", "manager ", "constructor"]) {
			expect(readRole({ ...TYPED, role })).toBeNull();
			expect(readRole({ ...TYPED, role, cooperativeId: null })).toBeNull();
		}
		fc.assert(
			fc.property(fc.string(), fc.option(fc.string(), { nil: null }), (role, cooperativeId) => {
				fc.pre(!ROLES.some((known) => known === role));
				expect(readRole({ ...TYPED, role, cooperativeId })).toBeNull();
			}),
		);
	});
});

describe("what an invitation offers (R-93)", () => {
	it("is the role from now on, without end, with every domain, unless told", () => {
		const bare = {
			ok: true,
			value: { email: TYPED.email, offer: { ...CONTRIBUTOR, domains: null, startsOn: null, endsOn: null } },
		};
		expect(offer({})).toEqual(bare);
		expect(offer({ domains: null, startsOn: null, endsOn: null })).toEqual(bare);
		expect(offer({ startsOn: "", endsOn: "" })).toEqual(bare);
	});

	it("goes to one address, written as the accounts' are", () => {
		expect(offer({ email: " Camille@CAE.example " })).toMatchObject({ value: { email: "camille@cae.example" } });
		for (const email of ["", "camille", "a@cae.example, b@cae.example"]) {
			expect(offer({ email })).toEqual({ ok: false, reason: "INVALID_EMAIL" });
		}
	});

	it("entrusts domains of the référentiel, in its order, each once", () => {
		expect(offer({ domains: ["ACC", "JUR", "ACC"] })).toMatchObject({ value: { offer: { domains: ["JUR", "ACC"] } } });
		for (const domains of [[], ["XXX"], ["ACC", "XXX"]]) {
			expect(offer({ domains })).toEqual({ ok: false, reason: "INVALID_DOMAINS" });
		}
		expect(readOffer({ ...TYPED, domains: ["ACC"] }, CONTRIBUTOR, TODAY, [])).toMatchObject({
			reason: "INVALID_DOMAINS",
		});
	});

	it("entrusts domains to a contributor only", () => {
		for (const role of ROLES.filter((one) => one !== "contributor")) {
			const grant = { role, cooperativeId: role === "manager" ? "c1" : null };
			expect(offer({ domains: ["ACC"] }, grant)).toMatchObject({ reason: "INVALID_DOMAINS" });
		}
	});

	it("keeps the days of the role, the first and the last", () => {
		expect(offer({ startsOn: "2026-11-01", endsOn: "2027-10-31" }, NETWORK)).toEqual({
			ok: true,
			value: {
				email: TYPED.email,
				offer: { ...NETWORK, domains: null, startsOn: "2026-11-01", endsOn: "2027-10-31" },
			},
		});
		expect(offer({ startsOn: "2026-11-01" }, NETWORK)).toMatchObject({
			value: { offer: { startsOn: "2026-11-01", endsOn: null } },
		});
		expect(offer({ endsOn: "2027-10-31" }, NETWORK)).toMatchObject({
			value: { offer: { startsOn: null, endsOn: "2027-10-31" } },
		});
	});

	it("refuses days that are none, an end before the start, and a role that is over already", () => {
		const wrong = [
			{ startsOn: "2026-02-30" },
			{ endsOn: "demain" },
			{ startsOn: "2026-12-02", endsOn: "2026-12-01" },
			{ endsOn: "2026-10-04" },
			{ startsOn: "2026-09-01", endsOn: "2026-10-04" },
		];
		for (const days of wrong) expect(offer(days, NETWORK)).toEqual({ ok: false, reason: "INVALID_DATES" });
		expect(offer({ endsOn: TODAY }, NETWORK).ok).toBe(true);
	});

	it("has both days for a member of the board", () => {
		const board = { role: "board", cooperativeId: null } as const;
		for (const days of [{}, { startsOn: TODAY }, { endsOn: TODAY }]) {
			expect(offer(days, board)).toEqual({ ok: false, reason: "MANDATE_DATES_REQUIRED" });
		}
		expect(offer({ startsOn: TODAY, endsOn: "2028-10-04" }, board).ok).toBe(true);
	});

	it("is never more than what was typed, whatever that was", () => {
		const text = fc.oneof(fc.constantFrom("", TODAY, "2026-12-31", "2026-01-01"), fc.string({ maxLength: 12 }));
		const domains = fc.option(fc.array(fc.constantFrom(...KNOWN, "XXX"), { maxLength: 4 }), { nil: null });
		const grant = fc.constantFrom(...ROLES).map((role) => {
			const own = COOPERATIVE_ROLES.some((one) => one === role);
			return { role, cooperativeId: own ? "c1" : null };
		});
		fc.assert(
			fc.property(grant, domains, text, text, (given, entrusted, startsOn, endsOn) => {
				const read = offer({ domains: entrusted, startsOn, endsOn }, given);
				if (!read.ok) return;
				expect(read.value.offer).toMatchObject(given);
				expect([...new Set(read.value.offer.domains ?? [])].sort()).toEqual([...new Set(entrusted ?? [])].sort());
				expect([read.value.offer.startsOn ?? "", read.value.offer.endsOn ?? ""]).toEqual([startsOn, endsOn]);
			}),
		);
	});
});

describe("an invitation", () => {
	const SENT = new Date("2026-10-05T09:30:00Z");
	const waiting = { expiresAt: invitationExpiry(SENT), acceptedAt: null, revokedAt: null };
	const plus = (ms: number) => new Date(waiting.expiresAt.getTime() + ms);

	it("can be accepted for seven days, to the millisecond", () => {
		expect(waiting.expiresAt).toEqual(new Date("2026-10-12T09:30:00Z"));
		expect(isPending(waiting, SENT)).toBe(true);
		expect(isPending(waiting, plus(-1))).toBe(true);
		expect(isPending(waiting, plus(0))).toBe(false);
		expect(isPending(waiting, plus(1))).toBe(false);
	});

	it("can be accepted once, and no more once it was taken back", () => {
		expect(isPending({ ...waiting, acceptedAt: SENT }, SENT)).toBe(false);
		expect(isPending({ ...waiting, revokedAt: SENT }, SENT)).toBe(false);
	});

	it("is one of two hundred a day at most, from one person", () => {
		expect(INVITATIONS_PER_DAY).toBe(200);
	});
});
