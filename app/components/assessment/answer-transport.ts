/** Owns the way of one save to the server and back. */
import type { AnswerSave, SendResult, TheirAnswer } from "./answer-outbox";

interface ConflictBody {
	readonly details: {
		readonly theirs: {
			readonly level: number | null;
			readonly notApplicable: boolean;
			readonly reason: string;
			readonly comment: string;
			readonly more?: Readonly<Record<string, string>>;
			readonly version: number;
		};
		readonly by: string;
		readonly at: string;
	};
}

export async function sendAnswer(url: string, criterionId: string, save: AnswerSave): Promise<SendResult> {
	const { more, ...fields } = save;
	let response: Response;
	try {
		response = await fetch(url, {
			method: "POST",
			headers: { Accept: "application/json" },
			body: new URLSearchParams({ ...fields, ...more, version: String(save.version), criterionId }),
			redirect: "manual",
			keepalive: save.comment.length < 20_000,
			signal: AbortSignal.timeout(15_000),
		});
	} catch {
		return { kind: "unreachable" };
	}
	switch (response.status) {
		case 200: {
			const body = (await response.json()) as { value: { version: number; savedAt: string } };
			return { kind: "saved", version: body.value.version, savedAt: body.value.savedAt };
		}
		case 409:
			return { kind: "conflict", theirs: theirAnswer((await response.json()) as ConflictBody) };
		case 423:
			return { kind: "refused", reason: "locked" };
		case 401:
			return { kind: "refused", reason: "signedOut" };
		case 413:
			return { kind: "refused", reason: "tooLarge" };
		default:
			return response.status >= 500 || response.status === 0 || response.status === 429
				? { kind: "unreachable" }
				: { kind: "refused", reason: "invalid" };
	}
}

function theirAnswer({ details: { theirs, by, at } }: ConflictBody): TheirAnswer {
	const { reason, comment, more, version } = theirs;
	return { choice: choiceOf(theirs), reason, comment, ...(more && { more }), version, by, at };
}

/** The value of the radio group for an answer. */
export function choiceOf(answer: { readonly level: number | null; readonly notApplicable: boolean }): string {
	if (answer.notApplicable) return "notApplicable";
	return answer.level === null ? "" : String(answer.level);
}
