/** The accounts of the demonstration. Only `npm run demo` creates them; a production start never does. */
import type { Role } from "~/domain/access/roles";

export const DEMO_PASSWORD = "demo-label-cae";

export const DEMO_ACCOUNTS = [
	{ email: "gerance@demo.example", name: "Camille Perrin", role: "manager" },
	{ email: "equipe@demo.example", name: "Sacha Lemoine", role: "contributor" },
	{ email: "audit@demo.example", name: "Dominique Faure", role: "auditor" },
	{ email: "comite@demo.example", name: "Alix Renaud", role: "committee" },
	{ email: "ca@demo.example", name: "Claude Morvan", role: "board" },
	{ email: "reseau@demo.example", name: "Andréa Vidal", role: "network" },
	{ email: "admin@demo.example", name: "Noa Lacombe", role: "admin" },
] as const satisfies readonly { email: string; name: string; role: Role }[];
