/** Adds pieces to the library and attaches them to a criterion of a draft, at once: none is added and left aside. */
import { isOpenToAnswers } from "~/domain/assessment/status";
import { dayInParis } from "~/domain/calendar-day";
import { type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import { type AddEvidenceRefusal, type AddedEvidence, addEvidence, type EvidenceShelf } from "./add-evidence.server";
import { answeredCriterion, attachEvidence } from "./attach-evidence.server";
import type { Received } from "./evidence-storage";

type Fields = Readonly<Record<string, unknown>>;

export type AddToCriterionRefusal = AddEvidenceRefusal | "ASSESSMENT_LOCKED" | "TOO_MANY_FILES" | "TOO_MANY_FIELDS";

/** @param fields those of `addEvidence`, and `expected`: the words of the expected piece they answer */
export async function addToCriterion(
	useCase: UseCase,
	shelf: EvidenceShelf,
	{ assessmentId, criterionId }: { readonly assessmentId: string; readonly criterionId: string },
	received: Received | null,
	fields: Fields,
): Promise<Result<AddedEvidence, AddToCriterionRefusal>> {
	const { resource } = await answeredCriterion(useCase, assessmentId, criterionId);
	if (received?.excess) return refuse(received.excess);
	if (!isOpenToAnswers(resource.status)) return refuse("ASSESSMENT_LOCKED");
	const added = await addEvidence(useCase, shelf, resource.cooperativeId, received?.files ?? [], fields);
	if (!added.ok) return added;
	if (added.value.added.length > 0) {
		const pieceIds = added.value.added.map(({ id }) => id);
		const attached = await attachEvidence(useCase, assessmentId, criterionId, { pieceIds, expected: fields.expected });
		if (!attached.ok) throw new Error(`added and not attached: ${attached.reason}`);
	}
	await received?.forget();
	return added;
}

/**
 * What a photo says of itself, as a piece: a record of the day it was taken.
 * @param fields `key`: its number; `title`; `takenAt`: ISO instant on its author's clock, which may be fast
 */
export function photoFacts({ key, title, takenAt }: Fields, now: Date): Fields {
	const taken = new Date(typeof takenAt === "string" ? takenAt : Number.NaN);
	const day = Number.isNaN(taken.getTime()) || taken > now ? now : taken;
	return { key, title, kind: "record", issuedOn: dayInParis(day), expiresOn: "", confidential: "" };
}
