/** Owns how the days of a role are written. */
import type { Mandate } from "~/domain/access/mandate";
import { formatDate } from "../text/format";

/** « Du 1er mars 2026 au 28 février 2029 », « Depuis le 1er mars 2026 », « Jusqu’au… », « Sans date » */
export function roleDates({ startsOn, endsOn }: Mandate): string {
	if (startsOn && endsOn) return `Du ${formatDate(startsOn)} au ${formatDate(endsOn)}`;
	if (startsOn) return `Depuis le ${formatDate(startsOn)}`;
	return endsOn ? `Jusqu’au ${formatDate(endsOn)}` : "Sans date de début ni de fin";
}
