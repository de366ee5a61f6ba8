/** Proves again who is there, before a sensitive change. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { safeRedirect } from "~/auth/safe-redirect";
import { writeSessionCookie } from "~/auth/session-cookie.server";
import { PasskeyButton } from "~/components/access/passkey-button";
import { ThrottledNotice } from "~/components/access/throttled-notice";
import { Button } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { formatCount } from "~/components/text/format";
import { PROOF_MINUTES } from "~/domain/access/session-life";
import { proofRefusals } from "~/messages.account.fr";
import { paths } from "~/paths";
import { confirmIdentity, getConfirmation } from "~/services/access/confirm-identity.server";
import { retryAfter, throttled } from "./throttled";

export const headers = retryAfter;
export const meta: MetaFunction = () => [{ title: "Confirmez que c’est vous · Label CAE" }];

const nextOf = (url: URL) => safeRedirect(url.searchParams.get("suite"), paths.account.security());

export const loader = guarded(
	"self",
	async ({ url, useCase }) =>
		json({ ...(await getConfirmation(useCase)), email: useCase.actor.email, next: nextOf(url) }),
	{ beforeSecondFactor: true },
);

export const action = guarded(
	"self",
	async ({ request, url, useCase, session, platform }) => {
		const form = Object.fromEntries(await request.formData());
		const result = await confirmIdentity(useCase, session, platform, form);
		if (result.ok) {
			return redirect(nextOf(url), {
				headers: { "Set-Cookie": writeSessionCookie(result.value, platform.publicOrigin) },
			});
		}
		if (result.reason !== "THROTTLED")
			return json({ error: proofRefusals[result.reason], wait: null }, { status: 422 });
		return throttled(result.details.until, useCase.now, { error: null });
	},
	{ beforeSecondFactor: true },
);

export default function ConfirmIdentity() {
	const { typed, passkey, email, next } = useLoaderData<typeof loader>();
	const refused = useActionData<typeof action>();
	const busy = useNavigation().state === "submitting";
	return (
		<div className="page">
			<PageHeader
				title="Confirmez que c’est vous"
				lead={`Ce que vous allez faire vous engage, ou touche à la sécurité d’un compte. Une confirmation vaut ${formatCount(PROOF_MINUTES, "minute")}.`}
			/>
			{refused?.error && <Notice kind="error">{refused.error}</Notice>}
			{refused?.wait && <ThrottledNotice wait={refused.wait} />}
			{typed && (
				<Form method="post" className="form">
					<input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
					<TextField label="Mot de passe" name="password" type="password" autoComplete="current-password" required />
					{typed.code && (
						<TextField
							label="Code de votre application"
							hint="Six chiffres, sur votre téléphone."
							name="code"
							inputMode="numeric"
							autoComplete="one-time-code"
							short
							required
						/>
					)}
					<p>
						<Button kind="primary">{busy ? "Vérification…" : "Confirmer"}</Button>
					</p>
				</Form>
			)}
			{passkey && (
				<PasskeyButton kind={typed ? "secondary" : "primary"} label="Confirmer avec une clé d’accès" next={next} />
			)}
			<Form method="post" action={paths.signOut(next)} className="stack">
				<p>
					{typed || passkey
						? "Vous ne pouvez pas ? Se reconnecter vaut aussi confirmation."
						: "Pour confirmer, reconnectez-vous par votre moyen habituel : se reconnecter vaut confirmation."}
				</p>
				<p>
					<Button kind={typed || passkey ? "quiet" : "primary"}>Se déconnecter pour se reconnecter</Button>
				</p>
			</Form>
		</div>
	);
}
