import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPassword, PASSWORD_MAX, PASSWORD_MIN, type PasswordOwner } from "./password-rules";

const OWNER: PasswordOwner = {
	name: "Hélène Kerdoncuff",
	email: "h.kerdoncuff56@lesateliers.example",
	cooperativeNames: ["La Fabrique d’essai"],
};
const COMMON = new Set(["123456789abc", "motdepasse1234", "iloveyouforever", "p@ssw0rd!123"]);
const check = (password: string, owner = OWNER) => checkPassword(password, owner, (text) => COMMON.has(text));
const reason = (password: string) => {
	const checked = check(password);
	return checked.ok ? null : checked.reason;
};

describe("length", () => {
	it("refuses 11 characters, accepts 12, in code points", () => {
		expect(reason("nuagequipas")).toBe("PASSWORD_TOO_SHORT");
		expect(reason("nuagequipass")).toBeNull();
		// Twelve UTF-16 units, six characters.
		expect(reason("🌱🌾🍀🌻🌿🍁")).toBe("PASSWORD_TOO_SHORT");
		expect(reason("🌱🌾🍀🌻🌿🍁🌲🌳🌴🌵🌷🌸")).toBeNull();
	});

	it("counts as typed: spaces at the ends and decomposed accents are characters", () => {
		expect(reason("  ouragan   ")).toBeNull();
		expect("été".normalize("NFD")).toHaveLength(5);
		expect(reason("tiède".normalize("NFC").padEnd(11, "xyzuv"))).toBe("PASSWORD_TOO_SHORT");
		expect(reason("tiède".normalize("NFD").padEnd(12, "xyzuv"))).toBeNull();
	});

	it("accepts 64, 128 and 256 characters, no more", () => {
		for (const length of [64, 128, PASSWORD_MAX])
			expect(reason("vent du large ".repeat(20).slice(0, length))).toBeNull();
		expect(reason("vent du large ".repeat(20).slice(0, PASSWORD_MAX + 1))).toBe("PASSWORD_TOO_LONG");
	});
});

describe("composition", () => {
	it.each(["seulement des lettres", "482 915 037 264", "летний дождь идёт", "UNIQUEMENT EN CAPITALES", "!?;:%§&@#~{["])(
		"asks for no kind of character: %s",
		(password) => {
			expect(reason(password)).toBeNull();
		},
	);

	it("takes four different characters for enough", () => {
		expect(reason("bdfhbdfhbdfh")).toBeNull();
	});

	it("refuses one key held down and a to-and-fro", () => {
		for (const password of ["aaaaaaaaaaaaaaaa", "121212121212", "azaazaazaaza"]) {
			expect(reason(password)).toBe("PASSWORD_TOO_COMMON");
		}
	});
});

describe("common passwords", () => {
	it.each(["123456789abc", "ILoveYouForever", "i love you forever", "Motdepasse 1234", "mot-de-passe-1234"])(
		"refuses %s, whatever case, accents and punctuation",
		(password) => {
			expect(reason(password)).toBe("PASSWORD_TOO_COMMON");
		},
	);

	it("are looked for as typed too: what stands in for a letter is part of the list", () => {
		expect(reason("P@ssw0rd!123")).toBe("PASSWORD_TOO_COMMON");
		expect(reason("P@ssw0rd!124")).toBeNull();
	});
});

describe("context words", () => {
	it.each([
		"Label CAE et rien de plus",
		"demo-label-cae",
		"kerdoncuff du matin",
		"Hélène mange des crêpes",
		"hELENE sur la dune 12",
		"h.kerdoncuff56@lesateliers.example",
		"vive-la-fabrique-d'essai",
	])("refuses what bears the name, the address, the cooperative or the product: %s", (password) => {
		expect(reason(password)).toBe("PASSWORD_TOO_CLOSE");
	});

	it.each([
		"Cooperative2026!",
		"responsable 2026",
		"Fabrique-2026-01",
		"lesateliers2026",
		"Réseau_Gérance_75",
		"bonjour-cae-123",
		"Administration 75",
		"Entreprise 2026!",
	])("refuses what is nothing but words of the trade and digits: %s", (password) => {
		expect(reason(password)).toBe("PASSWORD_TOO_CLOSE");
	});

	it.each(["une fabrique de nuages bleus", "la coopérative des hirondelles", "mes ateliers du jeudi soir"])(
		"accepts such a word among others: %s",
		(password) => {
			expect(reason(password)).toBeNull();
		},
	);

	it.each([
		["cooperative bru 26", "PASSWORD_TOO_CLOSE"],
		["cooperative brun 26", null],
	])("wants four letters of its own beside them: %s", (password, expected) => {
		expect(reason(password)).toBe(expected);
	});

	it("counts three letters as a word of the trade", () => {
		expect(reason("cae 2026 cae 75")).toBe("PASSWORD_TOO_CLOSE");
	});

	it("does not count two letters as a word, else whatever holds them would be nothing but them", () => {
		const owner = { ...OWNER, cooperativeNames: ["Ty Va Lo Ra"] };
		expect(check("valo-tyra-valo", owner).ok).toBe(true);
	});

	it("refuses a name of four letters wherever it stands, not one of three", () => {
		const owner = { ...OWNER, name: "Lise Bao" };
		expect(check("rivage et lise bleue", owner)).toMatchObject({ reason: "PASSWORD_TOO_CLOSE" });
		expect(check("rivage et bao bleue", owner).ok).toBe(true);
	});

	it("refuses the part of the address before the at sign as one word, digits included", () => {
		const owner = { ...OWNER, email: "k7.r2-m9@atelier.example" };
		expect(check("nuage k7r2m9 marée", owner)).toMatchObject({ reason: "PASSWORD_TOO_CLOSE" });
		expect(check("nuage atelier marée", owner).ok).toBe(true);
	});

	it("asks nothing of an owner without telling words", () => {
		const owner = { name: "Li", email: "a@b.co", cooperativeNames: [] };
		expect(check("lilas et glycines", owner).ok).toBe(true);
		expect(check("", { name: "", email: "", cooperativeNames: [] }).ok).toBe(false);
	});
});

it("never accepts what is in the list, is short, or bears the owner’s name", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.boolean(), (text, named) => {
			const password = named ? `${text}kerdoncuff${text}` : text;
			const listed = checkPassword(password, OWNER, () => true);
			expect(listed.ok).toBe(false);
			const checked = check(password);
			if (checked.ok) {
				expect([...password].length).toBeGreaterThanOrEqual(PASSWORD_MIN);
				expect([...password].length).toBeLessThanOrEqual(PASSWORD_MAX);
				expect(named).toBe(false);
			}
		}),
	);
});
