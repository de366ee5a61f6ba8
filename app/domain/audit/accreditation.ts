/** Owns what an auditor's accreditation is made of. Rule R-92 of docs/regles-metier.md. */
import { type Day, isDay } from "../calendar-day";
import { accept, type Result, refuse } from "../result";

export interface Accreditation {
	readonly accreditedFrom: Day;
	readonly accreditedUntil: Day;
	/** Cooperative the auditor comes from; null for an independent third party. */
	readonly homeCooperativeId: string | null;
	/** Cooperative left, if any; null: none. */
	readonly formerCooperativeId: string | null;
	/** Day it was left; null: not known, or none. */
	readonly leftOn: Day | null;
}

export type AccreditationRefusal =
	| "ACCREDITATION_DATES_REQUIRED"
	| "INVALID_DATES"
	| "ENDS_BEFORE_START"
	| "FORMER_IS_HOME"
	| "FORMER_REQUIRED";

/** An accreditation has both its days; a day of leaving goes with the cooperative left. Empty texts are nothing. */
export function checkAccreditation(
	input: {
		readonly [F in keyof Accreditation]: string;
	},
): Result<Accreditation, AccreditationRefusal> {
	const { accreditedFrom, accreditedUntil } = input;
	const leftOn = input.leftOn || null;
	const homeCooperativeId = input.homeCooperativeId || null;
	const formerCooperativeId = input.formerCooperativeId || null;
	if (accreditedFrom === "" || accreditedUntil === "") return refuse("ACCREDITATION_DATES_REQUIRED");
	if (!isDay(accreditedFrom) || !isDay(accreditedUntil) || (leftOn !== null && !isDay(leftOn))) {
		return refuse("INVALID_DATES");
	}
	if (accreditedUntil < accreditedFrom) return refuse("ENDS_BEFORE_START");
	if (leftOn !== null && formerCooperativeId === null) return refuse("FORMER_REQUIRED");
	if (formerCooperativeId !== null && formerCooperativeId === homeCooperativeId) return refuse("FORMER_IS_HOME");
	return accept({ accreditedFrom, accreditedUntil, homeCooperativeId, formerCooperativeId, leftOn });
}

/** Whether the change could take a visit away from the auditor: fewer days, or another tie. */
export function narrowsAccreditation(before: Accreditation, after: Accreditation): boolean {
	return (
		after.accreditedFrom > before.accreditedFrom ||
		after.accreditedUntil < before.accreditedUntil ||
		(after.homeCooperativeId !== null && after.homeCooperativeId !== before.homeCooperativeId) ||
		(after.formerCooperativeId !== null &&
			(after.formerCooperativeId !== before.formerCooperativeId || after.leftOn !== before.leftOn))
	);
}
