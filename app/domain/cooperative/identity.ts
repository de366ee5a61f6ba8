/** Owns what the identity of a cooperative may be, as the national team types it. */
import { z } from "zod";
import { isDay } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import { LEGAL_FORMS, NAME_LIMIT } from "./identity-limits";
import { REGIONS, regionOf } from "./regions";
import { readSiren } from "./siren";

/** A cooperative's identity and declared profile, but for its headcount and the end of its membership. */
export interface CooperativeIdentity {
	/** Short and stable: capitals, digits and hyphens. */
	readonly code: string;
	readonly name: string;
	readonly siren: string | null;
	readonly legalForm: (typeof LEGAL_FORMS)[number] | null;
	readonly region: string | null;
	readonly department: string | null;
	readonly regionalAssociation: string | null;
	/** Group of cooperatives, written alike for each of its members; null: none. */
	readonly groupName: string | null;
	readonly mainSector: string | null;
	readonly sectors: readonly string[];
	readonly activities: readonly string[];
	readonly conditions: readonly string[];
	/** Days, "2026-03-12". */
	readonly enrolledOn: string | null;
	readonly memberSince: string | null;
}

export type IdentityField = keyof CooperativeIdentity;

export type IdentityMistake =
	| "CODE_MALFORMED"
	| "NAME_REQUIRED"
	| "NAME_TOO_LONG"
	| "SIREN_NOT_NINE_DIGITS"
	| "SIREN_WRONG_KEY"
	| "DEPARTMENT_ELSEWHERE"
	| "NO_SECTOR"
	| "NOT_A_DAY"
	| "ENROLLED_BEFORE_MEMBER"
	| "UNKNOWN_CHOICE"
	| "TOO_LONG";

export type IdentityMistakes = readonly { readonly field: IdentityField; readonly reason: IdentityMistake }[];

/** Codes that the published référentiel knows. */
export interface IdentityTerms {
	readonly sectors: readonly string[];
	readonly activities: readonly string[];
	readonly conditions: readonly string[];
}

const typed = z.string().max(500).default("");
const ticked = z.array(z.string().max(100)).max(200).default([]);
const form = z.strictObject({
	code: typed,
	name: typed,
	siren: typed,
	legalForm: typed,
	region: typed,
	department: typed,
	regionalAssociation: typed,
	groupName: typed,
	mainSector: typed,
	sectors: ticked,
	activities: ticked,
	conditions: ticked,
	enrolledOn: typed,
	memberSince: typed,
});

/**
 * Reads an identity as typed. A department gives its region when none is chosen; every mistake is told at once, field by field.
 * @throws never: what is no form at all is `UNREADABLE`
 * Source: R-58.
 */
export function readIdentity(
	input: unknown,
	terms: IdentityTerms,
): Result<CooperativeIdentity, "MISTAKES", IdentityMistakes> | Result<never, "UNREADABLE"> {
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("UNREADABLE");
	const mistakes: { field: IdentityField; reason: IdentityMistake }[] = [];
	const wrong = (field: IdentityField, reason: IdentityMistake) => mistakes.push({ field, reason });
	const filled = (field: keyof typeof parsed.data) => String(parsed.data[field]).trim() || null;
	const among = (field: IdentityField, value: string | null, known: readonly string[]) => {
		if (value !== null && !known.includes(value)) wrong(field, "UNKNOWN_CHOICE");
		return value;
	};
	const day = (field: "enrolledOn" | "memberSince") => {
		const value = filled(field);
		if (value === null || isDay(value)) return value;
		wrong(field, "NOT_A_DAY");
		return null;
	};
	const all = (field: "sectors" | "activities" | "conditions") => {
		const values = [...new Set(parsed.data[field])];
		if (values.some((value) => !terms[field].includes(value))) wrong(field, "UNKNOWN_CHOICE");
		return values;
	};

	const code = (filled("code") ?? "").toUpperCase();
	if (!/^[A-Z0-9][A-Z0-9-]{1,19}$/.test(code)) wrong("code", "CODE_MALFORMED");
	const name = (filled("name") ?? "").replace(/\s+/gu, " ");
	if (name === "") wrong("name", "NAME_REQUIRED");
	if (name.length > NAME_LIMIT) wrong("name", "NAME_TOO_LONG");
	const siren = sirenOf(filled("siren"), wrong);
	const legalForm = among("legalForm", filled("legalForm"), LEGAL_FORMS) as CooperativeIdentity["legalForm"];
	const chosen = among("region", filled("region"), REGIONS);
	const department = filled("department");
	const home = department === null ? null : regionOf(department);
	if (department !== null && home === null) wrong("department", "UNKNOWN_CHOICE");
	else if (home !== null && chosen !== null && home !== chosen) wrong("department", "DEPARTMENT_ELSEWHERE");
	const regionalAssociation = filled("regionalAssociation");
	if ((regionalAssociation ?? "").length > NAME_LIMIT) wrong("regionalAssociation", "TOO_LONG");
	const groupName = filled("groupName")?.replace(/\s+/gu, " ") ?? null;
	if ((groupName ?? "").length > NAME_LIMIT) wrong("groupName", "TOO_LONG");
	const mainSector = among("mainSector", filled("mainSector"), terms.sectors);
	const [sectors, activities, conditions] = [all("sectors"), all("activities"), all("conditions")];
	const [memberSince, enrolledOn] = [day("memberSince"), day("enrolledOn")];
	// Only an enrolled cooperative answers, and its answers need a sector.
	if (enrolledOn !== null && sectors.length === 0) wrong("sectors", "NO_SECTOR");
	if (enrolledOn !== null && memberSince !== null && enrolledOn < memberSince)
		wrong("enrolledOn", "ENROLLED_BEFORE_MEMBER");

	if (mistakes.length > 0) return refuse("MISTAKES", mistakes);
	const region = chosen ?? home;
	return accept({
		code,
		name,
		siren,
		legalForm,
		region,
		department,
		regionalAssociation,
		groupName,
		mainSector,
		sectors,
		activities,
		conditions,
		enrolledOn,
		memberSince,
	});
}

function sirenOf(typedSiren: string | null, wrong: (field: "siren", reason: IdentityMistake) => void): string | null {
	if (typedSiren === null) return null;
	const siren = readSiren(typedSiren);
	if (siren.ok) return siren.value;
	wrong("siren", siren.reason === "WRONG_KEY" ? "SIREN_WRONG_KEY" : "SIREN_NOT_NINE_DIGITS");
	return null;
}
