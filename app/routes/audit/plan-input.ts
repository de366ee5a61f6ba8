/** The fields of the forms that set a plan, as the use cases read them. Anything else in the form is left out. */
import type { ConflictOfInterest } from "~/domain/audit/conflict-of-interest";

export function planInput(form: FormData) {
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === "string" ? value : "";
	};
	return {
		startsOn: field("startsOn"),
		endsOn: field("endsOn"),
		mode: field("mode") === "remote" ? ("remote" as const) : ("onSite" as const),
		place: field("place"),
		leadAuditorId: field("leadAuditorId"),
		secondAuditorId: field("secondAuditorId"),
	};
}

interface Refusal<Reason extends string> {
	readonly reason: Reason;
	readonly details?: { readonly auditors: readonly { name: string; conflicts: readonly ConflictOfInterest[] }[] };
}

/** What the page shows of a refusal: identifiers stay on the server. */
export function refusedPlan<Reason extends string>({ reason, details }: Refusal<Reason>) {
	return { reason, auditors: (details?.auditors ?? []).map(({ name, conflicts }) => ({ name, conflicts })) };
}
