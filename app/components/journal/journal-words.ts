/** Owns the sentence of one journal row: who, what, about what, and what changed. */
import type { JournalAction, SubjectType } from "~/domain/journal/journal-action";
import { journalActionLabels, subjectTypeLabels } from "~/messages.journal.fr";
import { ERASED } from "./erased";
import { type Change, changesOf, type JournalNames } from "./journal-fields";

export interface JournalRow {
	readonly id: number;
	readonly at: Date;
	readonly actor:
		| { readonly kind: "system" | "erased" | "hidden" }
		| { readonly kind: "person"; readonly name: string };
	readonly action: JournalAction;
	readonly subjectType: SubjectType;
	readonly subjectId: string;
	readonly cooperativeId: string | null;
	readonly before: unknown;
	readonly after: unknown;
}

export interface JournalLine {
	readonly id: number;
	/** ISO instant. */
	readonly at: string;
	readonly who: string;
	readonly what: string;
	readonly object: string;
	/** What sort of object, in a word: all that is known of one without a name. */
	readonly kind: string;
	readonly subjectId: string;
	/** Identifier of the object as a whole, without the criterion. */
	readonly objectId: string;
	readonly cooperative: string | null;
	readonly changes: readonly Change[];
}

export function journalLine(row: JournalRow, names: JournalNames): JournalLine {
	const [objectId = ""] = row.subjectId.split("/");
	return {
		id: row.id,
		at: row.at.toISOString(),
		who: whoActed(row.actor),
		what: journalActionLabels[row.action],
		object: objectOf(row, names),
		kind: subjectTypeLabels[row.subjectType],
		subjectId: row.subjectId,
		objectId,
		cooperative: row.cooperativeId === null ? null : (names.cooperatives[row.cooperativeId] ?? null),
		changes: changesOf(row.before, row.after, names),
	};
}

export function whoActed(actor: JournalRow["actor"]): string {
	switch (actor.kind) {
		case "system":
			return "le système";
		case "erased":
			return ERASED;
		case "hidden":
			return "une personne extérieure à votre CAE";
		case "person":
			return actor.name;
	}
}

function objectOf({ subjectType, subjectId }: JournalRow, { people, cooperatives, criteria }: JournalNames): string {
	const [id = "", criterion] = subjectId.split("/");
	if (criterion !== undefined) {
		const title = criteria?.[criterion];
		return title === undefined ? `Critère ${criterion}` : `${criterion} · ${title}`;
	}
	const label = subjectTypeLabels[subjectType];
	if (subjectType === "user" || subjectType === "session") {
		const name = people[id];
		return name === undefined ? label : `${label} : ${name ?? ERASED}`;
	}
	if (subjectType === "cooperative") return cooperatives[id] ?? label;
	return label;
}
