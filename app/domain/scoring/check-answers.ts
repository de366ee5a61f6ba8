/** Owns the door of the scoring: a profile and answers come in as unknown JSON, and leave typed, or with French problems. */
import { applies } from "../standard/applicability";
import { LEVELS, type Profile, type Standard, type Term } from "../standard/standard";
import type { Answers, AnswerValue } from "./answer";

/** `path` is where to look: `profile.sectors[1]`, `answers.JUR-06`. `message` is a French sentence. */
export interface InputProblem {
	readonly path: string;
	readonly message: string;
}

export type Checked<Value> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly problems: readonly InputProblem[] };

const PROFILE_KEYS = ["sectors", "activities", "headcount", "conditions"] as const;

/** Refuses unknown or missing keys, codes the standard does not declare, and a headcount that is not a whole number of people. */
export function checkProfile(standard: Standard, input: unknown): Checked<Profile> {
	if (!isRecord(input)) {
		return {
			ok: false,
			problems: [{ path: "profile", message: `Le profil doit être un objet JSON avec ${list(PROFILE_KEYS)}.` }],
		};
	}
	const problems: InputProblem[] = [];
	for (const key of Object.keys(input)) {
		if ((PROFILE_KEYS as readonly string[]).includes(key)) continue;
		problems.push({
			path: `profile.${key}`,
			message: `Clé inconnue : le profil ne contient que ${list(PROFILE_KEYS)}.`,
		});
	}
	const { headcount } = input;
	if (typeof headcount !== "number" || !Number.isSafeInteger(headcount) || headcount < 0) {
		problems.push({
			path: "profile.headcount",
			message: `L’effectif doit être un nombre entier, 0 ou plus, et non ${show(headcount)}.`,
		});
	}
	const profile = {
		sectors: checkCodes("sectors", "la filière", input, standard.sectors, problems),
		activities: checkCodes("activities", "l’activité", input, standard.activities, problems),
		headcount: headcount as number,
		conditions: checkCodes("conditions", "la condition", input, standard.conditions, problems),
	};
	return problems.length === 0 ? { ok: true, value: profile } : { ok: false, problems };
}

function checkCodes(
	key: "sectors" | "activities" | "conditions",
	noun: string,
	input: Record<string, unknown>,
	terms: readonly Term[],
	problems: InputProblem[],
): readonly string[] {
	const codes = input[key];
	if (!Array.isArray(codes)) {
		problems.push({
			path: `profile.${key}`,
			message: `Une liste de codes est attendue, vide au besoin, et non ${show(codes)}.`,
		});
		return [];
	}
	const known = terms.map(({ code }) => code);
	for (const [index, code] of codes.entries()) {
		if (known.includes(code)) continue;
		problems.push({
			path: `profile.${key}[${index}]`,
			message: `Le référentiel ne connaît pas ${noun} ${show(code)} ; il connaît ${list(known)}.`,
		});
	}
	return codes;
}

/** Refuses unknown criteria, criteria not put to this profile, levels outside the scale and "not applicable" without a reason. */
export function checkAnswers(standard: Standard, profile: Profile, input: unknown): Checked<Answers> {
	if (!isRecord(input)) {
		const message = "Les réponses doivent être un objet JSON : un identifiant de critère, puis un niveau.";
		return { ok: false, problems: [{ path: "answers", message }] };
	}
	const criteria = new Map(standard.criteria.map((criterion) => [criterion.id, criterion]));
	const problems: InputProblem[] = [];
	const answers: Record<string, AnswerValue | null> = {};
	for (const [id, value] of Object.entries(input)) {
		const criterion = criteria.get(id);
		const message = !criterion
			? `Le critère ${show(id)} n’existe pas dans le référentiel ${standard.code} ${standard.version}.`
			: value !== null && !applies(criterion, profile).applies
				? "Ce critère ne s’applique pas à ce profil : retirez la réponse, ou corrigez le profil."
				: valueProblem(value);
		if (message) problems.push({ path: `answers.${id}`, message });
		else answers[id] = value as AnswerValue | null;
	}
	return problems.length === 0 ? { ok: true, value: answers } : { ok: false, problems };
}

function valueProblem(value: unknown): string | null {
	if (value === null || (LEVELS as readonly unknown[]).includes(value)) return null;
	if (!isRecord(value))
		return `Un niveau de 0 à 3, null ou {"notApplicable": "motif"} est attendu, et non ${show(value)}.`;
	const keys = Object.keys(value);
	if (keys.length !== 1 || keys[0] !== "notApplicable")
		return 'Seule la clé "notApplicable" est acceptée, avec le motif écrit.';
	const reason = value.notApplicable;
	if (typeof reason === "string" && reason.trim() !== "") return null;
	return "« Non applicable » demande un motif écrit, qui ne soit pas vide.";
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(codes: readonly string[]): string {
	return codes.length === 0 ? "aucun code" : codes.join(", ");
}

function show(value: unknown): string {
	if (value === undefined) return "rien";
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
