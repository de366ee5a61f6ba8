/** Owns how a signature is told: who, as what, when. */
import type { SignatoryFunction } from "~/domain/assessment/signature";
import { signatoryLabels } from "~/messages.sending.fr";
import { formatDateTime } from "../text/format";

export interface TakenSignature {
	/** Null: nobody is known any more. */
	readonly by: string | null;
	/** Null before functions were asked for. */
	readonly signedAs: SignatoryFunction | null;
	readonly at: string;
}

/** « par Claire Martin (gérante ou gérant), le 12 mars 2026 à 14 h 02 » */
export function signatureWords({ by, signedAs, at }: TakenSignature): string {
	const who = by ? `par ${by}${signedAs ? ` (${signatoryLabels[signedAs]})` : ""}, ` : "";
	return `${who}le ${formatDateTime(at)}`;
}
