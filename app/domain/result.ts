/** A business rule answers with a value, or with a reason code and its details: a refusal is data, not an exception. */
export type Result<Value, Reason extends string, Details = undefined> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly reason: Reason; readonly details: Details };

export function accept<Value>(value: Value): { readonly ok: true; readonly value: Value } {
	return { ok: true, value };
}

export function refuse<Reason extends string>(
	reason: Reason,
): { readonly ok: false; readonly reason: Reason; readonly details: undefined };
export function refuse<Reason extends string, Details>(
	reason: Reason,
	details: Details,
): { readonly ok: false; readonly reason: Reason; readonly details: Details };
export function refuse(reason: string, details?: unknown) {
	return { ok: false, reason, details } as const;
}
