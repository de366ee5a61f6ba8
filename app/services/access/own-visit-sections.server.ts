/** Owns where a person is in what visits bring back: photos they took, meetings they wrote, signed or received. */
import { eq, or } from "drizzle-orm";
import { auditMeetings, auditPhotos } from "~/db/schema/visit.server";
import type { OwnDataSection } from "./own-data-section";

const ANOTHER = "qui a agi : peut-être une autre personne";
const NOT_YOURS = "peut-être écrit par une autre personne, ou d’une autre personne";

export const OWN_VISIT_SECTIONS: readonly OwnDataSection[] = [
	{
		key: "visitPhotos",
		group: "work",
		table: auditPhotos,
		mine: ({ userId }) => eq(auditPhotos.addedBy, userId),
		withheld: {},
	},
	{
		key: "visitMeetings",
		group: "work",
		table: auditMeetings,
		mine: ({ userId }) =>
			or(
				eq(auditMeetings.recordedBy, userId),
				eq(auditMeetings.signedBy, userId),
				eq(auditMeetings.confirmedBy, userId),
			),
		withheld: {
			people: NOT_YOURS,
			remarks: NOT_YOURS,
			representative: NOT_YOURS,
			representativeRole: NOT_YOURS,
			recordedBy: ANOTHER,
			signedBy: ANOTHER,
			confirmedBy: ANOTHER,
		},
	},
];
