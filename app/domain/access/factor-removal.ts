/** Owns whether a second factor may be taken away by its owner. Rule R-65d of docs/regles-metier.md. */
import { accept, type Result, refuse } from "../result";
import type { SecondFactorDuty } from "./second-factor-duty";

/**
 * Whoever must have a second factor keeps one at least. Recovery codes are none: they stand in for one that was lost.
 * @param remaining factors left afterwards: the confirmed application and each passkey count for one
 */
export function removeFactor(duty: SecondFactorDuty, remaining: number): Result<null, "LAST_REQUIRED_FACTOR"> {
	return duty.kind === "required" && remaining === 0 ? refuse("LAST_REQUIRED_FACTOR") : accept(null);
}
