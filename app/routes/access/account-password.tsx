/** Where a person changes their password, or sets a first one. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { readDeviceCookie } from "~/auth/device-cookie.server";
import { guarded } from "~/auth/guarded.server";
import { writeSessionCookie } from "~/auth/session-cookie.server";
import { AccountPage } from "~/components/access/account-page";
import { ThrottledNotice } from "~/components/access/throttled-notice";
import { Button } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { Section } from "~/components/layout/section";
import { PASSWORD_MIN } from "~/domain/access/password-rules";
import { isProofFresh } from "~/domain/access/session-life";
import { currentPasswordRefusals, passwordRefusals } from "~/messages.account.fr";
import { paths } from "~/paths";
import { changePassword } from "~/services/access/change-password.server";
import { findProofs } from "~/services/access/prove-identity.server";
import { retryAfter, throttled } from "./throttled";

export const headers = retryAfter;
export const meta: MetaFunction = () => [{ title: "Mot de passe · Label CAE" }];

export const loader = guarded("self", async ({ useCase, session }) => {
	const { password } = await findProofs(useCase);
	if (!password && !isProofFresh(session.provenAt, useCase.now)) {
		return redirect(paths.account.confirm(paths.account.password()));
	}
	return json({ hasPassword: password, email: useCase.actor.email });
});

export const action = guarded("self", async ({ request, useCase, session, platform }) => {
	const { publicOrigin, secrets, arrival } = platform;
	const deviceTokens = readDeviceCookie(request, publicOrigin);
	const form = Object.fromEntries(await request.formData());
	const result = await changePassword(useCase, { session, deviceTokens, secrets, arrival }, form);
	if (result.ok) {
		return redirect(paths.account.password("oui"), {
			headers: { "Set-Cookie": writeSessionCookie(result.value, publicOrigin) },
		});
	}
	switch (result.reason) {
		case "PROOF_REQUIRED":
			return redirect(paths.account.confirm(paths.account.password()));
		case "THROTTLED":
			return throttled(result.details.until, useCase.now, {});
		case "MISSING":
		case "WRONG":
			return json({ current: currentPasswordRefusals[result.reason] }, { status: 422 });
		default:
			return json({ password: passwordRefusals[result.reason] }, { status: 422 });
	}
});

export default function AccountPassword() {
	const { hasPassword, email } = useLoaderData<typeof loader>();
	const refused: { wait?: number; current?: string; password?: string } | undefined = useActionData<typeof action>();
	const busy = useNavigation().state === "submitting";
	const [search] = useSearchParams();
	return (
		<AccountPage current="password">
			<Section title={hasPassword ? "Changer de mot de passe" : "Choisir un mot de passe"}>
				{search.has("fait") && !refused && (
					<Notice kind="success">
						Votre mot de passe est changé. Vous êtes déconnecté de tous les autres appareils.
					</Notice>
				)}
				{refused?.wait && (
					<ThrottledNotice wait={refused.wait}>
						<p>Votre mot de passe n’a pas changé.</p>
					</ThrottledNotice>
				)}
				<Form method="post" className="form" key={search.get("fait")}>
					<input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
					{hasPassword && (
						<TextField
							label="Mot de passe actuel"
							name="current"
							type="password"
							autoComplete="current-password"
							required
							error={refused?.current}
						/>
					)}
					<TextField
						label="Nouveau mot de passe"
						hint={`${PASSWORD_MIN} caractères au moins. Une phrase de quelques mots convient très bien.`}
						name="password"
						type="password"
						autoComplete="new-password"
						required
						error={refused?.password}
					/>
					<p className="soft">
						Après le changement, vous resterez connecté ici et serez déconnecté partout ailleurs. Un e-mail vous le
						dira.
					</p>
					<p>
						<Button kind="primary">{busy ? "Enregistrement…" : "Changer le mot de passe"}</Button>
					</p>
				</Form>
			</Section>
		</AccountPage>
	);
}
