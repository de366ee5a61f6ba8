/** Loads the moves of a draft between versions, and what was edited since the last one. Checks no right: the caller does. */
import { desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { assessmentUpgrades } from "~/db/schema/assessment.server";
import { changedAnswers } from "~/domain/assessment/answer-changes";
import type { Profile } from "~/domain/standard/standard";
import type { LinkRow } from "../evidence/link-rows.server";
import { type AnswerRow, type AssessmentRow, recordedAnswers } from "./load-assessment.server";
import { changedLinks, keptAnswers, readFrozenDraft } from "./upgrade-snapshot";

export type UpgradeRow = typeof assessmentUpgrades.$inferSelect;

/** Latest first, each with the names of who made and undid it; null for somebody one may not know. */
export function loadUpgrades(db: Database | Transaction, assessmentId: string) {
	const undoers = alias(users, "undoers");
	return db
		.select({ upgrade: assessmentUpgrades, appliedByName: users.name, undoneByName: undoers.name })
		.from(assessmentUpgrades)
		.leftJoin(users, eq(users.id, assessmentUpgrades.appliedBy))
		.leftJoin(undoers, eq(undoers.id, assessmentUpgrades.undoneBy))
		.where(eq(assessmentUpgrades.assessmentId, assessmentId))
		.orderBy(desc(assessmentUpgrades.appliedAt), desc(assessmentUpgrades.id));
}

export interface EditedSince {
	readonly profile: boolean;
	/** Criteria whose answer, or pieces, are not what the move left. */
	readonly criterionIds: readonly string[];
}

export function editedSince(
	upgrade: UpgradeRow,
	assessment: AssessmentRow,
	rows: readonly AnswerRow[],
	links: readonly LinkRow[],
): EditedSince {
	const after = readFrozenDraft({ content: upgrade.after, contentHash: upgrade.afterHash });
	return {
		profile: !sameProfile(after.profile, assessment.profile),
		criterionIds: [
			...new Set([...changedAnswers(keptAnswers(after), recordedAnswers(rows)), ...changedLinks(after, links)]),
		].toSorted(),
	};
}

function sameProfile(a: Profile, b: Profile): boolean {
	const text = ({ sectors, activities, headcount, conditions }: Profile) =>
		JSON.stringify([[...sectors].sort(), [...activities].sort(), headcount, [...conditions].sort()]);
	return text(a) === text(b);
}
