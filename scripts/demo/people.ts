/** Owns the people of the demonstration: its six accounts, a manager per invented cooperative, the auditors. All invented. */
import type { RoleGrant } from "../../app/domain/access/roles";
import { DEMO_ACCOUNTS } from "../../app/services/access/demo-accounts";
import { draw, uuidOf } from "./deterministic";
import { AUDITOR_HOME, INVENTED_COOPERATIVES, MANAGER_HOME } from "./invented-cooperatives";

export interface DemoPerson {
	readonly id: string;
	readonly email: string;
	readonly name: string;
	readonly role: RoleGrant["role"];
	/** Cooperative of a manager or contributor. */
	readonly cooperative: string | null;
	/** Domains that a contributor answers; absent: all of them. */
	readonly domains?: readonly string[];
	/** First and last day of a mandate. */
	readonly mandate?: { readonly startsOn: string; readonly endsOn: string };
	/** Nobody signs in with the others. */
	readonly signsIn: boolean;
}

export interface DemoAuditor extends DemoPerson {
	/** Null: independent third party. */
	readonly home: string | null;
	readonly former?: { readonly code: string; readonly leftOn: string };
	readonly accreditedFrom: string;
	readonly accreditedUntil: string;
}

const FIRST_NAMES = [
	"Agathe",
	"Basile",
	"Céleste",
	"Damien",
	"Élodie",
	"Fanny",
	"Gaspard",
	"Hélène",
	"Ismaël",
	"Jeanne",
	"Karim",
	"Lucile",
	"Malo",
	"Nadia",
	"Octave",
	"Pauline",
	"Quentin",
	"Rose",
	"Samir",
	"Thaïs",
	"Ulysse",
	"Violette",
	"Yann",
	"Zélie",
] as const;
const LAST_NAMES = [
	"Aubrac",
	"Bellanger",
	"Castanet",
	"Delmas",
	"Estève",
	"Fontanel",
	"Guérin",
	"Hamelin",
	"Issartel",
	"Jouanneau",
	"Kerdoncuff",
	"Lavergne",
	"Marchand",
	"Novel",
	"Orsini",
	"Pouliquen",
	"Quintard",
	"Rivoal",
	"Sauvage",
	"Tissier",
	"Urvoy",
	"Vasseur",
	"Wagner",
	"Yvon",
	"Béranger",
	"Chauvet",
	"Dufresne",
	"Escande",
	"Ferrand",
] as const;

/** 24 and 29 have no common divisor: the first 696 pairs all differ. */
function invented(index: number): string {
	return `${FIRST_NAMES[index % FIRST_NAMES.length]} ${LAST_NAMES[index % LAST_NAMES.length]}`;
}

function account(role: (typeof DEMO_ACCOUNTS)[number]["role"]): DemoPerson {
	const found = DEMO_ACCOUNTS.find((one) => one.role === role);
	if (!found) throw new Error(`no demo account for ${role}`);
	const within = role === "manager" || role === "contributor" ? MANAGER_HOME : null;
	return { id: uuidOf("user", found.email), ...found, cooperative: within, signsIn: true };
}

/** By cooperative code. */
export const MANAGERS: ReadonlyMap<string, DemoPerson> = new Map(
	INVENTED_COOPERATIVES.map(({ code }, index) => {
		if (code === MANAGER_HOME) return [code, account("manager")];
		const email = `gerance.${code.toLowerCase()}@demo.example`;
		const person = { email, name: invented(index), role: "manager" as const, cooperative: code, signsIn: false };
		return [code, { id: uuidOf("user", email), ...person }];
	}),
);

/** Answers the human side of the assessment; the manager does the rest. */
export const CONTRIBUTOR = { ...account("contributor"), domains: ["RHU", "ACC"] };
export const NATIONAL_TEAM = account("network");
export const COMMITTEE = account("committee");

type Accreditation = readonly [
	home: string | null,
	from: string,
	until: string,
	former?: { readonly code: string; readonly leftOn: string },
];

/** Accreditation lasts three years and is renewed; the day it began is kept. */
const ACCREDITATIONS: readonly Accreditation[] = [
	["DEMO-01", "2023-03-01", "2029-02-28"],
	["DEMO-26", "2023-03-01", "2029-02-28"],
	["DEMO-23", "2023-03-01", "2026-02-28"],
	["DEMO-48", "2023-06-01", "2029-05-31"],
	["DEMO-51", "2023-06-01", "2029-05-31"],
	["DEMO-17", "2024-01-15", "2027-01-14"],
	["DEMO-14", "2024-01-15", "2027-01-14"],
	["DEMO-45", "2025-02-01", "2028-01-31"],
	["DEMO-39", "2024-06-01", "2027-05-31"],
	[null, "2023-03-01", "2029-02-28"],
	[null, "2025-01-10", "2028-01-09"],
	["DEMO-07", "2025-02-01", "2028-01-31", { code: "DEMO-44", leftOn: "2024-11-29" }],
	["DEMO-11", "2023-03-01", "2025-12-31"],
];

export const DEMO_AUDITOR: DemoAuditor = {
	...account("auditor"),
	home: AUDITOR_HOME,
	accreditedFrom: "2023-03-01",
	accreditedUntil: "2029-02-28",
};

export const AUDITORS: readonly DemoAuditor[] = [
	DEMO_AUDITOR,
	...ACCREDITATIONS.map(([home, accreditedFrom, accreditedUntil, former], index) => {
		const email = `audit.${String(index + 1).padStart(2, "0")}@demo.example`;
		const name = invented(INVENTED_COOPERATIVES.length + index);
		const person = {
			id: uuidOf("user", email),
			email,
			name,
			role: "auditor" as const,
			cooperative: null,
			signsIn: false,
		};
		return { ...person, home, accreditedFrom, accreditedUntil, ...(former ? { former } : {}) };
	}),
];

export const PEOPLE: readonly DemoPerson[] = [
	...MANAGERS.values(),
	CONTRIBUTOR,
	...AUDITORS,
	COMMITTEE,
	{ ...account("board"), mandate: { startsOn: "2025-06-20", endsOn: "2028-06-30" } },
	NATIONAL_TEAM,
	account("admin"),
];

/** Invited by the demo's manager, and not there yet. Nobody receives anything: the link that was sent is not known. */
export const INVITED = { email: "camarade@demo.example", domains: ["ANC"], forDays: 7 } as const;

/** Who in the cooperative writes that answer: its manager, or the contributor in the domains entrusted to them. */
export function writerOf(code: string, criterionId: string): DemoPerson {
	const manager = MANAGERS.get(code);
	if (!manager) throw new Error(`no manager in ${code}`);
	const entrusted = CONTRIBUTOR.domains.some((domain) => criterionId.startsWith(`${domain}-`));
	return code === MANAGER_HOME && entrusted && draw(100, criterionId, "writer") < 80 ? CONTRIBUTOR : manager;
}
