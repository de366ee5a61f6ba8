/** Renews the proof of identity of a session, before a sensitive change: the session goes on under a new token. */
import { z } from "zod";
import { accept, type Result, refuse } from "~/domain/result";
import { ForbiddenError, type UseCase } from "../use-case.server";
import { findProofs, type ProofContext, type ProofRefusal, proveIdentity } from "./prove-identity.server";
import { rotateSession } from "./session.server";

const form = z.object({ password: z.string().min(1).max(1024), code: z.string().trim().max(40).default("") });

export interface Confirmation {
	/** The password, with a code of the application or without; null when that would not do. */
	readonly typed: { readonly code: boolean } | null;
	readonly passkey: boolean;
}

/** How the person can prove it: by all that protects the account, so that a password alone never stands for more. */
export async function getConfirmation(useCase: UseCase): Promise<Confirmation> {
	const { password, application, passkey } = await findProofs(useCase);
	return { typed: password && (application || !passkey) ? { code: application } : null, passkey };
}

/** Answers the token of the session that goes on. */
export async function confirmIdentity(
	useCase: UseCase,
	session: { readonly id: string },
	context: ProofContext,
	input: unknown,
): Promise<ProofRefusal | Result<string, "MISSING">> {
	const { typed: asked } = await getConfirmation(useCase);
	const parsed = form.safeParse(input);
	if (!asked || !parsed.success || (asked.code && parsed.data.code === "")) return refuse("MISSING");
	const { password, code } = parsed.data;
	const proved = await proveIdentity(useCase, context, { password, code: asked.code ? code : null });
	if (!proved.ok) return proved;
	const token = await rotateSession(useCase.db, session.id, { proven: true }, context.arrival);
	if (token === null) throw new ForbiddenError("session over");
	return accept(token);
}
