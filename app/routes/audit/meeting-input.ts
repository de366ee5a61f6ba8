/** The fields of a meeting's form, as the use case reads them. Those present are its `reason`, what was said its `comment`: an answer's fields. */
import { meetingOf } from "~/components/audit/meeting-entry";

export function meetingInput(form: FormData) {
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === "string" ? value : undefined;
	};
	return {
		kind: field("kind") ?? meetingOf(field("criterionId") ?? "") ?? undefined,
		heldOn: field("heldOn"),
		startsAt: field("startsAt"),
		endsAt: field("endsAt"),
		people: field("reason"),
		remarks: field("comment"),
		representative: field("representative"),
		representativeRole: field("representativeRole"),
		acknowledged: field("acknowledged"),
		signed: form.getAll("signed").includes("oui") ? "oui" : "",
		version: field("version"),
	};
}
