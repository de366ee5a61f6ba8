/** What is done about an invitation under way, from whichever page shows it. */
import { inviteRefusals } from "~/messages.account.fr";
import { resendInvitation } from "~/services/access/resend-invitation.server";
import { revokeInvitation } from "~/services/access/revoke-invitation.server";
import type { Secrets } from "~/services/access/secrets.server";
import type { UseCase } from "~/services/use-case.server";

export async function answerInvitation(
	useCase: UseCase,
	secrets: Secrets,
	form: FormData,
): Promise<{ readonly done: "renvoi" | "annulation" } | { readonly error: string }> {
	const id = String(form.get("invitationId") ?? "");
	if (form.get("intent") === "resend") {
		const result = await resendInvitation(useCase, secrets, id);
		return result.ok ? { done: "renvoi" } : { error: inviteRefusals[result.reason] };
	}
	const result = await revokeInvitation(useCase, id);
	return result.ok ? { done: "annulation" } : { error: inviteRefusals[result.reason] };
}
