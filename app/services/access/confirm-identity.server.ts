/** Renews the proof of identity of a session, before a sensitive change: the session goes on under a new token. */
import { z } from "zod";
import { accept, type Result, refuse } from "~/domain/result";
import { ForbiddenError, type UseCase } from "../use-case.server";
import { findProofs, type ProofContext, type ProofRefusal, proveIdentity } from "./prove-identity.server";
import { rotateSession } from "./session.server";

const form = z.object({ password: z.string().min(1).max(1024), code: z.string().trim().max(40).default("") });

/** How the person can prove it here: null when neither the password nor a code would do. */
export async function getConfirmation(
	useCase: UseCase,
	hasSecondFactor: boolean,
): Promise<{ readonly code: boolean } | null> {
	const { password, application } = await findProofs(useCase);
	return password && (application || !hasSecondFactor) ? { code: application } : null;
}

/** Answers the token of the session that goes on. */
export async function confirmIdentity(
	useCase: UseCase,
	session: { readonly id: string; readonly hasSecondFactor: boolean },
	context: ProofContext,
	input: unknown,
): Promise<ProofRefusal | Result<string, "MISSING">> {
	const asked = await getConfirmation(useCase, session.hasSecondFactor);
	const parsed = form.safeParse(input);
	if (!asked || !parsed.success || (asked.code && parsed.data.code === "")) return refuse("MISSING");
	const { password, code } = parsed.data;
	const proved = await proveIdentity(useCase, context, { password, code: asked.code ? code : null });
	if (!proved.ok) return proved;
	const token = await rotateSession(useCase.db, session.id, { proven: true }, context.arrival);
	if (token === null) throw new ForbiddenError("session over");
	return accept(token);
}
