/** Owns what the last visit left about each criterion, told in the words of a later version of the référentiel. */
import { traceChain } from "../standard/lineage-chain";
import type { Level } from "../standard/standard";
import type { VersionChain } from "../standard/version-chain";
import { isExamined, type RecordedFinding } from "./finding";

/** What an auditor retained. It stays beside the declared answer: no figure of the self-assessment counts it. */
export interface AuditorRemark {
	/** Null: not applicable, or a note alone. */
	readonly level: Level | null;
	readonly notApplicable: boolean;
	/** As it was written; empty when nothing was. */
	readonly note: string;
	/** The criterion it was about, when it had another identifier. */
	readonly from?: string;
}

/**
 * By id of the last version; a criterion the visit said nothing about is not there.
 * @param versions from that of the visit to the one in use
 * @throws RangeError when the versions do not follow one another
 * Source: R-112.
 */
export function lastRemarks(
	versions: VersionChain,
	findings: ReadonlyMap<string, RecordedFinding>,
): ReadonlyMap<string, readonly AuditorRemark[]> {
	const remarks = new Map<string, readonly AuditorRemark[]>();
	for (const [id, { from }] of traceChain(versions).origins) {
		const said = from.flatMap((origin) => {
			const finding = findings.get(origin);
			return finding && (isExamined(finding) || finding.note.trim() !== "") ? [remarkOf(finding, origin, id)] : [];
		});
		if (said.length > 0) remarks.set(id, said);
	}
	return remarks;
}

function remarkOf({ level, notApplicable, note }: RecordedFinding, origin: string, id: string): AuditorRemark {
	return { level, notApplicable, note: note.trim(), ...(origin === id ? {} : { from: origin }) };
}
