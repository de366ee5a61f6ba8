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
		derogations: derogationsIn(form),
	};
}

/** Fields named `derogation/<auditor>/<rule>`; more than a team could need is nobody's form. */
function derogationsIn(form: FormData) {
	return [...form.entries()]
		.flatMap(([name, value]) => {
			const [field, auditorId, rule, ...more] = name.split("/");
			return field === "derogation" && auditorId && rule && more.length === 0 && typeof value === "string"
				? [{ auditorId, rule, reason: value }]
				: [];
		})
		.slice(0, 40);
}

interface Refusal<Reason extends string> {
	readonly reason: Reason;
	readonly details?: {
		readonly auditors: readonly {
			readonly userId: string;
			readonly name: string;
			readonly conflicts: readonly ConflictOfInterest[];
		}[];
	};
}

/** What the page shows of a refusal; the auditors are named as in the lists to choose from. */
export function refusedPlan<Reason extends string>({ reason, details }: Refusal<Reason>) {
	return { reason, auditors: details?.auditors ?? [] };
}
