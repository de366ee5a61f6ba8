/**
 * Owns how long a declaration of interests holds: signed for one audit, by one person, for the team as it is, not too long before
 * the visit. Rules of docs/regles-metier.md; source: dossier C.4, « Déclaration d'intérêts signée par mission ».
 */
import { addYears, type Day, dayInParis } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import { isMovable, RESTS_ON_TEAM } from "./audit-life";
import type { InterestKind } from "./interest-kind";

/** Years before the visit from which a signature is too old. */
export const YEARS_OF_DECLARATION = 1;

/** What a declaration may say of the audited cooperative, besides that there is no tie. Source: R-172. */
export const TIE_KINDS = [
	"home",
	"employment",
	"mandate",
	"capital",
	"family",
	"service",
	"other",
] as const satisfies readonly (InterestKind | "home")[];
export type TieKind = (typeof TIE_KINDS)[number];

/** Whether that tie closes the file to whoever declares it; the others ask for a written derogation. Source. */
export function closesFile(kind: TieKind): boolean {
	return kind !== "other";
}

/** What keeps a visit from beginning, or from going on. Source. */
export type MissionRefusal = "TEAM_INCOMPLETE" | "CHALLENGE_WAITING" | "DECLARATION_MISSING" | "TEAM_TO_REVIEW";

/** What is asked of a member of a team. */
export interface AskedDeclaration {
	/** When they last signed for this audit; null: never. */
	readonly signedAt: Date | null;
	/** When the team last changed, or was first set. */
	readonly teamSetAt: Date;
}

export type DeclarationGap =
	| { readonly reason: "DECLARATION_MISSING" }
	/** `why`: the team changed since, or the visit begins too long after. */
	| { readonly reason: "DECLARATION_OUTDATED"; readonly signedOn: Day; readonly why: "team" | "age" };

/**
 * What is missing of a declaration for a visit that begins on that day; null: it holds. Signed a year before to the day, it
 * still does. Source: R-173.
 */
export function declarationGap({ signedAt, teamSetAt }: AskedDeclaration, startsOn: Day): DeclarationGap | null {
	if (signedAt === null) return { reason: "DECLARATION_MISSING" };
	const signedOn = dayInParis(signedAt);
	if (signedAt < teamSetAt) return { reason: "DECLARATION_OUTDATED", signedOn, why: "team" };
	const old = addYears(signedOn, YEARS_OF_DECLARATION) < startsOn;
	return old ? { reason: "DECLARATION_OUTDATED", signedOn, why: "age" } : null;
}

/** Whether members of its team sign for an audit in that status: until its report is final. Source: R-172. */
export function isSigned(status: string): boolean {
	return (RESTS_ON_TEAM as readonly string[]).includes(status);
}

/** Whether the visit is still to begin. Source: R-173. */
export function isBeforeVisit(status: Parameters<typeof isMovable>[0]): boolean {
	return isMovable(status) && status !== "inProgress";
}

export type SaidRefusal = "TIE_REQUIRED" | "NONE_AND_TIES" | "STILL_DECLARED" | "NOT_SIGNED";

/**
 * What is signed says one thing: no tie, or which ones, among them each that the person declared before and has not ended.
 * @param told those that last, with that cooperative
 */
export function checkSaid(
	{
		says,
		ties,
		signed,
	}: { readonly says: "none" | "ties"; readonly ties: readonly TieKind[]; readonly signed: boolean },
	told: readonly TieKind[],
): Result<null, SaidRefusal> {
	if (says === "none" && ties.length > 0) return refuse("NONE_AND_TIES");
	if (says === "ties" && ties.length === 0) return refuse("TIE_REQUIRED");
	if (told.some((kind) => !ties.includes(kind))) return refuse("STILL_DECLARED");
	return signed ? accept(null) : refuse("NOT_SIGNED");
}
