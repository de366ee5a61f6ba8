/** The fields that hand audits over, as the use cases read them, and what the form shows again after a refusal. */
import { HAND_OVER_REASON, type HandOverValues } from "~/components/audit/hand-over-fields";

export function handOverInput(form: FormData) {
	const handovers = [...form.keys()]
		.filter((name) => name.startsWith("sequence-"))
		.map((name) => {
			const auditId = name.slice("sequence-".length);
			return { auditId, to: String(form.get(`to-${auditId}`) ?? ""), sequence: String(form.get(name) ?? "") };
		});
	return { handovers, reason: String(form.get("reason") ?? HAND_OVER_REASON) };
}

export function handOverValues({ handovers, reason }: ReturnType<typeof handOverInput>): HandOverValues {
	return { reason, to: Object.fromEntries(handovers.map(({ auditId, to }) => [auditId, to])) };
}
